//! Doubt: what a deciding look said, computed again for the same subjects and the same critical
//! value from all rows known now. Later rows withdraw a claim, never make one.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Context;
use super::claim::{Claim, Counts, Question};
use super::comparison::counts;
use super::entry::{Entries, Entry, as_known_now};
use super::once::OnceLook;
use super::tally::{Coding, State, Tally};
use crate::day::Day;
use crate::metric::Metric;
use crate::plan::Looking;

/// A claim that the rows known now no longer bear out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Doubt {
    /// Outcomes of both arms that have changed between clean and anything else, or between with
    /// such a contact and without.
    pub n_changed: u64,
}

/// The subjects of a look, as it counted them.
#[derive(Clone, Debug)]
pub struct Counted<'e> {
    metric: Metric,
    entries: Vec<&'e Entry>,
    arms: [usize; 2],
    day: Day,
    critical: f64,
}

impl<'e> Counted<'e> {
    /// Everyone of arm and control who was mature on a day.
    pub fn until(entries: &'e Entries, day: Day, critical: f64, arms: [usize; 2]) -> Self {
        let is_in = |entry: &&Entry| arms.contains(&entry.arm) && entry.on <= day;
        let counted = entries.all.iter().filter(is_in).collect();
        Counted { metric: entries.metric, entries: counted, arms, day, critical }
    }

    /// The first subjects of arm and control, of whom the one look was taken.
    pub fn once(entries: &'e Entries, once: &OnceLook, arms: [usize; 2]) -> Self {
        let is_in = |entry: &&Entry| once.places.contains(&entry.place);
        let counted = entries.all.iter().filter(is_in).collect();
        let day = Day::from(once.day);
        Counted { metric: entries.metric, entries: counted, arms, day, critical: once.critical }
    }

    /// The critical value of its look.
    pub fn critical(&self) -> f64 {
        self.critical
    }

    /// The sums of arm and control by all rows known now, and the outcomes that have changed.
    pub fn now(&self, context: &mut Context<'_, '_>) -> ([Tally; 2], u64) {
        let mut sums = [Tally::default(); 2];
        let mut n_changed = 0;
        let (subjects, today) = (context.subjects, Day::of(context.input.now));
        for entry in &self.entries {
            let now = as_known_now(context, &subjects.at(entry.place), self.metric);
            sums[usize::from(entry.arm != self.arms[0])].add(now.on(today));
            let then = entry.state(self.day);
            // What was pending has not changed, it has become known.
            let was_pending = matches!(then, State::Pending(_));
            n_changed += u64::from(!was_pending && (then == State::Yes) != now.has_event(today));
        }
        (sums, n_changed)
    }
}

/// The doubt about a claim of the primary metric; `None` while it is borne out.
pub fn of_claim(
    context: &mut Context<'_, '_>,
    counted: &Counted<'_>,
    question: &Question,
    claim: Claim,
) -> Option<Doubt> {
    let (sums, n_changed) = counted.now(context);
    let input = context.input;
    let holds = |counts: Counts| match input.looking() {
        Looking::Daily => question.holds(claim, &counts, counted.critical),
        Looking::Once => super::once::holds(input, question, claim, &counts),
    };
    let is_borne_out = Coding::BOTH.into_iter().all(|coding| holds(counts(coding, &sums)));
    (!is_borne_out).then_some(Doubt { n_changed })
}

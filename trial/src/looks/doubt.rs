//! Doubt: what a deciding look said, computed again for the same subjects and the same critical
//! value from all rows known now. Later rows withdraw a claim, never make one.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::claim::{Claim, Counts, Question};
use super::comparison::counts;
use super::entry::{Entries, Entry, Present};
use super::once::OnceLook;
use super::subjects::LookSubject;
use super::tally::{Coding, State, Tally};
use crate::day::Day;
use crate::metric::Metric;
use crate::plan::{Looking, Plan};

/// A claim that the rows known now no longer bear out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Doubt {
    /// Outcomes of both arms that have changed between clean and anything else, or between with
    /// such a contact and without.
    pub n_changed: u64,
}

/// The subjects of a look: as it counted them, and as the rows known now have them.
#[derive(Clone, Debug)]
pub struct Counted {
    metric: Metric,
    members: Vec<Member>,
    day: Day,
    critical: f64,
    /// The sums of arm and control by all rows known now.
    sums: [Tally; 2],
    n_changed: u64,
}

#[derive(Clone, Copy, Debug)]
struct Member {
    /// Its place in the order of enrolment.
    place: usize,
    /// 0 for the arm, 1 for the control.
    side: usize,
    then: State,
    now: State,
}

impl Member {
    /// Whether its outcome has changed; what was pending has become known, not changed.
    fn has_changed(&self) -> bool {
        let was_pending = matches!(self.then, State::Pending(_));
        !was_pending && (self.then == State::Yes) != (self.now == State::Yes)
    }
}

impl Counted {
    /// Everyone of arm and control who was mature on a day, not yet as known now.
    pub fn until(entries: &Entries, day: Day, critical: f64, arms: [usize; 2]) -> Self {
        Counted::of(entries, day, critical, arms, |entry| entry.on <= day)
    }

    /// The first subjects of arm and control, of whom the one look was taken.
    pub fn once(entries: &Entries, once: &OnceLook, arms: [usize; 2]) -> Self {
        let is_in = |entry: &Entry| once.places.contains(&entry.place);
        Counted::of(entries, Day::from(once.day), once.critical, arms, is_in)
    }

    fn of(
        entries: &Entries,
        day: Day,
        critical: f64,
        arms: [usize; 2],
        is_in: impl Fn(&Entry) -> bool,
    ) -> Self {
        let member = |entry: &Entry| {
            let side = arms.iter().position(|arm| *arm == entry.arm)?;
            let then = entry.state(day);
            Some(Member { place: entry.place, side, then, now: then })
        };
        let members: Vec<Member> =
            entries.all.iter().filter(|entry| is_in(entry)).filter_map(member).collect();
        let mut sums = [Tally::default(); 2];
        members.iter().for_each(|member| sums[member.side].add(member.now));
        Counted { metric: entries.metric, members, day, critical, sums, n_changed: 0 }
    }

    /// The same as known now; `subject` gives the rows of a place.
    pub fn brought_up_to_now<'s>(
        mut self,
        present: &Present<'_>,
        subject: impl Fn(usize) -> LookSubject<'s>,
    ) -> Self {
        for nth in 0..self.members.len() {
            self.replace(nth, present, &subject(self.members[nth].place));
        }
        self
    }

    /// Takes in the rows of one subject, if it was counted.
    pub fn update(&mut self, present: &Present<'_>, place: usize, subject: &LookSubject<'_>) {
        if let Ok(nth) = self.members.binary_search_by_key(&place, |member| member.place) {
            self.replace(nth, present, subject);
        }
    }

    fn replace(&mut self, nth: usize, present: &Present<'_>, subject: &LookSubject<'_>) {
        let member = &mut self.members[nth];
        let before = *member;
        member.now = present.state(subject, self.metric);
        if before.now != member.now {
            self.sums[member.side].remove(before.now);
            self.sums[member.side].add(member.now);
            self.n_changed -= u64::from(before.has_changed());
            self.n_changed += u64::from(member.has_changed());
        }
    }

    /// The day of the look.
    pub fn day(&self) -> Day {
        self.day
    }

    /// The critical value of the look.
    pub fn critical(&self) -> f64 {
        self.critical
    }

    /// The sums of arm and control by all rows known now.
    pub fn sums(&self) -> &[Tally; 2] {
        &self.sums
    }

    /// The doubt about what was said, unless it is borne out.
    pub fn doubt(&self, is_borne_out: bool) -> Option<Doubt> {
        (!is_borne_out).then_some(Doubt { n_changed: self.n_changed })
    }

    /// The doubt about a claim of the primary metric; `None` while it is borne out.
    pub fn doubt_of_claim(&self, plan: &Plan, alpha: f64, claim: Claim) -> Option<Doubt> {
        let question = Question::of(plan);
        let holds = |counts: Counts| match plan.looks.unwrap_or_default() {
            Looking::Daily => question.holds(claim, &counts, self.critical),
            Looking::Once => super::once::holds(plan, alpha, &question, claim, &counts),
        };
        self.doubt(Coding::BOTH.into_iter().all(|coding| holds(counts(coding, &self.sums))))
    }
}

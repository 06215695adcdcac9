//! The one look of a plan that looks once: the first subjects of each arm, as many as were planned,
//! in order of enrolment, on the day on which the last of them is mature.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::claim::{Claim, Counts, Question};
use super::comparison::{Decision, Reading, counts, reading, sensitivity};
use super::entry::{Entries, Entry};
use super::tally::{Coding, Tally};
use super::{Context, LookInput};
use crate::day::Day;
use crate::plan::{Plan, Test};
use crate::stats::boschloo::boschloo;
use crate::stats::chi_square::equal_rates;
use crate::stats::fisher::fisher;
use crate::stats::rate::Count;
use crate::stats::special::normal::critical_value;

/// The one look.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OnceLook {
    /// At the end of this day, UTC.
    #[serde(with = "crate::rfc3339::day")]
    pub day: Date,
    /// The arm's first subjects.
    pub arm: Tally,
    /// The control's.
    pub control: Tally,
    /// The critical value of the interval.
    pub critical: f64,
    /// The error rate of the test.
    pub alpha: f64,
    /// With every pending contact against the arm, none against the control.
    pub against_arm: Reading,
    /// The reverse.
    pub against_control: Reading,
    /// The p-values of the plan's test under both codings.
    pub p: [f64; 2],
    /// z with everyone not confirmed taken for clean: in both arms, in the arm, in the control.
    pub sensitivity: [f64; 3],
    /// The p-value with everyone not confirmed taken for clean in both arms.
    pub p_confirmed: f64,
    /// What the look says under both codings.
    pub claim: Option<Claim>,
    /// The places of its subjects in the order of enrolment.
    #[serde(skip)]
    pub places: BTreeSet<usize>,
}

/// The look, when its day has come and the trial was not stopped before.
pub fn look(context: &Context<'_, '_>, entries: &Entries, arms: [usize; 2]) -> Option<OnceLook> {
    let input = context.input;
    let firsts = |arm: usize| first(context, entries, arm);
    // Every arm has its n on one day, so that no comparison is looked at before another.
    let all: Vec<Vec<&Entry>> = (0..input.plan.arms.len()).map(firsts).collect::<Option<_>>()?;
    let day = all.iter().flatten().map(|entry| entry.on).max()?;
    if day > input.last_look_day() {
        return None;
    }
    let mut sums = [Tally::default(); 2];
    for (sum, arm) in sums.iter_mut().zip(arms) {
        all[arm].iter().for_each(|entry| sum.add(entry.state(day)));
    }
    let places = arms.iter().flat_map(|arm| &all[*arm]).map(|entry| entry.place).collect();
    Some(judged(input, day, sums, places))
}

fn judged(input: &LookInput<'_>, day: Day, sums: [Tally; 2], places: BTreeSet<usize>) -> OnceLook {
    let question = Question::of(input.plan);
    let critical = critical_value(input.alpha());
    let codings = Coding::BOTH.map(|coding| counts(coding, &sums));
    let test = input.plan.primary.test;
    let held = |question: &Question, claim: Claim, counts: &Counts| {
        holds(input.plan, input.alpha(), question, claim, counts)
    };
    let [arm, control] = sums;
    OnceLook {
        day: day.date(),
        arm,
        control,
        critical,
        alpha: input.alpha(),
        against_arm: reading(&codings[0], critical),
        against_control: reading(&codings[1], critical),
        p: [p(test, codings[0].counted), p(test, codings[1].counted)],
        sensitivity: sensitivity(&sums),
        p_confirmed: p(test, codings[0].confirmed),
        claim: question.first(&codings, held),
        places,
    }
}

/// The first subjects of an arm, as many as were planned; `None` while one of them is not mature.
fn first<'e>(
    context: &Context<'_, '_>,
    entries: &'e Entries,
    arm: usize,
) -> Option<Vec<&'e Entry>> {
    let planned =
        context.input.sizes.arms.get(arm).copied().and_then(|n| usize::try_from(n).ok())?;
    let enrolled = context.subjects.iter().enumerate().filter(|(_, subject)| subject.arm == arm);
    let places: Vec<usize> = enrolled.map(|(place, _)| place).take(planned).collect();
    let find = |place: &usize| {
        let found = entries.all.binary_search_by_key(place, |entry| entry.place).ok()?;
        entries.all.get(found)
    };
    let mature: Option<Vec<&Entry>> = places.iter().map(find).collect();
    mature.filter(|mature| mature.len() == planned)
}

/// Whether a claim holds at the one look: crossings by the plan's test.
pub fn holds(plan: &Plan, alpha: f64, question: &Question, claim: Claim, counts: &Counts) -> bool {
    if !claim.is_crossing() {
        return question.holds(claim, counts, critical_value(alpha));
    }
    // Without a bound on z only its side is asked for.
    let is_on_side = question.holds(claim, counts, 0.0);
    is_on_side && p(plan.primary.test, counts.counted) <= alpha
}

fn p(test: Test, (arm, control): (Count, Count)) -> f64 {
    match test {
        Test::Fisher => fisher(arm, control).two_sided,
        Test::Boschloo => boschloo(arm, control).two_sided,
        Test::ChiSquare => equal_rates(&[arm, control]).map_or(1.0, |test| test.p),
    }
}

impl OnceLook {
    /// The counts of arm and control with every pending contact against the arm.
    pub fn against_arm(&self) -> (Count, Count) {
        Coding::AgainstArm.counts(&self.arm, &self.control)
    }

    /// The answer of the look, if it has one.
    pub fn decision(&self) -> Option<Decision> {
        let claim = self.claim?;
        let n = self.arm.not_confirmed + self.control.not_confirmed;
        let same_side = self.sensitivity[0] * self.against_arm.z > 0.0;
        let still_crosses = self.p_confirmed <= self.alpha && same_side;
        let rests = claim.is_crossing() && n > 0 && !still_crosses;
        let rests_on_not_confirmed = rests.then_some(n);
        Some(Decision { claim, look: 0, rests_on_not_confirmed, doubt: None })
    }
}

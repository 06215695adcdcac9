//! Daily looks of one arm against the control on the primary metric.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::claim::{Claim, Counts, Question};
use super::doubt::{Counted, Doubt};
use super::entry::{Entries, Present};
use super::known::Known;
use super::once::{self, OnceLook};
use super::pace::{Enrolled, Pace};
use super::size::information;
use super::subjects::LookSubject;
use super::tally::{Coding, Tally};
use super::{Boundaries, Context, LookInput, delivery, futility};
use crate::day::Day;
use crate::metric::Metric;
use crate::name::ArmName;
use crate::plan::{Looking, Plan};
use crate::stats::group_sequential::Boundary;
use crate::stats::rate::Interval;
use crate::stats::score::{pooled_z, repeated_interval};

/// A look is taken once the share of the planned information has grown by this much.
const LEAST_STEP: f64 = 0.005;
/// What rounding may take from a share.
const ROUNDING: f64 = 1e-9;
/// Mature subjects that each arm has in a look.
const LEAST_SUBJECTS: u64 = 10;
/// Above this critical value the interval is too wide to be shown.
const LARGEST_SHOWN: f64 = 4.0;

/// A look under one extreme coding of the pending contacts.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Reading {
    /// The score statistic of no difference, arm minus control.
    pub z: f64,
    /// The repeated interval of the difference, arm minus control.
    pub interval: Option<Interval>,
}

/// One look. It never changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Look {
    /// At the end of this day, UTC.
    #[serde(with = "crate::rfc3339::day")]
    pub day: Date,
    /// The arm's mature subjects.
    pub arm: Tally,
    /// The control's.
    pub control: Tally,
    /// Information as a share of the planned one; the last look is at 1 or beyond.
    pub t: f64,
    /// The critical value of z.
    pub critical: f64,
    /// With every pending contact against the arm, none against the control.
    pub against_arm: Reading,
    /// The reverse; the same where nothing is pending.
    pub against_control: Reading,
    /// z with everyone not confirmed taken for clean: in both arms, in the arm only, in the
    /// control only.
    pub sensitivity: [f64; 3],
    /// What the look says under both codings.
    pub claim: Option<Claim>,
    /// Whether its interval is narrow enough to be shown.
    pub is_shown: bool,
}

/// The look on which the answer rests.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Decision {
    /// What it says.
    pub claim: Claim,
    /// Its place among the looks.
    pub look: usize,
    /// Whether a crossing is gone, or turned, once those not confirmed are taken for clean: then it
    /// rests on counting so many lines that are still in the garden as not clean.
    pub rests_on_not_confirmed: Option<u64>,
    /// Whether rows that came since withdraw it.
    pub doubt: Option<Doubt>,
}

/// The looks of an arm against the control.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ComparisonLooks {
    /// The arm.
    pub arm: ArmName,
    /// The control.
    pub control: ArmName,
    /// The primary metric.
    pub metric: Metric,
    /// Planned subjects of arm and control.
    pub planned: [u64; 2],
    /// Enrolled subjects of arm and control by now.
    pub enrolled: [u64; 2],
    /// Every look so far, oldest first; empty for a plan that looks once.
    pub looks: Vec<Look>,
    /// The one look of a plan that looks once, when its day has come.
    pub once: Option<OnceLook>,
    /// The answer so far.
    pub decision: Option<Decision>,
    /// Mature subjects of arm and control by now, with their kept outcomes.
    pub afterwards: [Tally; 2],
    /// Of those, subjects whom no channel of their arm has reached.
    pub not_delivered: [u64; 2],
    /// The chance that one last look at the planned end crosses on the wanted side, while there is
    /// no crossing and no last look.
    pub futility: Option<f64>,
    /// How far the comparison is.
    pub pace: Pace,
}

/// What is kept of a comparison between two rows.
#[derive(Clone, Debug)]
pub struct KeptComparison {
    /// The subjects of the deciding look.
    counted: Option<Counted>,
    enrolled: Enrolled,
    alpha: f64,
}

/// The looks of an arm against the control, and what is kept of them.
pub fn looks(
    context: &mut Context<'_, '_>,
    entries: &Entries,
    arm: usize,
    boundaries: &mut Boundaries,
) -> (ComparisonLooks, KeptComparison) {
    let input = context.input;
    let (plan, arms) = (input.plan, [arm, input.control()]);
    let boundary = boundaries.of(arm, None, input.alpha());
    let (looks, once) = match input.looking() {
        Looking::Daily => (daily(input, entries, arms, boundary), None),
        Looking::Once => (Vec::new(), once::look(context, entries, arms)),
    };
    let decision = match &once {
        Some(once) => once.decision(),
        None => decision(&looks),
    };
    let counted = decision.and_then(|decision| match (&once, looks.get(decision.look)) {
        (Some(once), _) => Some(Counted::once(entries, once, arms)),
        (None, Some(look)) => {
            Some(Counted::until(entries, Day::from(look.day), look.critical, arms))
        }
        (None, None) => None,
    });
    let counted = counted.map(|counted| context.brought_up_to_now(counted));
    let enrolled = Enrolled::of(context, entries, arms);
    let kept = KeptComparison { counted, enrolled, alpha: input.alpha() };
    let mut looks = ComparisonLooks {
        arm: plan.arms[arm].name.clone(),
        control: plan.control.clone(),
        metric: entries.metric,
        planned: arms.map(|arm| input.sizes.arms[arm]),
        enrolled: kept.enrolled.all(),
        futility: futility_of(input, arm, &looks, decision, boundary),
        pace: kept.enrolled.pace(),
        afterwards: afterwards(input, entries, arms),
        not_delivered: delivery::not_delivered(context, entries, arms),
        looks,
        once,
        decision,
    };
    looks.set_doubt(plan, &kept);
    (looks, kept)
}

impl KeptComparison {
    /// Takes in the rows of one subject that are new.
    pub fn update(&mut self, present: &Present<'_>, place: usize, subject: &LookSubject<'_>) {
        if let Some(counted) = &mut self.counted {
            counted.update(present, place, subject);
        }
    }

    /// One more subject, in the order of enrolment.
    pub fn enrol(&mut self, looks: &mut ComparisonLooks, arm: usize, on: Day) {
        self.enrolled.add(arm, on);
        looks.enrolled = self.enrolled.all();
        looks.pace = self.enrolled.pace();
    }
}

impl ComparisonLooks {
    /// Whether its last look has been taken.
    pub fn is_over(&self) -> bool {
        self.looks.last().is_some_and(|look| look.t >= 1.0 - ROUNDING)
    }

    /// Whether everyone who is enrolled is mature.
    pub fn is_complete(&self) -> bool {
        self.afterwards.map(|tally| tally.n) == self.enrolled
    }

    /// Computes the doubt about the decision again.
    pub fn set_doubt(&mut self, plan: &Plan, kept: &KeptComparison) {
        if let (Some(decision), Some(counted)) = (&mut self.decision, &kept.counted) {
            decision.doubt = counted.doubt_of_claim(plan, kept.alpha, decision.claim);
        }
    }
}

fn daily(
    input: &LookInput<'_>,
    entries: &Entries,
    arms: [usize; 2],
    boundary: &mut Boundary,
) -> Vec<Look> {
    let days: Vec<_> = entries.timeline.days(arms, input.last_look_day()).collect();
    let taken = taken(&days, input.sizes.information[arms[0]]);
    let times: Vec<f64> = taken.iter().map(|(_, t)| *t).collect();
    let question = Question::of(input.plan);
    let critical = boundary.critical_values(&times);
    let look = |((place, t), critical): (&(usize, f64), &f64)| {
        look(&question, days[*place].0, &days[*place].1, *t, *critical)
    };
    taken.iter().zip(critical).map(look).collect()
}

/// Advice is given until a crossing or the last look.
fn futility_of(
    input: &LookInput<'_>,
    arm: usize,
    looks: &[Look],
    decision: Option<Decision>,
    boundary: &Boundary,
) -> Option<f64> {
    let is_open = decision.is_none_or(|decision| !decision.claim.is_crossing());
    let last = looks.last().filter(|look| is_open && look.t < 1.0 - ROUNDING)?;
    Some(futility::chance(input, arm, last, boundary))
}

/// The days on which a look is taken, as places among `days`, with the share of information.
pub fn taken(days: &[(Day, [Tally; 2])], planned: f64) -> Vec<(usize, f64)> {
    let mut taken: Vec<(usize, f64)> = Vec::new();
    for (place, (_, sums)) in days.iter().enumerate() {
        let last = taken.last().map_or(0.0, |(_, t)| *t);
        if last >= 1.0 - ROUNDING || planned <= 0.0 {
            break;
        }
        let [arm, control] = sums.map(|sum| sum.n);
        let t = information(arm, control) / planned;
        let has_grown = t >= last + LEAST_STEP - ROUNDING || t >= 1.0 - ROUNDING;
        if has_grown && arm.min(control) >= LEAST_SUBJECTS {
            taken.push((place, t));
        }
    }
    taken
}

fn look(question: &Question, day: Day, sums: &[Tally; 2], t: f64, critical: f64) -> Look {
    let codings = Coding::BOTH.map(|coding| counts(coding, sums));
    // Both codings are the same where nothing is pending: half of the intervals are saved.
    let is_settled = sums[0].pending + sums[1].pending == 0;
    let distinct = if is_settled { &codings[..1] } else { &codings[..] };
    let readings: Vec<Reading> = distinct.iter().map(|counts| reading(counts, critical)).collect();
    let holds = |question: &Question, claim: Claim, counts: &Counts| {
        question.holds(claim, counts, critical)
    };
    let claim = question.first(distinct, holds);
    let [arm, control] = *sums;
    Look {
        day: day.date(),
        arm,
        control,
        t,
        critical,
        against_arm: readings[0],
        against_control: readings[readings.len() - 1],
        sensitivity: sensitivity(sums),
        claim,
        is_shown: critical <= LARGEST_SHOWN || claim.is_some(),
    }
}

/// The counts of a look under a coding.
pub fn counts(coding: Coding, [arm, control]: &[Tally; 2]) -> Counts {
    let counted = coding.counts(arm, control);
    // Pending contacts and lines that are not confirmed belong to different metrics.
    let has_unconfirmed = arm.not_confirmed + control.not_confirmed > 0;
    let confirmed = if has_unconfirmed { (arm.confirmed(), control.confirmed()) } else { counted };
    Counts { counted, confirmed }
}

/// A look under a coding.
pub fn reading(counts: &Counts, critical: f64) -> Reading {
    let (arm, control) = counts.counted;
    Reading { z: pooled_z(arm, control), interval: repeated_interval(arm, control, critical) }
}

/// z with everyone not confirmed taken for clean: in both arms, in the arm, in the control.
pub fn sensitivity([arm, control]: &[Tally; 2]) -> [f64; 3] {
    let counted = (arm.coded(false), control.coded(false));
    let confirmed = (arm.confirmed(), control.confirmed());
    [
        pooled_z(confirmed.0, confirmed.1),
        pooled_z(confirmed.0, counted.1),
        pooled_z(counted.0, confirmed.1),
    ]
}

/// The first crossing; before one the first other claim.
fn decision(looks: &[Look]) -> Option<Decision> {
    let first = |is_crossing: bool| {
        looks
            .iter()
            .position(|look| look.claim.is_some_and(|claim| claim.is_crossing() == is_crossing))
    };
    let place = first(true).or_else(|| first(false))?;
    let look = &looks[place];
    let claim = look.claim?;
    let all = look.sensitivity[0];
    let still_crosses = all.abs() > look.critical && all * look.against_arm.z > 0.0;
    let n = look.arm.not_confirmed + look.control.not_confirmed;
    let rests = claim.is_crossing() && n > 0 && !still_crosses;
    Some(Decision { claim, look: place, rests_on_not_confirmed: rests.then_some(n), doubt: None })
}

/// Everyone mature by the last day that is over, also after a stop.
fn afterwards(input: &LookInput<'_>, entries: &Entries, arms: [usize; 2]) -> [Tally; 2] {
    let today = Known::At(input.now).last_day_over();
    entries.timeline.days(arms, today).last().map_or([Tally::default(); 2], |(_, sums)| sums)
}

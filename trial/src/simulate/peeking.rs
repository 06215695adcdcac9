//! False alarms of trials in which nothing differs when people look every day: by
//! the numbers that other tools show, and by ours.

use jiff::{SignedDuration, Timestamp};

use super::{Behaviour, Scenario, World, running};
use crate::assignment::Seed;
use crate::day::Day;
use crate::outcome::course::counts_from;
use crate::plan::{Arm, Plan};
use crate::planner::Question;
use crate::published::{DamagedStudy, study};
use crate::report::verdict::{Basis, Seen, differs};
use crate::report::{Analysis, Pair, newest, planned_tests, watched_log_rank};
use crate::stats::chi_square::equal_rates;
use crate::stats::log_rank::log_rank;
use crate::stats::rate::{Count, difference};
use crate::subject::Subjects;

/// What a look is held against.
const ALPHA: f64 = 0.05;

/// How sure a posterior has to be.
const SURE: f64 = 0.95;

/// Alarms of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Alarms {
    /// The chi-square of the rates, as if each look were the only one, has p ≤ 0.05.
    pub naive_difference: bool,
    /// The log-rank test, as if each look were the only one, has p ≤ 0.05.
    pub naive_log_rank: bool,
    /// The posterior says with more than 95 % that one arm is the better one.
    pub posterior: bool,
    /// The watched difference has p ≤ 0.05.
    pub watched_difference: bool,
    /// The watched log-rank test has p ≤ 0.05.
    pub watched_log_rank: bool,
    /// The verdict says that an arm is better or worse.
    pub verdict: bool,
}

/// Trials in which nothing differed, and how many of them ever raised an alarm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Peeking {
    /// Trials simulated.
    pub n_trials: u64,
    /// Trials with each kind of false alarm, in the order of [`Alarms`].
    pub n_alarms: [u64; 6],
}

impl Alarms {
    /// The kinds of alarm, in words; the first three are what other tools show.
    pub const KINDS: [&'static str; 6] = [
        "naive p, difference",
        "naive p, log-rank",
        "posterior above 95 %",
        "ours, difference",
        "ours, log-rank",
        "ours, whole decision rule",
    ];

    /// Whether each kind is raised, in the order of [`Alarms::KINDS`].
    pub fn raised(self) -> [bool; 6] {
        [
            self.naive_difference,
            self.naive_log_rank,
            self.posterior,
            self.watched_difference,
            self.watched_log_rank,
            self.verdict,
        ]
    }

    fn or(self, other: Alarms) -> Alarms {
        Alarms {
            naive_difference: self.naive_difference || other.naive_difference,
            naive_log_rank: self.naive_log_rank || other.naive_log_rank,
            posterior: self.posterior || other.posterior,
            watched_difference: self.watched_difference || other.watched_difference,
            watched_log_rank: self.watched_log_rank || other.watched_log_rank,
            verdict: self.verdict || other.verdict,
        }
    }
}

impl Peeking {
    /// Takes the alarms of one trial in.
    pub fn add(&mut self, alarms: Alarms) {
        self.n_trials += 1;
        for (n, raised) in self.n_alarms.iter_mut().zip(alarms.raised()) {
            *n += u64::from(raised);
        }
    }

    /// The share of trials with each kind of false alarm, in the order of [`Alarms::KINDS`].
    pub fn shares(&self) -> [f64; 6] {
        self.n_alarms.map(|n| n as f64 / self.n_trials.max(1) as f64)
    }
}

/// One trial of `plan` in which every arm behaves alike, looked at every day until everybody's
/// days are over: `n_subjects` enter over `accrual_days`; feeds have gaps and are late at times.
///
/// # Errors
/// The file of the published study, after which subjects behave, is damaged.
pub fn look_every_day(
    plan: &Plan,
    seed: u64,
    n_subjects: usize,
    accrual_days: u32,
) -> Result<Alarms, &'static DamagedStudy> {
    let start = Timestamp::UNIX_EPOCH;
    let n_days = accrual_days * 2 + plan.horizon_days + plan.quiet_days;
    let per_day = n_subjects as f64 / f64::from(accrual_days.max(1));
    let mut world = World::new(seed, alike(plan, start, per_day)?);
    let day = |n: u32| start + SignedDuration::from_hours(24 * i64::from(n));
    let mut secret = [0; 32];
    secret[..8].copy_from_slice(&seed.to_le_bytes());
    let records = world.play(plan, &Seed::new(secret), n_subjects, day(n_days));
    let trial = running(plan, start);
    let planning = Question::of(plan).answer();
    let look = |now| {
        let subjects = Subjects::known(&records, now);
        let planning = planning.clone();
        Alarms::at(&Analysis::counted(&trial, planning, &records, &subjects, now, |_| {}))
    };
    let over = records.enrolments.last().map(|last| counts_from(plan, last.at));
    // The last subject enters at the close of the day on which its days are over.
    let last = over.map(|over| Day::of(over).plus(1).end());
    let days = (1..=n_days).map(day).take_while(|now| last.is_some_and(|last| *now <= last));
    Ok(days.map(look).fold(Alarms::default(), Alarms::or))
}

/// Every arm behaves like the study's standard one, cleaning up less often so that there is room
/// for differences.
fn alike(
    plan: &Plan,
    start: Timestamp,
    arrivals_per_day: f64,
) -> Result<Scenario, &'static DamagedStudy> {
    let study = study()?;
    let behaviour = |arm: &Arm| {
        let standard = Arm { variant: None, ..arm.clone() };
        let cleanup = plan.design.baseline;
        (arm.name.clone(), Behaviour { cleanup, ..Behaviour::of(study, &standard) })
    };
    let like_the_study = Scenario::like_the_study(plan, start, arrivals_per_day)?;
    Ok(Scenario { arms: plan.arms.iter().map(behaviour).collect(), ..like_the_study })
}

impl Alarms {
    /// What a look shows, of a trial of which only counts and times are known: no limits, curves
    /// or days gone by. The decision rule is that of the verdict.
    fn at(analysis: &Analysis) -> Alarms {
        let metric = analysis.plan().primary.metric;
        let counts: Vec<Count> = analysis.arms.iter().map(|arm| arm.count(metric)).collect();
        let tables: Vec<_> = analysis.arms.iter().map(|arm| arm.times.clone()).collect();
        let watched = |pair| newest(pair, metric).is_some_and(|step| is_low(step.p));
        let log_rank_watched = |pair| is_low(watched_log_rank(analysis.plan(), pair).p);
        Alarms {
            naive_difference: equal_rates(&counts).is_some_and(|test| is_low(test.p)),
            naive_log_rank: log_rank(&tables).is_some_and(|test| is_low(test.test.p)),
            posterior: counts.len() > 1 && is_sure(counts[0], counts[1]),
            watched_difference: analysis.pairs().any(watched),
            watched_log_rank: analysis.pairs().any(log_rank_watched),
            verdict: has_decided(analysis),
        }
    }
}

fn is_low(p: f64) -> bool {
    p <= ALPHA
}

/// Whether the verdict says of any arm that it is better or worse.
fn has_decided(analysis: &Analysis) -> bool {
    let (plan, tests) = (analysis.plan(), planned_tests(analysis));
    let alpha = Question::of(plan).alpha_anytime();
    let while_watching = |pair: Pair<'_>| {
        let step = newest(pair, plan.primary.metric)?;
        let difference = difference(step.arm, step.control);
        Some(Seen { basis: Basis::Watching, p: step.p, alpha, difference })
    };
    analysis.pairs().any(|pair| {
        let test = tests.iter().find(|test| test.arm == *pair.arm_name).map(Seen::in_test);
        differs(plan.wanted(), while_watching(pair).into_iter().chain(test)).is_some()
    })
}

/// Whether one rate is above the other with more than 95 % posterior probability: independent
/// uniform priors, the difference of the two beta posteriors taken as normal.
fn is_sure(a: Count, b: Count) -> bool {
    if a.n() == 0 || b.n() == 0 {
        return false;
    }
    let posterior = |count: Count| {
        let (with, without) = (count.x() as f64 + 1.0, count.rest() as f64 + 1.0);
        let all = with + without;
        (with / all, with * without / (all * all * (all + 1.0)))
    };
    let ((mean_a, variance_a), (mean_b, variance_b)) = (posterior(a), posterior(b));
    let z = (mean_a - mean_b).abs() / (variance_a + variance_b).sqrt();
    0.5 * libm::erfc(-z / std::f64::consts::SQRT_2) > SURE
}

#[cfg(test)]
mod tests;

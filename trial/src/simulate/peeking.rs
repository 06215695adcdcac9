//! How often a trial in which nothing differs raises a false alarm when people look every day: by
//! the numbers that other tools show, and by ours.

use jiff::{SignedDuration, Timestamp};

use super::{Behaviour, FeedHabits, Scenario, World};
use crate::assignment::Seed;
use crate::observation::Records;
use crate::plan::{Arm, Plan};
use crate::published::{DamagedStudy, study};
use crate::report::{Report, Role, Whole};
use crate::stats::chi_square::equal_rates;
use crate::stats::log_rank::log_rank;
use crate::stats::rate::Count;
use crate::trial::{Trial, TrialState};
use crate::verdict::Answer;

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
    let looks = (1..=n_days).map(|n| look(&trial, &records, day(n)));
    Ok(looks.fold(Alarms::default(), Alarms::or))
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
    Ok(Scenario {
        start,
        arrivals_per_day,
        days_of_life: f64::from(plan.horizon_days + plan.quiet_days) + 14.0,
        arms: plan.arms.iter().map(behaviour).collect(),
        feeds: plan.required_feeds.clone(),
        feed_habits: FeedHabits {
            delay_hours: (1.0, 9.0),
            gaps: 0.01,
            late: 0.03,
            late_days: (2.5, 5.0),
        },
    })
}

fn running(plan: &Plan, started_at: Timestamp) -> Trial {
    Trial {
        id: crate::TrialId::from_title(&plan.title, 1),
        plan: plan.clone(),
        state: TrialState::Running { started_at },
        simulated: true,
        simulated_now: None,
        frozen: Vec::new(),
        seed_commitment: None,
    }
}

fn look(trial: &Trial, records: &Records, now: Timestamp) -> Alarms {
    let whole = Whole::of(trial, records, now);
    let report = whole.report();
    let counts: Vec<Count> = report.arms.iter().map(|arm| arm.clean_by_horizon.count).collect();
    let tables: Vec<_> = whole.arms.iter().map(|arm| arm.times.clone()).collect();
    let primary = |row: &&crate::report::Comparison| row.role == Role::Primary;
    let is_low = |p: f64| p <= ALPHA;
    Alarms {
        naive_difference: equal_rates(&counts).is_some_and(|test| is_low(test.p)),
        naive_log_rank: log_rank(&tables).is_some_and(|test| is_low(test.test.p)),
        posterior: counts.len() > 1 && is_sure(counts[0], counts[1]),
        watched_difference: report.comparisons.iter().filter(primary).any(|r| is_low(r.watched.p)),
        watched_log_rank: report.watch.iter().any(|watch| is_low(watch.log_rank.p)),
        verdict: has_decided(&report),
    }
}

fn has_decided(report: &Report) -> bool {
    let decided = |answer: Answer| matches!(answer, Answer::Better | Answer::Worse);
    report.verdict.by_arm.iter().any(|arm| decided(arm.answer))
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

//! The report: everything the live page shows about a trial, computed from stored rows as known at
//! a moment.

mod arm;
mod comparison;
mod curve;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::coverage::Coverage;
use crate::day::Day;
use crate::name::{ArmName, Feed};
use crate::observation::{Code, ContactChannel, CoverageState, Records};
use crate::outcome::CleanByHorizon;
use crate::stats::rate::{Count, Interval, wilson};
use crate::subject::Subjects;
use crate::trial::Trial;
use crate::verdict::{self, Verdict};

/// The two-sided error rate of every interval: 95 % limits, of a single look.
pub(crate) const ALPHA: f64 = 0.05;

/// A share with its counts and its 95 % Wilson interval; the interval is `None` while n is 0.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Rate {
    /// x of n.
    pub count: Count,
    /// Wilson 1927, 95 %, single look.
    pub interval: Option<Interval>,
}

/// How the mature subjects of an arm ended, and how many are not mature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CleanupTally {
    /// Clean by the horizon.
    pub clean: u64,
    /// Seen after the horizon.
    pub not_clean: u64,
    /// Still in quarantine, or too little observable time.
    pub not_confirmed: u64,
    /// Reports are missing.
    pub unknown: u64,
    /// H + q + 2 days are not over.
    pub too_early: u64,
}

/// What a row of the burden board counts: subjects with at least one such contact within B days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", content = "of", rename_all = "snake_case")]
pub enum BurdenMetric {
    /// Any of the three complaint codes.
    Complaint,
    /// One code.
    Code(Code),
    /// One channel.
    Channel(ContactChannel),
}

impl BurdenMetric {
    /// The words that a board shows for it.
    pub fn label(self) -> &'static str {
        match self {
            BurdenMetric::Complaint => "Complaint",
            BurdenMetric::Code(code) => code.label(),
            BurdenMetric::Channel(channel) => channel.label(),
        }
    }
}

/// One row of the burden board for one arm.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BurdenCell {
    /// What is counted.
    pub metric: BurdenMetric,
    /// Of all enrolled whose B days are over.
    pub rate: Rate,
    /// Subjects among them with an uncoded contact and no such code: they may still become a "yes".
    pub pending: u64,
}

/// One step of the curve of confirmed cleanup.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CurvePoint {
    /// Days since enrolment.
    pub day: f64,
    /// The share confirmed clean by then, 0 to 1 (1 − Kaplan–Meier).
    pub share: f64,
    /// Pointwise 95 % limits, single look.
    pub interval: Option<Interval>,
    /// Subjects still followed just before.
    pub at_risk: u64,
}

/// Everything about one arm.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ArmReport {
    /// Which arm.
    pub arm: ArmName,
    /// Whether it is the control.
    pub is_control: bool,
    /// Subjects enrolled.
    pub enrolled: u64,
    /// Subjects among them who were served their page at least once.
    pub served: u64,
    /// Subjects among them with at least one contact since enrolment, coded or not.
    pub in_contact: u64,
    /// Subjects among them who were sighted after enrolment, at any time.
    pub sighted: u64,
    /// Clean by the horizon, of all mature subjects (not confirmed and unknown in the denominator).
    pub clean_by_horizon: Rate,
    /// The rate if every not confirmed and unknown subject were not clean: the worst bound.
    pub worst: Option<f64>,
    /// The rate if every one of them were clean: the best bound.
    pub best: Option<f64>,
    /// How the subjects ended.
    pub tally: CleanupTally,
    /// Subjects confirmed clean so far, mature or not.
    pub confirmed: u64,
    /// Subjects seen again after their confirmation.
    pub reinfected: u64,
    /// Median days to confirmed cleanup; `None` while fewer than half are confirmed.
    pub median_days: Option<f64>,
    /// The curve of confirmed cleanup, from day 0 to the last time at which anybody was followed;
    /// empty while nobody is enrolled.
    pub curve: Vec<CurvePoint>,
    /// The burden board's rows, the same in every arm and in the same order.
    pub burden: Vec<BurdenCell>,
}

/// What two arms are compared on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "board", content = "row", rename_all = "snake_case")]
pub enum Metric {
    /// Clean by the horizon.
    CleanByHorizon,
    /// A row of the burden board.
    Burden(BurdenMetric),
}

/// Arm against control on one metric: *single look*, without a p-value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Comparison {
    /// The arm.
    pub arm: ArmName,
    /// The control.
    pub control: ArmName,
    /// The metric.
    pub metric: Metric,
    /// Share in the arm minus share in the control, −1 to 1; `None` while one of them is empty.
    pub difference: Option<f64>,
    /// Newcombe 1998 method 10, 95 %, single look.
    pub interval: Option<Interval>,
}

/// One feed's coverage, day by day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CoverageStrip {
    /// The feed.
    pub feed: Feed,
    /// From the first enrolment to the day of the report; `None` where the report may still come.
    pub days: Vec<CoverageCell>,
}

/// One day of one feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CoverageCell {
    /// The day, UTC.
    pub day: Date,
    /// What is known; `None` until it is delivered, or two days have passed.
    pub state: Option<CoverageState>,
}

/// Everything that the live page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Report {
    /// The trial, with its plan.
    pub trial: Trial,
    /// Rows that had arrived by then, and nothing later, are in these numbers.
    pub as_known_at: Timestamp,
    /// The last day that is complete: every required feed delivered, confirmed empty or given up.
    pub watermark: Option<Date>,
    /// The verdict.
    pub verdict: Verdict,
    /// One entry an arm, in the order of the plan.
    pub arms: Vec<ArmReport>,
    /// Each arm against the control, on every metric.
    pub comparisons: Vec<Comparison>,
    /// One strip a required feed.
    pub coverage: Vec<CoverageStrip>,
    /// Subjects whose cleanup is unknown because reports are missing.
    pub n_unknown: u64,
}

/// The report of a trial from its rows, as known at `as_known_at`.
///
/// Pure and quick (every row is touched once): the same rows in any order, and rows that come
/// twice, give the same report. Nothing in it is NaN.
pub fn build(trial: &Trial, records: &Records, as_known_at: Timestamp) -> Report {
    let plan = &trial.plan;
    let subjects = Subjects::known(records, as_known_at);
    let first = subjects.first_enrolled_at();
    let from = first.unwrap_or(as_known_at);
    let coverage = Coverage::new(&plan.required_feeds, &records.coverage, from, as_known_at);
    let arms: Vec<ArmReport> =
        plan.arms.iter().map(|arm| arm::report(plan, &arm.name, &subjects, &coverage)).collect();
    let strips = if subjects.is_empty() { Vec::new() } else { coverage.strips().to_vec() };
    Report {
        trial: trial.clone(),
        as_known_at,
        watermark: coverage.watermark().filter(|_| first.is_some()).map(Day::date),
        verdict: verdict::tell(trial, &arms, first, as_known_at),
        comparisons: comparison::all(plan, &arms),
        n_unknown: arms.iter().map(|arm| arm.tally.unknown).sum(),
        coverage: strips,
        arms,
    }
}

impl Rate {
    /// The rate of a count with its interval.
    pub fn of(count: Count) -> Self {
        Self { count, interval: wilson(count, ALPHA) }
    }
}

impl CleanupTally {
    /// Subjects whose H + q + 2 days are over.
    pub fn mature(&self) -> u64 {
        self.clean + self.not_clean + self.not_confirmed + self.unknown
    }

    /// Adds one subject.
    pub fn add(&mut self, answer: &CleanByHorizon) {
        match answer {
            CleanByHorizon::TooEarly { .. } => self.too_early += 1,
            CleanByHorizon::Clean => self.clean += 1,
            CleanByHorizon::NotClean { .. } => self.not_clean += 1,
            CleanByHorizon::NotConfirmed { .. } => self.not_confirmed += 1,
            CleanByHorizon::Unknown { .. } => self.unknown += 1,
        }
    }
}

impl BurdenMetric {
    /// Every row of the burden board, in its order: complaints, codes, channels.
    pub fn all() -> impl Iterator<Item = BurdenMetric> {
        let codes = Code::ALL.into_iter().map(BurdenMetric::Code);
        let channels = ContactChannel::ALL.into_iter().map(BurdenMetric::Channel);
        std::iter::once(BurdenMetric::Complaint).chain(codes).chain(channels)
    }
}

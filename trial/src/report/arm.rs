//! The numbers of one arm.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::curve::CurvePoint;
use super::survey::{self, SurveyCell};
use super::{ALPHA, Analysis};
use crate::method::Method;
use crate::metric::{BurdenMetric, Metric};
use crate::name::ArmName;
use crate::stats::quantile::Quantile;
use crate::stats::rate::{Count, Interval, wilson};
use crate::stats::restricted_mean::RestrictedMean;
use crate::totals::{ArmTotals, CleanupTally};

/// A share with its counts and its 95 % Wilson interval; the interval is `None` while n is 0.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Rate {
    /// x of n.
    pub count: Count,
    /// Wilson 1927, 95 %, single look.
    pub interval: Option<Interval>,
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
    /// Median days to confirmed cleanup with 95 % limits; no time while fewer than half are
    /// confirmed.
    pub median: Quantile,
    /// Mean days to confirmed cleanup within H + q; `None` while nobody is enrolled.
    pub restricted_mean: Option<RestrictedMean>,
    /// The curve of confirmed cleanup, from day 0 to the last time at which anybody was followed;
    /// empty while nobody is enrolled.
    pub curve: Vec<CurvePoint>,
    /// Subjects still followed at the beginning of day 0, 1, … H + q after enrolment.
    pub at_risk: Vec<u64>,
    /// The burden board's rows, the same in every arm and in the same order.
    pub burden: Vec<BurdenCell>,
    /// What those who answered the survey said, the same questions in every arm.
    pub survey: Vec<SurveyCell>,
    /// How the numbers are computed.
    pub computed: ArmMethods,
}

/// How the numbers of an arm are computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ArmMethods {
    /// The limits of every rate.
    pub rate: Method,
    /// The worst and the best rate.
    pub bounds: Method,
    /// The curve, its band and the numbers at risk.
    pub curve: Method,
    /// The median with its limits.
    pub median: Method,
    /// The restricted mean.
    pub restricted_mean: Method,
}

const METHODS: ArmMethods = ArmMethods {
    rate: Method::Wilson,
    bounds: Method::Bounds,
    curve: Method::KaplanMeier,
    median: Method::Median,
    restricted_mean: Method::RestrictedMean,
};

/// The report of the arm at a place in the plan.
pub(super) fn report(analysis: &Analysis, place: usize) -> ArmReport {
    let (plan, totals, cleanup) = (analysis.plan(), &analysis.arms[place], &analysis.curves[place]);
    let name = &plan.arms[place].name;
    let tally = totals.tally;
    ArmReport {
        arm: name.clone(),
        is_control: plan.control == *name,
        enrolled: totals.enrolled,
        served: totals.served,
        in_contact: totals.in_contact,
        sighted: totals.sighted,
        clean_by_horizon: Rate::of(totals.count(Metric::CleanByHorizon)),
        worst: share(tally.clean, tally.mature()),
        best: share(tally.clean + tally.not_confirmed + tally.unknown, tally.mature()),
        tally,
        confirmed: totals.confirmed,
        reinfected: totals.reinfected,
        median: cleanup.median,
        restricted_mean: cleanup.restricted_mean,
        curve: cleanup.points.clone(),
        at_risk: cleanup.at_risk.clone(),
        burden: BurdenMetric::all().map(|metric| cell(metric, totals)).collect(),
        survey: survey::cells(totals),
        computed: METHODS,
    }
}

fn cell(metric: BurdenMetric, totals: &ArmTotals) -> BurdenCell {
    let rate = Rate::of(totals.count(Metric::Burden(metric)));
    BurdenCell { metric, rate, pending: totals.pending[metric.place()] }
}

/// `x` is one of the tallies that `n` is the sum of, so it is never above it.
fn share(x: u64, n: u64) -> Option<f64> {
    Count::new(x, n).unwrap_or_default().share()
}

impl Rate {
    /// The rate of a count with its interval.
    pub fn of(count: Count) -> Self {
        Self { count, interval: wilson(count, ALPHA) }
    }
}

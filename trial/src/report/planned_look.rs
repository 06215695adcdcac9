//! The planned look: the fixed test of the primary metric, once, on the first subjects that the
//! plan asked for. Before they are mature there is no test and no p-value.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::analysis::{Analysis, Pair};
use crate::looks::{ComparisonLooks, Looks};
use crate::method::Method;
use crate::metric::Metric;
use crate::name::ArmName;
use crate::plan::{Plan, Test};
use crate::planner::{Planning, Question};
use crate::stats::boschloo::boschloo;
use crate::stats::chi_square::equal_rates;
use crate::stats::fisher::fisher;
use crate::stats::rate::{Count, Interval, difference};
use crate::stats::score::miettinen_nurminen;
use crate::totals::ArmTotals;

/// One arm's part in the planned look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlannedArm {
    /// The arm.
    pub arm: ArmName,
    /// Subjects that the plan asks for.
    pub planned: u64,
    /// Subjects whose days are over.
    pub mature: u64,
}

/// The fixed test of one arm against the control.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlannedTest {
    /// The arm.
    pub arm: ArmName,
    /// The control.
    pub control: ArmName,
    /// The arm's first subjects, as many as were planned.
    pub arm_count: Count,
    /// The control's.
    pub control_count: Count,
    /// Share in the arm minus share in the control.
    pub difference: Option<f64>,
    /// Limits of the difference at the test's error rate.
    pub interval: Option<Interval>,
    /// How the limits are computed.
    pub interval_computed: Method,
    /// The two-sided p-value.
    pub p: f64,
    /// The error rate that it is held against: the plan's, shared between the arms compared.
    pub alpha: f64,
    /// How the p-value is computed.
    pub computed: Method,
}

/// The planned look.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlannedLook {
    /// The primary metric.
    pub metric: Metric,
    /// What each arm needs and has, in the order of the plan.
    pub arms: Vec<PlannedArm>,
    /// Whether every arm has as many mature subjects as were planned.
    pub reached: bool,
    /// One test an arm that is compared; empty until the look is reached.
    pub tests: Vec<PlannedTest>,
}

/// How many subjects of each arm the planned look asks for, in the order of the plan. More than
/// there can be where the planner has no answer.
pub(super) fn sizes(plan: &Plan, planning: Option<&Planning>) -> Vec<u64> {
    let mut treated = planning.map(|planning| planning.arms.iter()).into_iter().flatten();
    let mut size = |is_control: bool| {
        let size = if is_control { planning.map(|p| p.control) } else { treated.next().copied() };
        size.map_or(u64::MAX, |size| size.planned)
    };
    plan.arms.iter().map(|arm| size(arm.name == plan.control)).collect()
}

/// The planned look of a trial.
pub(super) fn of(analysis: &Analysis) -> PlannedLook {
    if let Some(kept) = &analysis.looks {
        return of_looks(analysis.plan(), &kept.looks);
    }
    let metric = analysis.plan().primary.metric;
    let sizes = sizes(analysis.plan(), analysis.planning.as_ref());
    let arm = |((name, totals), planned): ((&ArmName, &ArmTotals), u64)| PlannedArm {
        arm: name.clone(),
        planned,
        mature: mature(totals, metric),
    };
    let arms: Vec<PlannedArm> = analysis.named_arms().zip(sizes).map(arm).collect();
    let reached = arms.iter().all(|arm| arm.mature >= arm.planned);
    PlannedLook { metric, arms, reached, tests: analysis.tests.clone() }
}

/// The planned look of a plan that looks once; of one that looks daily, how far it is.
fn of_looks(plan: &Plan, looks: &Looks) -> PlannedLook {
    let arm = |name: &ArmName, side: usize, one: &ComparisonLooks| PlannedArm {
        arm: name.clone(),
        planned: one.planned[side],
        mature: one.afterwards[side].n,
    };
    let of_plan = plan.arms.iter().filter_map(|planned| {
        let treated = looks.comparisons.iter().find(|one| one.arm == planned.name);
        let control = looks.comparisons.iter().find(|one| one.control == planned.name);
        let treated = treated.map(|one| arm(&one.arm, 0, one));
        treated.or_else(|| control.map(|one| arm(&one.control, 1, one)))
    });
    let tests: Vec<PlannedTest> =
        looks.comparisons.iter().filter_map(|one| once(plan, one)).collect();
    let is_over = |one: &ComparisonLooks| one.once.is_some() || one.is_over();
    PlannedLook {
        metric: plan.primary.metric,
        arms: of_plan.collect(),
        reached: !looks.comparisons.is_empty() && looks.comparisons.iter().all(is_over),
        tests,
    }
}

/// The one look in the shape of the former planned look; contacts that nobody has coded count
/// against the arm.
fn once(plan: &Plan, one: &ComparisonLooks) -> Option<PlannedTest> {
    let look = one.once.as_ref()?;
    let (arm_count, control_count) = look.against_arm();
    Some(PlannedTest {
        arm: one.arm.clone(),
        control: one.control.clone(),
        arm_count,
        control_count,
        difference: difference(arm_count, control_count),
        interval: look.against_arm.interval,
        interval_computed: Method::Looks,
        p: look.p[0],
        alpha: look.alpha,
        computed: plan.primary.test.method(),
    })
}

impl Test {
    /// How its p-value is computed.
    fn method(self) -> Method {
        match self {
            Test::Fisher => Method::Fisher,
            Test::Boschloo => Method::Boschloo,
            Test::ChiSquare => Method::ChiSquare,
        }
    }
}

fn mature(totals: &ArmTotals, metric: Metric) -> u64 {
    totals.count(metric).n()
}

/// The tests, once every arm has as many mature subjects as were planned.
pub(crate) fn tests(analysis: &Analysis) -> Vec<PlannedTest> {
    let sizes = sizes(analysis.plan(), analysis.planning.as_ref());
    let has_looks = analysis.plan().looks.is_some();
    if has_looks
        || analysis.arms.iter().zip(sizes).any(|(totals, planned)| totals.planned.n < planned)
    {
        return Vec::new();
    }
    let alpha = Question::of(analysis.plan()).alpha_planned();
    analysis.pairs().map(|pair| test(pair, analysis.plan().primary.test, alpha)).collect()
}

fn test(pair: Pair<'_>, test: Test, alpha: f64) -> PlannedTest {
    let (arm_count, control_count) = (pair.arm.planned.as_count(), pair.control.planned.as_count());
    let (p, computed) = match test {
        Test::Fisher => (fisher(arm_count, control_count).two_sided, Method::Fisher),
        Test::Boschloo => (boschloo(arm_count, control_count).two_sided, Method::Boschloo),
        Test::ChiSquare => {
            let test = equal_rates(&[arm_count, control_count]);
            (test.map_or(1.0, |test| test.p), Method::ChiSquare)
        }
    };
    PlannedTest {
        arm: pair.arm_name.clone(),
        control: pair.control_name.clone(),
        arm_count,
        control_count,
        difference: difference(arm_count, control_count),
        interval: miettinen_nurminen(arm_count, control_count, alpha),
        interval_computed: Method::MiettinenNurminen,
        p,
        alpha,
        computed,
    }
}

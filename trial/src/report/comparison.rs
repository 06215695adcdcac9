//! Each arm against the control, on every metric: what holds under looking first, the single look
//! beside it, and the p-values adjusted for being several.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::analysis::{Analysis, Pair};
use super::guardrail::{self, Guarded};
use super::watch::Watched;
use super::{ALPHA, Metric};
use crate::method::Method;
use crate::name::ArmName;
use crate::plan::Plan;
use crate::stats::multiplicity::{Adjustment, adjust};
use crate::stats::rate::{Interval, difference, newcombe};
use crate::stats::risk_ratio::{RiskRatio, risk_ratio};

/// What a metric is in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// What the verdict is about.
    Primary,
    /// What must not get worse.
    Guardrail,
    /// Not in the plan: a hint where to look, never a result.
    Exploratory,
}

/// A p-value that holds under looking, adjusted for being one of several.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Adjusted {
    /// The adjusted p-value.
    pub p: f64,
    /// Whether it stands out: p at most 0.05.
    pub stands_out: bool,
    /// Holm among the metrics of the plan, Benjamini and Hochberg among the others.
    pub computed: Method,
}

/// Arm against control on one metric.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Comparison {
    /// The arm.
    pub arm: ArmName,
    /// The control.
    pub control: ArmName,
    /// The metric.
    pub metric: Metric,
    /// What the metric is in the plan.
    pub role: Role,
    /// Share in the arm minus share in the control, −1 to 1; `None` while one of them is empty.
    pub difference: Option<f64>,
    /// Newcombe 1998 method 10, 95 %, single look.
    pub interval: Option<Interval>,
    /// How the single look is computed.
    pub computed: Method,
    /// The arm's share over the control's; `None` where no ratio exists, as one of them has no
    /// event.
    pub ratio: Option<RiskRatio>,
    /// How the ratio is computed.
    pub ratio_computed: Method,
    /// What holds while one watches: this leads while the trial is live.
    pub watched: Watched,
    /// The p-value that holds while one watches, adjusted.
    pub adjusted: Adjusted,
    /// For a guardrail of the plan, whether it holds.
    pub guarded: Option<Guarded>,
}

/// All comparisons, by arm in the order of the plan: cleanup first, then the burden board's rows.
pub(super) fn all(analysis: &Analysis) -> Vec<Comparison> {
    let pairs = analysis.pairs().zip(&analysis.watching.metrics);
    let rows = pairs.flat_map(|(pair, watched)| of_arm(analysis.plan(), pair, watched));
    let mut rows: Vec<Comparison> = rows.collect();
    let guarded = analysis.looks.iter().flat_map(|kept| &kept.looks.guardrails);
    for looks in guarded {
        let is_it = |row: &&mut Comparison| row.arm == looks.arm && row.metric == looks.metric;
        if let Some(row) = rows.iter_mut().find(is_it) {
            row.guarded = Some(looks.into());
        }
    }
    rows
}

fn of_arm(plan: &Plan, pair: Pair<'_>, watched: &[Watched]) -> Vec<Comparison> {
    let rows = Metric::all().zip(watched);
    let mut comparisons: Vec<Comparison> =
        rows.map(|(metric, watched)| compare(plan, pair, metric, *watched)).collect();
    adjust_family(&mut comparisons, Adjustment::Holm, |role| role != Role::Exploratory);
    let exploratory = |role| role == Role::Exploratory;
    adjust_family(&mut comparisons, Adjustment::BenjaminiHochberg, exploratory);
    comparisons
}

/// Adjusts the p-values of the rows with such a role among themselves.
fn adjust_family(rows: &mut [Comparison], how: Adjustment, is_in: impl Fn(Role) -> bool) {
    let mut family: Vec<&mut Comparison> = rows.iter_mut().filter(|row| is_in(row.role)).collect();
    let p: Vec<f64> = family.iter().map(|row| row.watched.p).collect();
    for (row, p) in family.iter_mut().zip(adjust(&p, how)) {
        row.adjusted.p = p;
        row.adjusted.stands_out = p <= ALPHA;
    }
}

fn compare(plan: &Plan, pair: Pair<'_>, metric: Metric, watched: Watched) -> Comparison {
    let (ours, theirs) = (pair.arm.count(metric), pair.control.count(metric));
    let role = role(plan, metric);
    Comparison {
        arm: pair.arm_name.clone(),
        control: pair.control_name.clone(),
        metric,
        role,
        difference: difference(ours, theirs),
        interval: newcombe(ours, theirs, ALPHA),
        computed: Method::Newcombe,
        ratio: risk_ratio(ours, theirs, ALPHA),
        ratio_computed: Method::Katz,
        watched,
        adjusted: Adjusted {
            p: watched.p,
            stands_out: false,
            computed: match role {
                Role::Exploratory => Method::BenjaminiHochberg,
                Role::Primary | Role::Guardrail => Method::Holm,
            },
        },
        guarded: guardrail::of(plan, metric, &watched),
    }
}

fn role(plan: &Plan, metric: Metric) -> Role {
    if plan.primary.metric == metric {
        Role::Primary
    } else if plan.guardrails.iter().any(|guardrail| guardrail.metric == metric) {
        Role::Guardrail
    } else {
        Role::Exploratory
    }
}

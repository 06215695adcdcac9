//! The planner: how many subjects a plan needs, for the planned look and while watching, and how
//! long that takes. Quick enough to answer while somebody drags a value; works on a draft too.

mod curve;
mod size;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::coverage::GRACE_DAYS;
use crate::method::Method;
use crate::metric::{Metric, Wanted};
use crate::plan::{Design, Plan, Test};

/// What the planner is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Shares, power, error rates and infections a week.
    pub design: Design,
    /// The primary metric.
    pub metric: Metric,
    /// The test at the planned look.
    pub test: Test,
    /// The control's weight.
    pub control_weight: u32,
    /// The weights of the arms that are compared with it; the error rates are shared among them.
    pub weights: Vec<u32>,
    /// Days from enrolment until a subject counts.
    pub maturity_days: u32,
}

/// One arm's share of the subjects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ArmSize {
    /// For the planned look.
    pub planned: u64,
    /// While watching.
    pub watching: u64,
}

/// The chance of seeing the smallest difference with so many subjects.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PowerPoint {
    /// Mature subjects in all arms.
    pub n: u64,
    /// At a planned look of that size.
    pub planned: f64,
    /// While watching until then.
    pub watching: f64,
}

/// What the planner answers. Sizes count all arms.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Planning {
    /// The control's size.
    pub control: ArmSize,
    /// The sizes of the arms that are compared, in the order asked.
    pub arms: Vec<ArmSize>,
    /// Subjects in all arms for the planned look.
    pub n_planned: u64,
    /// Subjects in all arms while watching.
    pub n_watching: u64,
    /// Days from the start until the planned look, the last subject's maturity included.
    pub days_planned: u32,
    /// The same while watching.
    pub days_watching: u32,
    /// Power against subjects, from none to a fifth more than watching takes.
    pub curve: Vec<PowerPoint>,
    /// How the sizes are computed.
    pub computed: Method,
}

impl Question {
    /// The question that a checked plan asks.
    pub fn of(plan: &Plan) -> Question {
        let control = plan.arm(&plan.control);
        Question {
            design: plan.design,
            metric: plan.primary.metric,
            test: plan.primary.test,
            control_weight: control.map_or(1, |arm| arm.weight),
            weights: plan.treatments().map(|arm| arm.weight).collect(),
            maturity_days: maturity_days(plan, plan.primary.metric),
        }
    }

    /// The rate that an arm with the smallest difference has.
    pub fn hoped_rate(&self) -> f64 {
        let Design { baseline, smallest_difference, .. } = self.design;
        match self.metric.wanted() {
            Some(Wanted::Fewer) => baseline - smallest_difference,
            Some(Wanted::More) | None => baseline + smallest_difference,
        }
    }

    /// The error rate of one comparison at the planned look: the plan's, shared equally.
    pub fn alpha_planned(&self) -> f64 {
        self.design.alpha_planned / self.weights.len().max(1) as f64
    }

    /// The error rate of one comparison while watching.
    pub fn alpha_anytime(&self) -> f64 {
        self.design.alpha_anytime / self.weights.len().max(1) as f64
    }

    /// Sizes, days and the curve; `None` when the question has no answer (rates outside 0 and 1,
    /// no difference, no arms, impossible chances).
    pub fn answer(&self) -> Option<Planning> {
        let sizes = size::sizes(self)?;
        Some(Planning {
            days_planned: self.days_for(sizes.n_planned),
            days_watching: self.days_for(sizes.n_watching),
            curve: curve::points(self, sizes.n_watching),
            control: sizes.control,
            arms: sizes.arms,
            n_planned: sizes.n_planned,
            n_watching: sizes.n_watching,
            computed: Method::Planner,
        })
    }

    /// The smallest difference that a planned look at `n` subjects in all arms sees with the
    /// wanted power; `None` when no difference is.
    pub fn detectable_difference(&self, n: u64) -> Option<f64> {
        size::detectable_difference(self, n)
    }

    /// Days to enrol `n` subjects at the expected rate, and for the last of them to count.
    pub fn days_for(&self, n: u64) -> u32 {
        let weeks = n as f64 / f64::from(self.design.infections_per_week.max(1));
        let days = (weeks * 7.0).ceil() + f64::from(self.maturity_days);
        if days < f64::from(u32::MAX) { days as u32 } else { u32::MAX }
    }
}

/// Days from enrolment until a subject counts for a metric: horizon and quiet time, or the days in
/// which contacts count, and the days for late reports.
pub fn maturity_days(plan: &Plan, metric: Metric) -> u32 {
    match metric {
        Metric::CleanByHorizon => plan.horizon_days + plan.quiet_days + GRACE_DAYS,
        Metric::Burden(_) => plan.burden_days + GRACE_DAYS,
    }
}

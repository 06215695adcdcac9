//! The checks that turn a draft into a plan. Each problem names its field and the remedy.

use super::{ArmDraft, FieldProblem, Plan, PlanDraft};

impl PlanDraft {
    /// The plan, or every reason why the draft is none yet.
    pub fn check(&self) -> Result<Plan, Vec<FieldProblem>> {
        Err(Vec::new())
    }
}

impl TryFrom<PlanDraft> for Plan {
    type Error = String;
    fn try_from(draft: PlanDraft) -> Result<Self, String> {
        draft.check().map_err(|problems| {
            let lines: Vec<_> = problems.iter().map(FieldProblem::to_string).collect();
            lines.join("; ")
        })
    }
}

impl From<Plan> for PlanDraft {
    fn from(plan: Plan) -> Self {
        PlanDraft {
            title: plan.title,
            hypothesis: plan.hypothesis,
            message: plan.message,
            locale: plan.locale,
            arms: plan
                .arms
                .into_iter()
                .map(|arm| ArmDraft {
                    name: arm.name.into(),
                    variant: arm.variant.map(String::from),
                    channels: arm.channels,
                    quarantined: arm.quarantined,
                    weight: arm.weight,
                })
                .collect(),
            control: plan.control.into(),
            horizon_days: plan.horizon_days,
            quiet_days: plan.quiet_days,
            burden_days: plan.burden_days,
            required_feeds: plan.required_feeds.into_iter().map(String::from).collect(),
        }
    }
}

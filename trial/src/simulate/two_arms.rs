//! The plan in two arms with which simulations and tests begin, and the trial that runs under it.

use jiff::Timestamp;

use crate::name::TrialId;
use crate::plan::{ArmDraft, Channel, Plan, PlanDraft};
use crate::trial::{Trial, TrialState};

/// A plan in two arms, `standard`, which is the control, and `improved`, with the usual times; one
/// feed counts, `darknet`.
pub fn two_arms() -> PlanDraft {
    PlanDraft {
        title: "Does the improved page help?".to_owned(),
        hypothesis: "Fewer requests for help, as many cleanups.".to_owned(),
        message: "iot-infection".to_owned(),
        arms: vec![page_arm("standard"), page_arm("improved")],
        control: "standard".to_owned(),
        required_feeds: vec!["darknet".to_owned()],
        ..PlanDraft::default()
    }
}

/// An arm of weight 1, in quarantine, with the garden page of the variant after which it is named.
pub fn page_arm(variant: &str) -> ArmDraft {
    ArmDraft {
        name: variant.to_owned(),
        variant: Some(variant.to_owned()),
        channels: vec![Channel::Garden],
        quarantined: true,
        weight: 1,
    }
}

/// A simulated trial that has been running under a plan.
pub fn running(plan: &Plan, started_at: Timestamp) -> Trial {
    Trial {
        id: TrialId::from_title(&plan.title, 1),
        plan: plan.clone(),
        state: TrialState::Running { started_at },
        simulated: true,
        simulated_now: None,
        frozen: Vec::new(),
        seed_commitment: None,
        sizes: None,
    }
}

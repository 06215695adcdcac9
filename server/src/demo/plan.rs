//! The plan of the simulated trial. Its feeds have names of their own, as a feed's coverage is
//! shared by all trials.

use trial::plan::ArmDraft;
use trial::{Channel, PlanDraft};

/// The plan, as somebody would have written it.
pub(super) fn draft() -> PlanDraft {
    PlanDraft {
        title: "Simulated: does the improved page get devices clean?".to_owned(),
        hypothesis: "A page that names the devices, gives the steps in the order that works and \
                     says how to check it leads to more cleaned lines within 14 days, without more \
                     complaints. All subjects are made up, with rates near those of the published \
                     study."
            .to_owned(),
        message: "iot-infection".to_owned(),
        locale: "en".to_owned(),
        arms: vec![arm("standard"), arm("improved")],
        control: "standard".to_owned(),
        horizon_days: 14,
        quiet_days: 7,
        burden_days: 14,
        required_feeds: vec!["demo-darknet".to_owned(), "demo-honeypot".to_owned()],
        ..PlanDraft::default()
    }
}

fn arm(variant: &str) -> ArmDraft {
    ArmDraft {
        name: variant.to_owned(),
        variant: Some(variant.to_owned()),
        channels: vec![Channel::Garden],
        quarantined: true,
        weight: 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plan_passes_every_check_and_says_that_it_is_simulated() {
        let plan = draft().check().unwrap();
        assert!(plan.title.starts_with("Simulated"));
        assert_eq!(plan.arms.len(), 2);
    }
}

//! The plan of the simulated trial. Its feeds have names of their own, as a feed's coverage is
//! shared by all trials.

use trial::PlanDraft;
use trial::metric::{BurdenMetric, Metric};
use trial::plan::Guardrail;
use trial::simulate::two_arms;

/// By how much the share with a complaint may be worse, of all subjects.
const COMPLAINTS_MARGIN: f64 = 0.05;

/// The plan, as a provider would have written it.
pub(super) fn draft() -> PlanDraft {
    PlanDraft {
        title: "Simulated: does the improved page get devices clean?".to_owned(),
        hypothesis: "A page that names the devices, gives the steps in the order that works and \
                     says how to check it leads to more cleaned lines within 14 days, without more \
                     complaints. All subjects are made up, with rates near those of the published \
                     study."
            .to_owned(),
        guardrails: vec![Guardrail {
            metric: Metric::Burden(BurdenMetric::Complaint),
            margin: COMPLAINTS_MARGIN,
        }],
        required_feeds: vec!["demo-darknet".to_owned(), "demo-honeypot".to_owned()],
        ..two_arms()
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

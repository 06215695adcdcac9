//! Steps that a trial allows, and its reasons to refuse the others.

use trial::plan::Looking;
use trial::trial::{DocumentFact, Objection, Refusal};
use trial::{Channel, Plan, Trial, TrialState};

use super::story::{at, trial};

fn planned() -> Trial {
    Trial { state: TrialState::Planned, ..trial() }
}

fn documents(n_blocking: u32) -> Vec<DocumentFact> {
    let fact = |arm: &str, n_blocking| DocumentFact {
        arm: arm.parse().unwrap(),
        channel: Channel::Garden,
        exists: true,
        n_blocking,
        objections: Vec::new(),
    };
    vec![fact("standard", 0), fact("improved", n_blocking)]
}

fn codes(refusals: &[Refusal]) -> Vec<&str> {
    refusals.iter().map(|refusal| refusal.code.as_str()).collect()
}

#[test]
fn a_trial_with_its_documents_starts() {
    let started = planned().start(at(1.0), &documents(0), Vec::new(), "seal".to_owned()).unwrap();
    assert_eq!(started.state, TrialState::Running { started_at: at(1.0) });
    assert_eq!(started.seed_commitment.as_deref(), Some("seal"));
}

#[test]
fn a_start_keeps_the_sizes_and_closes_enrolment_once_every_comparison_has_its_information() {
    assert_eq!(planned().sizes, None);
    let started = planned().start(at(1.0), &documents(0), Vec::new(), "seal".to_owned()).unwrap();
    let sizes = started.sizes.clone().unwrap();
    let n = sizes.arms[0];
    assert_eq!((sizes.arms[1], sizes.information[1]), (n, n as f64 / 2.0));
    assert!(!started.is_full(&[n, n - 1]) && started.is_full(&[n, n]));
    // One arm more than planned makes up for a little less in the other.
    assert!(started.is_full(&[n + 3, n - 1]));
    assert!(!trial().is_full(&[n, n]));
}

#[test]
fn a_planned_trial_from_before_looks_takes_daily_ones_and_a_started_one_keeps_its_hash_and_rule() {
    let former = Plan { looks: None, ..trial().plan };
    let mut planned = Trial { plan: former.clone(), ..planned() };
    assert!(!planned.has_former_rule());
    planned = planned.start(at(1.0), &documents(0), Vec::new(), "seal".to_owned()).unwrap();
    assert_eq!(planned.plan.looks, Some(Looking::Daily));
    let started = Trial { plan: former, ..trial() };
    assert!(started.has_former_rule());
    let json = serde_json::to_string(&started).unwrap();
    let read: Trial = serde_json::from_str(&json).unwrap();
    assert_eq!((read.plan.looks, read.plan.hash()), (None, started.plan.hash()));
}

#[test]
fn a_stored_plan_whose_size_nobody_can_count_does_not_start() {
    let mut planned = planned();
    planned.plan.design.smallest_difference = 1e-300;
    assert_eq!(codes(&planned.can_start(&documents(0))), ["no_size"]);
}

#[test]
fn a_missing_document_stops_the_start_at_its_arm() {
    let refusals = planned().can_start(&documents(0)[..1]);
    assert_eq!(codes(&refusals), ["document_missing"]);
    assert_eq!(refusals[0].field.as_deref(), Some("arms[1].variant"));
    assert_eq!(
        refusals[0].message,
        "arm improved serves improved / garden / en, which has not been saved: write it first"
    );
}

#[test]
fn a_document_that_is_not_saved_yet_counts_as_missing() {
    let mut documents = documents(2);
    documents[1].exists = false;
    assert_eq!(codes(&planned().can_start(&documents)), ["document_missing"]);
}

#[test]
fn arms_that_cannot_be_compared_stop_the_start_and_what_only_confounds_is_told() {
    let objection = |rule: &str, blocks| Objection {
        rule: rule.to_owned(),
        message: "en: the block “fix” differs".to_owned(),
        blocks,
    };
    let mut documents = documents(0);
    documents[1].objections = vec![objection("X-01", true), objection("X-05", false)];
    let refused = planned().can_start(&documents);
    assert_eq!(codes(&refused), ["not_comparable"]);
    assert_eq!(refused[0].field.as_deref(), Some("may_differ"));
    assert_eq!(refused[0].message, "arm improved, garden: en: the block “fix” differs (X-01)");
    let told = planned().worth_knowing(&documents);
    assert!(told.len() == 1 && told[0].message.ends_with("(X-05)"), "{told:?}");
}

#[test]
fn blocking_findings_stop_the_start_at_their_arm() {
    let refusals = planned().can_start(&documents(2));
    assert_eq!(codes(&refusals), ["document_blocked"]);
    assert!(refusals[0].message.contains("has 2 blocking findings: mend the text first"));
    let refusals = planned().start(at(1.0), &documents(1), Vec::new(), String::new()).unwrap_err();
    assert!(refusals[0].message.contains("has 1 blocking finding: mend"));
}

#[test]
fn every_channel_of_an_arm_needs_its_document() {
    let mut trial = planned();
    trial.plan.arms[1].channels.push(Channel::Email);
    let refusals = trial.can_start(&documents(0));
    assert_eq!(codes(&refusals), ["document_missing"]);
    assert!(refusals[0].message.contains("improved / email / en"));
}

#[test]
fn a_trial_starts_once() {
    assert_eq!(codes(&trial().can_start(&documents(0))), ["already_started"]);
    let stopped = trial().stop(at(3.0), "enough").unwrap();
    assert_eq!(codes(&stopped.can_start(&documents(0))), ["already_started"]);
}

#[test]
fn only_a_running_trial_stops() {
    assert!(trial().can_stop().is_empty());
    assert_eq!(codes(&planned().can_stop()), ["not_running"]);
    let stopped = trial().stop(at(3.0), " the page was wrong ").unwrap();
    let state = TrialState::Stopped {
        started_at: at(0.0),
        stopped_at: at(3.0),
        reason: "the page was wrong".to_owned(),
    };
    assert_eq!(stopped.state, state);
    assert_eq!(codes(&stopped.stop(at(4.0), "again").unwrap_err()), ["not_running"]);
}

#[test]
fn a_stop_has_a_reason_of_at_most_five_hundred_characters() {
    let missing = trial().stop(at(3.0), "  ").unwrap_err();
    assert_eq!(codes(&missing), ["invalid_reason"]);
    assert_eq!(missing[0].field.as_deref(), Some("reason"));
    assert!(trial().stop(at(3.0), &"é".repeat(500)).is_ok());
    let long = trial().stop(at(3.0), &"é".repeat(501)).unwrap_err();
    assert_eq!(codes(&long), ["invalid_reason"]);
}

#[test]
fn a_started_plan_is_frozen() {
    assert!(planned().can_change_plan().is_empty());
    assert_eq!(codes(&trial().can_change_plan()), ["plan_frozen"]);
}

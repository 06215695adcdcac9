//! Newer fields of a plan: they are refused at the field, are in the hash, and may be absent
//! from a plan that was stored before they existed.

use std::collections::BTreeSet;

use trial::observation::Code;
use trial::plan::{ArmDraft, Design, Guardrail, Looking, Strata, Test};
use trial::report::{BurdenMetric, Metric};
use trial::{Channel, Plan, PlanDraft};

use super::story::{arm, draft, plan};

const COMPLAINT: Metric = Metric::Burden(BurdenMetric::Complaint);

fn refused_at(field: &str, change: impl FnOnce(&mut PlanDraft)) {
    let mut draft = draft();
    change(&mut draft);
    let problems = draft.check().err().unwrap_or_default();
    let fields: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, [field]);
}

fn guarded(draft: &mut PlanDraft, guardrails: &[(Metric, f64)]) {
    let guardrail =
        |(metric, margin): &(Metric, f64)| Guardrail { metric: *metric, margin: *margin };
    draft.guardrails = guardrails.iter().map(guardrail).collect();
}

#[test]
fn a_metric_that_is_neither_good_nor_bad_is_refused_as_primary_and_as_guardrail() {
    let neither = Metric::Burden(BurdenMetric::Code(Code::AlreadyDone));
    refused_at("primary.metric", |d| d.primary.metric = neither);
    refused_at("guardrails[0].metric", |d| guarded(d, &[(neither, 0.05)]));
}

#[test]
fn margins_are_shares_above_nothing() {
    refused_at("primary.margin", |d| d.primary.margin = Some(0.0));
    refused_at("primary.margin", |d| d.primary.margin = Some(f64::NAN));
    refused_at("guardrails[0].margin", |d| guarded(d, &[(COMPLAINT, 1.5)]));
}

#[test]
fn a_metric_is_guarded_once_and_the_primary_one_never() {
    refused_at("guardrails[1].metric", |d| guarded(d, &[(COMPLAINT, 0.05), (COMPLAINT, 0.1)]));
    refused_at("guardrails[0].metric", |d| guarded(d, &[(Metric::CleanByHorizon, 0.05)]));
}

#[test]
fn each_number_of_the_design_is_refused_at_its_field() {
    refused_at("design.baseline", |d| d.design.baseline = 1.0);
    refused_at("design.smallest_difference", |d| d.design.smallest_difference = 0.0);
    refused_at("design.smallest_difference", |d| d.design.smallest_difference = 0.2);
    refused_at("design.power", |d| d.design.power = 0.4);
    refused_at("design.alpha_planned", |d| d.design.alpha_planned = 0.0);
    refused_at("design.alpha_anytime", |d| d.design.alpha_anytime = 0.02);
    refused_at("design.infections_per_week", |d| d.design.infections_per_week = 0);
}

#[test]
fn fewer_than_nobody_is_no_hope() {
    refused_at("design.smallest_difference", |d| {
        d.primary.metric = COMPLAINT;
        d.design = Design { baseline: 0.1, smallest_difference: 0.1, ..Design::default() };
    });
}

#[test]
fn blocks_that_may_differ_have_ids_and_are_named_once() {
    refused_at("may_differ[0]", |d| d.may_differ = vec!["The steps".to_owned()]);
    refused_at("may_differ[1]", |d| d.may_differ = vec!["steps".to_owned(); 2]);
}

#[test]
fn an_arm_that_is_told_little_needs_an_ethics_note_of_a_readable_length() {
    let mail = ArmDraft { channels: vec![Channel::Email], quarantined: false, ..arm("mail") };
    refused_at("ethics_note", |d| d.arms.push(mail));
    refused_at("ethics_note", |d| d.ethics_note = "x".repeat(501));
}

#[test]
fn boschloos_test_is_for_arms_whose_tables_can_all_be_looked_at() {
    let with = |draft: &mut PlanDraft, smallest_difference: f64| {
        draft.primary.test = Test::Boschloo;
        draft.design = Design { baseline: 0.5, smallest_difference, ..Design::default() };
    };
    refused_at("primary.test", |d| with(d, 0.02));
    let mut draft = draft();
    with(&mut draft, 0.1);
    assert!(draft.check().is_ok(), "some hundreds an arm are few enough");
}

#[test]
fn a_breakdown_hides_counts_below_two_at_least() {
    refused_at("smallest_count", |d| d.smallest_count = 1);
    refused_at("smallest_count", |d| d.smallest_count = 101);
}

/// One change a field.
const CHANGES: [fn(&mut PlanDraft); 26] = [
    |d| d.title.push('?'),
    |d| d.hypothesis.push('!'),
    |d| d.message.push_str("-2"),
    |d| d.locale = "nl".to_owned(),
    |d| d.arms[1].name = "other".to_owned(),
    |d| d.arms[1].variant = Some("other".to_owned()),
    |d| d.arms[1].channels.push(Channel::Email),
    |d| d.arms[1].weight = 2,
    |d| d.control = "improved".to_owned(),
    |d| d.horizon_days += 1,
    |d| d.quiet_days += 1,
    |d| d.burden_days += 1,
    |d| d.required_feeds.push("honeypot".to_owned()),
    |d| d.may_differ.push("steps".to_owned()),
    |d| d.primary.test = Test::Boschloo,
    |d| d.primary.margin = Some(0.05),
    |d| d.primary.metric = COMPLAINT,
    |d| guarded(d, &[(COMPLAINT, 0.05)]),
    |d| d.strata = Strata::Locale,
    |d| d.design.power = 0.9,
    |d| d.design.infections_per_week = 51,
    |d| d.smallest_count = 10,
    |d| d.ethics_note = "Agreed by the board.".to_owned(),
    |d| d.sources.quarantine_log = Some("log".to_owned()),
    |d| d.sources.contacts = Some("log".to_owned()),
    |d| d.looks = Some(Looking::Once),
];

#[test]
fn the_hash_changes_with_any_field() {
    let changed = CHANGES.map(|change| {
        let mut draft = draft();
        change(&mut draft);
        draft.check().unwrap().hash()
    });
    let unchanged = [plan().hash(), draft().check().unwrap().hash()];
    let hashes: BTreeSet<String> = changed.into_iter().chain(unchanged).collect();
    assert_eq!(hashes.len(), CHANGES.len() + 2);
    assert!(hashes.iter().all(|hash| hash.len() == 64));
}

#[test]
fn a_source_that_is_waited_for_has_the_name_of_a_feed() {
    refused_at("sources.quarantine_log", |d| d.sources.quarantine_log = Some("no name".to_owned()));
    refused_at("sources.contacts", |d| d.sources.contacts = Some(String::new()));
}

#[test]
fn a_new_plan_looks_daily_unless_it_says_otherwise() {
    assert_eq!(draft().check().unwrap().looks, Some(Looking::Daily));
    let once = PlanDraft { looks: Some(Looking::Once), ..draft() };
    assert_eq!(once.check().unwrap().looks, Some(Looking::Once));
}

#[test]
fn a_difference_that_no_trial_could_see_is_refused_with_the_smallest_that_one_can() {
    refused_at("design.smallest_difference", |d| d.design.smallest_difference = 1e-300);
    refused_at("design.smallest_difference", |d| d.design.smallest_difference = 0.0009);
    let mut draft = draft();
    draft.design.smallest_difference = 0.001;
    assert!(draft.check().is_ok());
}

#[test]
fn a_plan_that_names_no_source_and_no_looks_is_stored_as_it_was_before_it_could() {
    let stored = serde_json::to_value(plan()).unwrap();
    assert_eq!((stored.get("sources"), stored.get("looks")), (None, None));
    let mut named = draft();
    named.sources.contacts = Some("desk".to_owned());
    named.looks = Some(Looking::Daily);
    let stored = serde_json::to_value(named.check().unwrap()).unwrap();
    assert_eq!(stored["sources"]["contacts"], "desk");
    assert_eq!(stored["looks"], "daily");
    let back: Plan = serde_json::from_value(stored).unwrap();
    assert_eq!(back.hash(), named.check().unwrap().hash());
}

#[test]
fn the_hash_does_not_depend_on_the_order_of_keys() {
    let json = serde_json::to_value(plan()).unwrap();
    let entries = json.as_object().unwrap().iter().rev();
    let backwards: Vec<String> = entries.map(|(key, value)| format!("{key:?}:{value}")).collect();
    let backwards = format!("{{{}}}", backwards.join(","));
    assert_ne!(backwards, json.to_string());
    assert_eq!(serde_json::from_str::<Plan>(&backwards).unwrap().hash(), plan().hash());
}

#[test]
fn a_plan_stored_before_the_newer_fields_existed_still_reads() {
    let old = r#"{"title":"Old","hypothesis":"Better.","message":"iot-infection","locale":"en",
        "arms":[{"name":"standard","variant":"standard","channels":["garden"],"quarantined":true,
        "weight":1},{"name":"mail","variant":"standard","channels":["email"],"quarantined":false,
        "weight":1}],"control":"standard","horizon_days":14,"quiet_days":7,"burden_days":14,
        "required_feeds":["darknet"]}"#;
    let plan: Plan = serde_json::from_str(old).unwrap();
    assert_eq!((plan.design, plan.strata), (Design::default(), Strata::None));
    assert_eq!((plan.primary.metric, plan.primary.margin), (Metric::CleanByHorizon, None));
    assert!(plan.guardrails.is_empty() && plan.may_differ.is_empty());
    assert_eq!((plan.smallest_count, plan.ethics_note), (5, None));
}

#[test]
fn fifty_and_fifty_draw_like_one_and_one_and_a_plan_from_before_looks_as_it_was_written() {
    let mut draft = draft();
    (draft.arms[0].weight, draft.arms[1].weight) = (50, 50);
    assert_eq!(draft.check().unwrap().weights(), [1, 1]);
    assert_eq!(super::story::former(&draft).weights(), [50, 50]);
    (draft.arms[0].weight, draft.arms[1].weight) = (4, 6);
    assert_eq!(draft.check().unwrap().weights(), [2, 3]);
}

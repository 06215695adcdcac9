//! Drafts that are plans, and the problems of those that are not.

use trial::plan::ArmDraft;
use trial::{Channel, Plan, PlanDraft};

use super::story::{arm, draft, plan};

/// The problems of the draft as `field: message`, after `change`.
fn problems(change: impl FnOnce(&mut PlanDraft)) -> Vec<String> {
    let mut draft = draft();
    change(&mut draft);
    let problems = draft.check().err().unwrap_or_default();
    problems.iter().map(ToString::to_string).collect()
}

fn refused(change: impl FnOnce(&mut PlanDraft), expected: &str) {
    assert_eq!(problems(change), [expected]);
}

fn nothing(name: &str) -> ArmDraft {
    ArmDraft { variant: None, channels: Vec::new(), quarantined: false, ..arm(name) }
}

#[test]
fn a_whole_draft_becomes_a_plan_and_a_draft_again() {
    let plan = plan();
    assert_eq!(PlanDraft::from(plan.clone()), draft());
    let json = serde_json::to_string(&plan).unwrap();
    assert_eq!(serde_json::from_str::<Plan>(&json).unwrap(), plan);
}

#[test]
fn a_no_notice_arm_and_an_email_arm_are_possible() {
    let mail = ArmDraft { channels: vec![Channel::Email], quarantined: false, ..arm("mail") };
    let with_note = |draft: &mut PlanDraft| {
        draft.arms.extend([nothing("nothing"), mail]);
        draft.ethics_note = "Agreed by the board on 3 October; broken off at 60 %.".to_owned();
    };
    assert!(problems(with_note).is_empty());
}

#[test]
fn a_stored_plan_in_a_language_that_is_none_can_still_be_read() {
    let mut json = serde_json::to_value(plan()).unwrap();
    json["locale"] = "english".into();
    let plan: Plan = serde_json::from_value(json).unwrap();
    assert_eq!(plan.locale.to_string(), "und", "undetermined, so that somebody chooses");
}

#[test]
fn texts_have_their_lengths() {
    refused(|d| d.title = " ".into(), "title: the title is missing: write 1 to 90 characters");
    refused(
        |d| d.hypothesis = "x".repeat(501),
        "hypothesis: the hypothesis has 501 characters: shorten it to 500",
    );
    refused(
        |d| d.message = "IoT infection".into(),
        "message: the message consists of small letters a to z, digits and hyphens, not 'I'",
    );
    refused(
        |d| d.locale = "english!".into(),
        "locale: the locale is a language tag like en, nl or pt-BR, not \"english!\"",
    );
}

#[test]
fn a_trial_has_two_to_eight_arms_with_names_of_their_own() {
    refused(
        |d| d.arms.truncate(1),
        "arms: a trial has 2 to 8 arms, not 1: add one to compare with",
    );
    let ninth = |n: usize| arm(&format!("arm-{n}"));
    refused(
        |d| d.arms.extend((3..10).map(ninth)),
        "arms: a trial has 2 to 8 arms, not 9: take some out",
    );
    refused(
        |d| d.arms[1].name = "standard".into(),
        "arms[1].name: another arm is called \"standard\": give each its own name",
    );
}

#[test]
fn weights_are_one_to_a_hundred() {
    refused(|d| d.arms[1].weight = 0, "arms[1].weight: a weight is 1 to 100, not 0");
    refused(|d| d.arms[0].weight = 101, "arms[0].weight: a weight is 1 to 100, not 101");
}

#[test]
fn a_variant_and_its_channels_belong_together() {
    refused(
        |d| d.arms[1].variant = None,
        "arms[1].channels: an arm without a variant has no channels: choose a variant, or take the channels out",
    );
    refused(
        |d| d.arms[1].channels.clear(),
        "arms[1].channels: an arm with a variant needs a channel: add one, or take the variant out",
    );
    refused(
        |d| d.arms[1].channels.push(Channel::Garden),
        "arms[1].channels: a channel is named twice: name each once",
    );
}

#[test]
fn the_garden_page_and_quarantine_belong_together() {
    refused(
        |d| d.arms[1].quarantined = false,
        "arms[1].channels: only a quarantined line can open the garden page: turn quarantine on, or take garden out",
    );
    refused(
        |d| d.arms[1].channels = vec![Channel::Email],
        "arms[1].channels: a quarantined line needs a garden page to read: add garden, or turn quarantine off",
    );
}

#[test]
fn something_must_be_tried() {
    let found = problems(|d| d.arms = vec![nothing("standard"), nothing("other")]);
    assert_eq!(found[0], "arms: at least one arm has a variant: without one nothing is tried");
}

#[test]
fn two_arms_that_give_the_same_are_refused_in_whatever_order_their_channels_are() {
    let both = |name: &str, channels: [Channel; 2]| ArmDraft {
        variant: Some("improved".into()),
        channels: channels.to_vec(),
        ..arm(name)
    };
    refused(
        |d| {
            d.arms[0] = both("standard", [Channel::Garden, Channel::Email]);
            d.arms[1] = both("improved", [Channel::Email, Channel::Garden]);
        },
        "arms[1]: the arm gives exactly what \"standard\" gives: change its variant, channels or quarantine",
    );
}

#[test]
fn the_control_is_one_of_the_arms() {
    refused(
        |d| d.control = "other".into(),
        "control: the control is one of the arms: standard, improved",
    );
}

#[test]
fn days_have_their_ranges() {
    refused(|d| d.horizon_days = 91, "horizon_days: the horizon is 1 to 90 days, not 91");
    refused(|d| d.quiet_days = 0, "quiet_days: the quiet time is 1 to 30 days, not 0");
    refused(
        |d| d.burden_days = 0,
        "burden_days: the time in which contacts count is 1 to 90 days, not 0",
    );
    refused(
        |d| d.horizon_days = 6,
        "quiet_days: the quiet time (7) is not longer than the horizon (6): shorten it, or raise the horizon",
    );
}

#[test]
fn a_feed_is_required_and_named_once() {
    refused(
        |d| d.required_feeds.clear(),
        "required_feeds: name at least one feed: without its reports no cleanup can be confirmed",
    );
    refused(
        |d| d.required_feeds.push("darknet".into()),
        "required_feeds[1]: darknet is named already: take one of the two out",
    );
    let found = problems(|d| d.required_feeds.push("Dark Net".into()));
    assert!(found[0].starts_with("required_feeds[1]: a name of a feed consists of"), "{found:?}");
}

#[test]
fn all_problems_are_told_at_once() {
    let found = problems(|d| {
        d.title.clear();
        d.arms[0].weight = 0;
        d.arms[1].name = "Im proved".into();
        d.control = "nobody".into();
        d.quiet_days = 31;
    });
    let fields: Vec<&str> = found.iter().filter_map(|line| line.split(':').next()).collect();
    let expected =
        ["title", "arms[0].weight", "arms[1].name", "control", "quiet_days", "quiet_days"];
    assert_eq!(fields, expected);
}

#[test]
fn json_goes_through_the_same_checks() {
    let mut draft = draft();
    draft.horizon_days = 0;
    let json = serde_json::to_string(&draft).unwrap();
    let error = serde_json::from_str::<Plan>(&json).unwrap_err().to_string();
    assert!(error.contains("horizon_days: the horizon is 1 to 90 days, not 0"), "{error}");
}

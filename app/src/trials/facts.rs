//! Facts of a plan: every field as the form names it, with its value in words. The plan to read and the
//! comparison of two plans show the same ones, so that no field is compared that cannot be read.

use trial::PlanDraft;
use trial::plan::{ArmDraft, Looking, Strata, Test};

use crate::fmt;
use crate::trials::channel::channel_label;
use crate::trials::percent::percent_text;

/// Every field as the form names it, with what the plan says there; of the arms the first `n_arms`.
pub fn facts(plan: &PlanDraft, n_arms: usize) -> Vec<(String, String)> {
    let days = |n: u32| fmt::number_of(n.into(), "day", "days");
    let mut facts: Vec<(String, String)> = [
        ("Title", plan.title.clone()),
        ("Hypothesis", plan.hypothesis.clone()),
        ("Message", plan.message.to_string()),
        ("Language", plan.locale.to_string()),
    ]
    .map(|(field, value)| (field.to_owned(), value))
    .into();
    facts.extend((0..n_arms).map(|index| {
        let arm = plan.arms.get(index).map_or_else(|| "No such arm".to_owned(), arm_words);
        (format!("Arm {}", index + 1), arm)
    }));
    facts.extend(
        [
            ("Control", plan.control.clone()),
            ("Horizon", days(plan.horizon_days)),
            ("Quiet time", days(plan.quiet_days)),
            ("Contacts count for", days(plan.burden_days)),
            ("Required feeds", plan.required_feeds.join(", ")),
            ("Reports waited for", source_words(plan)),
            ("Blocks that may differ", plan.may_differ.join(", ")),
            ("Primary metric", primary_words(plan)),
            ("Looks", looks_words(plan).to_owned()),
            ("Guardrails", guardrail_words(plan)),
            ("Balanced within", strata_words(plan.strata).to_owned()),
            ("Size", size_words(plan)),
            ("Smallest count shown in breakdowns", plan.smallest_count.to_string()),
            ("Ethics note", plan.ethics_note.clone()),
        ]
        .map(|(field, value)| (field.to_owned(), value)),
    );
    facts
}

/// `Complaint, by Fisher's test, margin 5 points`.
fn primary_words(plan: &PlanDraft) -> String {
    let primary = &plan.primary;
    let test = match primary.test {
        Test::Fisher => "Fisher's test",
        Test::Boschloo => "Boschloo's test",
        Test::ChiSquare => "the chi-square test",
    };
    let margin = primary
        .margin
        .map(|margin| format!(", margin {} points", percent_text(margin)))
        .unwrap_or_default();
    format!("{}, by {test}{margin}", primary.metric.label())
}

/// `quarantine log garden-log, contacts desk`.
fn source_words(plan: &PlanDraft) -> String {
    let named =
        |what: &str, name: &Option<String>| name.as_ref().map(|name| format!("{what} {name}"));
    let sources = [
        named("quarantine log", &plan.sources.quarantine_log),
        named("contacts", &plan.sources.contacts),
    ];
    sources.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn looks_words(plan: &PlanDraft) -> &'static str {
    match plan.looks {
        Some(Looking::Daily) => "Every day",
        Some(Looking::Once) => "Once",
        None => "",
    }
}

fn guardrail_words(plan: &PlanDraft) -> String {
    let words = plan
        .guardrails
        .iter()
        .map(|g| format!("{} within {} points", g.metric.label(), percent_text(g.margin)));
    words.collect::<Vec<_>>().join(", ")
}

fn strata_words(strata: Strata) -> &'static str {
    match strata {
        Strata::None => "All subjects",
        Strata::DeviceKind => "Kind of device",
        Strata::Locale => "Language",
    }
}

/// `From 80 % by 10 points, power 80 %, errors 4 and 1 %, 50 infections a week`.
fn size_words(plan: &PlanDraft) -> String {
    let design = &plan.design;
    format!(
        "From {} % by {} points, power {} %, errors {} and {} %, {} infections a week",
        percent_text(design.baseline),
        percent_text(design.smallest_difference),
        percent_text(design.power),
        percent_text(design.alpha_planned),
        percent_text(design.alpha_anytime),
        design.infections_per_week
    )
}

/// `short: variant improved; Garden page, E-mail; in quarantine; weight 1`.
fn arm_words(arm: &ArmDraft) -> String {
    let variant = match &arm.variant {
        Some(variant) => format!("variant {variant}"),
        None => "no message".to_owned(),
    };
    let channels: Vec<&str> = arm.channels.iter().map(|channel| channel_label(*channel)).collect();
    let channels = if channels.is_empty() { "no channel".to_owned() } else { channels.join(", ") };
    let quarantine = if arm.quarantined { "in quarantine" } else { "not in quarantine" };
    format!("{}: {variant}; {channels}; {quarantine}; weight {}", arm.name, arm.weight)
}

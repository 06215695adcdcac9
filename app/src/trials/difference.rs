//! Where two plans differ, field by field, in the words of the form. Plain data and one table.

use leptos::prelude::*;
use trial::PlanDraft;
use trial::plan::{ArmDraft, Looking, Strata, Test};

use crate::fmt;
use crate::page::WideTable;
use crate::trials::form::percent_text;
use crate::trials::plan::channel_label;

/// A field in which two plans differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The field as the form names it.
    pub field: String,
    /// What the other plan says there.
    pub theirs: String,
    /// What the author's plan says there.
    pub mine: String,
}

/// Every field in which two plans differ, in the order of the form. Arms are compared by their
/// place.
pub fn differences(theirs: &PlanDraft, mine: &PlanDraft) -> Vec<Difference> {
    let n_arms = theirs.arms.len().max(mine.arms.len());
    facts(theirs, n_arms)
        .into_iter()
        .zip(facts(mine, n_arms))
        .filter(|(theirs, mine)| theirs.1 != mine.1)
        .map(|((field, theirs), (_, mine))| Difference { field, theirs, mine })
        .collect()
}

/// Every field as the form names it, with what the plan says there; of the arms the first `n_arms`.
pub fn facts(plan: &PlanDraft, n_arms: usize) -> Vec<(String, String)> {
    let days = |n: u32| fmt::number_of(n.into(), "day", "days");
    let mut facts: Vec<(String, String)> = [
        ("Title", plan.title.clone()),
        ("Hypothesis", plan.hypothesis.clone()),
        ("Message", plan.message.clone()),
        ("Language", plan.locale.clone()),
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

/// The fields that differ, theirs beside mine.
#[component]
pub fn DifferenceTable(
    /// The fields.
    differences: Vec<Difference>,
) -> impl IntoView {
    let row = |difference: Difference| {
        view! {
            <tr>
                <th scope="row">{difference.field}</th>
                <td>{difference.theirs}</td>
                <td>{difference.mine}</td>
            </tr>
        }
    };
    view! {
        <WideTable label="Where the plans differ">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Field"</th>
                        <th scope="col">"Theirs"</th>
                        <th scope="col">"Mine"</th>
                    </tr>
                </thead>
                <tbody>{differences.into_iter().map(row).collect_view()}</tbody>
            </table>
        </WideTable>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trials::draft::{another_arm, empty};
    use trial::metric::Metric;
    use trial::plan::{Design, Guardrail, Primary, SourcesDraft};

    #[test]
    fn equal_plans_do_not_differ() {
        assert_eq!(differences(&empty(), &empty()), []);
    }

    #[test]
    fn every_field_of_a_plan_is_compared() {
        let mine = PlanDraft {
            title: "t".to_owned(),
            hypothesis: "h".to_owned(),
            message: "m".to_owned(),
            locale: "nl".to_owned(),
            arms: vec![],
            control: "c".to_owned(),
            horizon_days: 1,
            quiet_days: 1,
            burden_days: 1,
            required_feeds: vec![],
            sources: SourcesDraft { contacts: Some("desk".to_owned()), ..SourcesDraft::default() },
            looks: Some(Looking::Daily),
            may_differ: vec!["steps".to_owned()],
            primary: Primary { margin: Some(0.05), ..Primary::default() },
            guardrails: vec![Guardrail { metric: Metric::CleanByHorizon, margin: 0.05 }],
            strata: Strata::Locale,
            design: Design { power: 0.9, ..Design::default() },
            smallest_count: 10,
            ethics_note: "e".to_owned(),
        };
        let fields: Vec<String> =
            differences(&empty(), &mine).into_iter().map(|difference| difference.field).collect();
        assert_eq!(fields.len(), 20, "{fields:?}");
        assert_eq!(fields[4..6], ["Arm 1", "Arm 2"]);
    }

    #[test]
    fn an_arm_that_only_one_plan_has_is_named() {
        let mut mine = empty();
        mine.arms.push(ArmDraft { name: "third".to_owned(), ..another_arm() });
        let difference = Difference {
            field: "Arm 3".to_owned(),
            theirs: "No such arm".to_owned(),
            mine: "third: no message; no channel; in quarantine; weight 1".to_owned(),
        };
        assert_eq!(differences(&empty(), &mine), [difference]);
    }
}

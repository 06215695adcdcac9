//! Reasons why findings may stand: one for each rule.

use std::collections::BTreeMap;

use content::{Finding, Weight};
use leptos::prelude::*;
use wire::review::Waiver;

use crate::field::Field;
use crate::fmt::sentence;

/// A rule that found something, with the first thing that it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The rule, such as `A-03`.
    pub rule: String,
    /// What is wrong.
    pub message: String,
}

/// The rules of findings that are wanted, each once, in the order of the text.
pub fn rules(findings: &[Finding], wanted: impl Fn(&Finding) -> bool) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for finding in findings.iter().filter(|finding| wanted(finding)) {
        if found.iter().all(|known| known.rule != finding.rule) {
            found.push(Found { rule: finding.rule.clone(), message: finding.message.clone() });
        }
    }
    found
}

/// Whether a finding may stand with a reason, and has this weight.
pub fn may_stand(finding: &Finding, weight: Weight) -> bool {
    finding.weight == weight && !finding.blocks_submit
}

/// The reasons that somebody has typed, by rule. It can be copied.
#[derive(Clone, Copy)]
pub struct Reasons(StoredValue<BTreeMap<String, String>>);

impl Reasons {
    /// None yet.
    pub fn none() -> Reasons {
        Reasons(StoredValue::new(BTreeMap::new()))
    }

    /// As they travel.
    pub fn waivers(self) -> Vec<Waiver> {
        let waiver = |(rule, reason): (&String, &String)| Waiver {
            rule: rule.clone(),
            reason: reason.clone(),
        };
        self.0.with_value(|reasons| reasons.iter().map(waiver).collect())
    }

    fn set(self, rule: String, reason: String) {
        self.0.update_value(|reasons| drop(reasons.insert(rule, reason)));
    }
}

/// A field for each rule.
#[component]
pub fn ReasonFields(
    /// The rules.
    found: Vec<Found>,
    /// Where the reasons go.
    reasons: Reasons,
) -> impl IntoView {
    let field = move |found: Found| {
        let id = format!("reason-{}", found.rule.to_lowercase());
        let label = format!("{}: {}", found.rule, sentence(&found.message));
        let type_in = move |event| reasons.set(found.rule.clone(), event_target_value(&event));
        view! {
            <Field id=id label=label hint="Why may it stand?" control=move |ties| view! {
                <input id=ties.id aria-describedby=move || ties.described_by.get() required maxlength="500" on:input=type_in/>
            }/>
        }
    };
    found.into_iter().map(field).collect_view()
}

/// The rules as a list, for what cannot be given a reason here.
#[component]
pub fn FoundList(
    /// The rules.
    found: Vec<Found>,
    /// What the list is about.
    about: &'static str,
) -> impl IntoView {
    let entry = |found: Found| {
        view! { <li><strong>{found.rule}</strong>" "{sentence(&found.message)}</li> }
    };
    (!found.is_empty()).then(|| {
        view! {
            <p>{about}</p>
            <ul>{found.into_iter().map(entry).collect_view()}</ul>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_asks_for_one_reason_and_what_blocks_for_none() {
        let finding = |rule: &str, weight, blocks_submit| Finding {
            rule: rule.to_owned(),
            weight,
            blocks_submit,
            span: content::Span::default(),
            message: format!("about {rule}"),
            why: String::new(),
            source: String::new(),
            fix: None,
        };
        let findings = [
            finding("D-01", Weight::Error, true),
            finding("E-02", Weight::Warning, false),
            finding("E-02", Weight::Warning, false),
            finding("A-05", Weight::Error, false),
        ];
        let of = |weight| {
            let found = rules(&findings, |finding| may_stand(finding, weight));
            found.into_iter().map(|found| found.rule).collect::<Vec<_>>()
        };
        assert_eq!(of(Weight::Warning), ["E-02"]);
        assert_eq!(of(Weight::Error), ["A-05"]);
    }
}

//! Reasons why findings may stand: one for each place of each rule.

use std::collections::BTreeMap;

use content::Span;
use content::review::InvalidReason;
use leptos::prelude::*;
use wire::review::Reasoned;

use super::found::Found;
use crate::field::Field;

/// The reasons that somebody has typed, by rule and place.
#[derive(Clone, Copy)]
pub struct Reasons(StoredValue<BTreeMap<(String, Span), String>>);

impl Reasons {
    /// None yet.
    pub fn none() -> Reasons {
        Reasons(StoredValue::new(BTreeMap::new()))
    }

    /// As they travel.
    ///
    /// # Errors
    /// A reason is empty or too long.
    pub fn given(self) -> Result<Vec<Reasoned>, InvalidReason> {
        let reasoned = |((rule, place), reason): (&(String, Span), &String)| {
            Ok(Reasoned { rule: rule.clone(), place: *place, reason: reason.parse()? })
        };
        self.0.with_value(|reasons| reasons.iter().map(reasoned).collect())
    }

    fn set(self, of: (String, Span), reason: String) {
        self.0.update_value(|reasons| drop(reasons.insert(of, reason)));
    }
}

/// A field for each finding.
#[component]
pub fn ReasonFields(
    /// The findings.
    found: Vec<Found>,
    /// Where the reasons go.
    reasons: Reasons,
) -> impl IntoView {
    let field = move |found: Found| {
        let Found { rule, place, words } = found;
        let id = format!("reason-{}-{}-{}", rule.to_lowercase(), place.start, place.end);
        let type_in = move |event| reasons.set((rule.clone(), place), event_target_value(&event));
        view! {
            <Field id=id label=words hint="Why may it stand?" control=move |ties| view! {
                <input id=ties.id aria-describedby=move || ties.described_by.get() required maxlength="500" on:input=type_in/>
            }/>
        }
    };
    found.into_iter().map(field).collect_view()
}

/// Findings as a list, for what cannot be given a reason here.
#[component]
pub fn FoundList(
    /// What is said of each.
    found: Vec<String>,
    /// What the list is about.
    about: &'static str,
) -> impl IntoView {
    let entry = |words: String| view! { <li>{words}</li> };
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
    fn reasons_travel_with_their_rule_and_place_and_none_is_blank() {
        let reasons = Reasons::none();
        reasons.set(("E-02".to_owned(), Span::new(0, 3)), " as sent ".to_owned());
        reasons.set(("E-02".to_owned(), Span::new(5, 9)), "a quotation".to_owned());
        let given = reasons.given().unwrap();
        let told: Vec<_> = given.iter().map(|it| (it.place.start, it.reason.as_ref())).collect();
        assert_eq!(told, [(0, "as sent"), (5, "a quotation")]);
        reasons.set(("E-02".to_owned(), Span::new(0, 3)), " ".to_owned());
        assert_eq!(reasons.given(), Err(InvalidReason));
    }
}

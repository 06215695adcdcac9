//! The controls of the form, each on an entry.

use leptos::prelude::*;

use super::state::Entry;
use crate::field::Field;

/// A text on one line.
#[component]
pub fn TextInput(
    /// Its part of the draft.
    entry: Entry,
    /// Its name.
    #[prop(into)]
    label: String,
    /// What is expected.
    #[prop(optional)]
    hint: &'static str,
) -> impl IntoView {
    let Entry { id, value, change, error } = entry;
    let control = move |ties: crate::field::Ties| {
        view! {
            <input
                type="text"
                id=ties.id
                autocomplete="off"
                aria-describedby=ties.described_by
                aria-invalid=ties.invalid
                prop:value=value
                on:input=move |event| change.run(event_target_value(&event))
            />
        }
    };
    view! { <Field id=id label=label hint=hint error=error control=control/> }
}

/// A text of several lines.
#[component]
pub fn ProseInput(
    /// Its part of the draft.
    entry: Entry,
    /// Its name.
    #[prop(into)]
    label: String,
    /// What is expected.
    #[prop(optional)]
    hint: &'static str,
) -> impl IntoView {
    let Entry { id, value, change, error } = entry;
    let control = move |ties: crate::field::Ties| {
        view! {
            <textarea
                id=ties.id
                rows="3"
                aria-describedby=ties.described_by
                aria-invalid=ties.invalid
                prop:value=value
                on:input=move |event| change.run(event_target_value(&event))
            ></textarea>
        }
    };
    view! { <Field id=id label=label hint=hint error=error control=control/> }
}

/// A whole number of 1 and above.
#[component]
pub fn NumberInput(
    /// Its part of the draft.
    entry: Entry,
    /// Its name.
    #[prop(into)]
    label: String,
    /// The largest number that makes sense.
    highest: u32,
    /// What it means.
    #[prop(optional)]
    hint: &'static str,
) -> impl IntoView {
    let Entry { id, value, change, error } = entry;
    let control = move |ties: crate::field::Ties| {
        view! {
            <input
                type="number"
                id=ties.id
                min="1"
                max=highest
                step="1"
                aria-describedby=ties.described_by
                aria-invalid=ties.invalid
                prop:value=value
                on:input=move |event| change.run(event_target_value(&event))
            />
        }
    };
    view! { <Field id=id label=label hint=hint error=error control=control/> }
}

/// One of several; what is offered is a value with its words.
#[component]
pub fn Choice(
    /// Its part of the draft.
    entry: Entry,
    /// Its name.
    #[prop(into)]
    label: String,
    /// What is offered; a value that is not among them is offered as well.
    #[prop(into)]
    offered: Signal<Vec<(String, String)>>,
    /// What it means.
    #[prop(optional)]
    hint: &'static str,
) -> impl IntoView {
    let Entry { id, value, change, error } = entry;
    let entries = move || {
        let chosen = value.get();
        let mut entries = offered.get();
        if !entries.iter().any(|(value, _)| *value == chosen) {
            let words = if chosen.is_empty() { "Choose one".to_owned() } else { chosen.clone() };
            entries.insert(0, (chosen.clone(), words));
        }
        let option = |(value, words): (String, String)| {
            let is_chosen = value == chosen;
            view! { <option value=value prop:selected=is_chosen>{words}</option> }
        };
        entries.into_iter().map(option).collect_view()
    };
    let control = move |ties: crate::field::Ties| {
        view! {
            <select
                id=ties.id
                aria-describedby=ties.described_by
                aria-invalid=ties.invalid
                on:change=move |event| change.run(event_target_value(&event))
            >
                {entries}
            </select>
        }
    };
    view! { <Field id=id label=label hint=hint error=error control=control/> }
}

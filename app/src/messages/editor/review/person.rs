//! The name under which somebody writes or decides; this browser remembers it.

use gloo_storage::{LocalStorage, Storage};
use leptos::prelude::*;

use crate::field::Field;

const KEY: &str = "stile.person";

/// The name that was given last.
pub fn remembered() -> RwSignal<String> {
    RwSignal::new(LocalStorage::get(KEY).unwrap_or_default())
}

/// Remembers a name for the next time.
pub fn remember(name: &str) {
    // A browser that keeps nothing asks again.
    let _ = LocalStorage::set(KEY, name);
}

/// The field for the name.
#[component]
pub fn PersonField(
    /// The name.
    name: RwSignal<String>,
    /// What is said about it.
    hint: &'static str,
) -> impl IntoView {
    let input = move |event| name.set(event_target_value(&event));
    view! {
        <Field id="person" label="Your name" hint=hint control=move |ties| view! {
            <input
                id=ties.id
                aria-describedby=move || ties.described_by.get()
                autocomplete="name"
                required
                prop:value=name.get_untracked()
                on:input=input
            />
        }/>
    }
}

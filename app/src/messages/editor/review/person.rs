//! The name under which somebody writes or decides; this browser remembers it.

use content::review::Person;
use leptos::prelude::*;

use crate::field::Field;
use crate::fmt::sentence;
use crate::storage;

const KEY: &str = "stile.person";

/// The name that was given last.
pub fn remembered() -> RwSignal<String> {
    RwSignal::new(storage::read(KEY).unwrap_or_default())
}

/// Remembers a name for the next time.
pub fn remember(person: &Person) {
    // A browser that keeps nothing asks again.
    let _ = storage::write::<str>(KEY, person.as_ref());
}

/// The person of that name.
///
/// # Errors
/// A sentence that says what a name is.
pub fn given(name: RwSignal<String>) -> Result<Person, String> {
    let person = name.with_untracked(|name| name.parse::<Person>());
    person.map_err(|wrong| sentence(&wrong.to_string()))
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

//! contacts.

use leptos::prelude::*;

/// ContactsPage.
#[component]
pub fn ContactsPage() -> impl IntoView {
    view! { <h1>"ContactsPage"</h1> }
}

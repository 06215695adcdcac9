//! results.

use leptos::prelude::*;

/// ResultsPage.
#[component]
pub fn ResultsPage() -> impl IntoView {
    view! { <h1>"ResultsPage"</h1> }
}

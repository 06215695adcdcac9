//! study.

use leptos::prelude::*;

/// StudyPage.
#[component]
pub fn StudyPage() -> impl IntoView {
    view! { <h1>"StudyPage"</h1> }
}

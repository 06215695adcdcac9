//! subjects.

use leptos::prelude::*;

/// FindSubjectPage.
#[component]
pub fn FindSubjectPage() -> impl IntoView {
    view! { <h1>"FindSubjectPage"</h1> }
}

/// SubjectPage.
#[component]
pub fn SubjectPage() -> impl IntoView {
    view! { <h1>"SubjectPage"</h1> }
}

/// TrialSubjectsPage.
#[component]
pub fn TrialSubjectsPage() -> impl IntoView {
    view! { <h1>"TrialSubjectsPage"</h1> }
}

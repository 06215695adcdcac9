//! Trials: the list, the form for a new plan, and one trial with start and stop.

use leptos::prelude::*;

use crate::page::PageHead;

/// The list of trials.
#[component]
pub fn TrialsPage() -> impl IntoView {
    view! { <PageHead title="Trials"/> }
}

/// The form for a new plan.
#[component]
pub fn NewTrialPage() -> impl IntoView {
    view! { <PageHead title="New trial"/> }
}

/// One trial.
#[component]
pub fn TrialPage() -> impl IntoView {
    view! { <PageHead title="Trial"/> }
}

//! State of a trial, as a badge and as a sentence.

use leptos::prelude::*;
use trial::TrialState;

use crate::fmt;

/// Where a trial stands, in a word.
#[component]
pub fn StateBadge(
    /// Where it stands.
    state: TrialState,
) -> impl IntoView {
    let (class, word) = match state {
        TrialState::Planned => ("badge", "Planned"),
        TrialState::Running { .. } => ("badge badge-good", "Running"),
        TrialState::Stopped { .. } => ("badge badge-info", "Stopped"),
    };
    view! { <span class=class translate="no">{word}</span> }
}

/// When a trial started and stopped, and why; empty before the start.
#[component]
pub fn StateDates(
    /// Where it stands.
    state: TrialState,
) -> impl IntoView {
    match state {
        TrialState::Planned => ().into_any(),
        TrialState::Running { started_at } => {
            view! { <p>"Started " {fmt::time(started_at)} "."</p> }.into_any()
        }
        TrialState::Stopped { started_at, stopped_at, reason } => view! {
            <p>"Started " {fmt::time(started_at)} ", stopped " {fmt::time(stopped_at)} "."</p>
            <p>"Why it was stopped: " <q>{reason}</q></p>
        }
        .into_any(),
    }
}

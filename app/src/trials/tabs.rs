//! The tabs of a trial, on each of its screens.

use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

use crate::paths;

/// The trial that the address names, as text.
pub fn use_trial_id() -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("trial").unwrap_or_default()))
}

/// Plan, results, subjects.
#[component]
pub fn TrialTabs(
    /// The trial.
    #[prop(into)]
    trial: Signal<String>,
) -> impl IntoView {
    view! {
        <nav class="tabs" aria-label="Trial">
            <ul>
                <li><A href=move || paths::trial(&trial.get()) exact=true>"Plan"</A></li>
                <li><A href=move || paths::results(&trial.get())>"Results"</A></li>
                <li><A href=move || paths::trial_subjects(&trial.get())>"Subjects"</A></li>
            </ul>
        </nav>
    }
}

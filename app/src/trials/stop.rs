//! Stopping a trial, with a reason.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::address;
use wire::trials::{StopTrial, TrialView};

use crate::api::{self, ApiError};
use crate::dialog::Dialog;
use crate::field::{Control, FieldInput, FieldKind};
use crate::fmt;

/// The button that asks for a reason, and the dialog that does.
#[component]
pub fn StopStep(
    /// The trial as it was read.
    view: TrialView,
    /// Takes the trial once it has stopped.
    stopped: Callback<TrialView>,
) -> impl IntoView {
    let is_asking = RwSignal::new(false);
    view.cannot_stop.is_empty().then(|| {
        view! {
            <div class="buttons">
                <button type="button" class="button" on:click=move |_| is_asking.set(true)>"Stop trial…"</button>
            </div>
            <AskReason trial=view.trial.id.to_string() is_asking=is_asking stopped=stopped/>
        }
    })
}

#[component]
fn AskReason(
    trial: String,
    is_asking: RwSignal<bool>,
    stopped: Callback<TrialView>,
) -> impl IntoView {
    let reason = RwSignal::new(String::new());
    let failure = RwSignal::new(None::<ApiError>);
    let stop = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let path = address::TRIAL_STOP.to(&[&trial]);
        let body = StopTrial { reason: reason.get_untracked() };
        failure.set(None);
        spawn_local(async move {
            match api::post(&path, &body).await {
                Ok(view) => {
                    is_asking.try_set(false);
                    stopped.run(view);
                }
                Err(error) => drop(failure.try_set(Some(error))),
            }
        });
    };
    view! {
        <Dialog open=is_asking title="Stop this trial?">
            <form novalidate on:submit=stop>
                <p>"No more subjects will enter. Its report stays readable, and those who are in it are followed to the end. A stopped trial cannot be started again."</p>
                <ReasonField reason=reason failure=failure/>
                <div class="buttons">
                    <button type="submit" class="button button-bad">"Stop"</button>
                    <button type="button" class="button" on:click=move |_| is_asking.set(false)>"Keep it going"</button>
                </div>
            </form>
        </Dialog>
    }
}

#[component]
fn ReasonField(reason: RwSignal<String>, failure: RwSignal<Option<ApiError>>) -> impl IntoView {
    let error = Signal::derive(move || failure.get().map(|failure| words(&failure)));
    let entry = FieldInput::over("stop-reason", reason, error);
    view! {
        <Control entry=entry kind=FieldKind::Prose label="Reason" hint="For whoever reads the report later; at most 500 characters."/>
    }
}

/// The reason of a refusal where there is one, because it says what is wrong with the field.
fn words(error: &ApiError) -> String {
    match error.problem().and_then(|problem| problem.refusals.first()) {
        Some(refusal) => fmt::sentence(&refusal.message),
        None => error.sentence(),
    }
}

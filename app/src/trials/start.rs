//! Starting a trial: the reasons why it cannot, and the question before it does.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::address;
use wire::trials::{TrialView, WouldFreeze};

use crate::api::{self, ApiError};
use crate::dialog::Dialog;
use crate::trials::checklist::Checklist;
use crate::trials::frozen::TextsToFreeze;

const REASONS: &str = "cannot-start";

/// The step from planned to started.
#[component]
pub fn StartStep(
    /// The trial, planned.
    view: TrialView,
    /// Takes the trial once it has started.
    started: Callback<TrialView>,
    /// Somebody has changed the plan since it was read.
    overtaken: Callback<()>,
) -> impl IntoView {
    let is_asking = RwSignal::new(false);
    let refused = !view.cannot_start.is_empty();
    view! {
        <section class="card" aria-labelledby="start-step">
            <h2 id="start-step">"Start"</h2>
            <div id=REASONS><Checklist view=view.clone()/></div>
            <button
                type="button"
                class="button button-primary"
                disabled=refused
                aria-describedby=REASONS
                on:click=move |_| is_asking.set(true)
            >
                "Start trial"
            </button>
            <ConfirmStart
                trial=view.trial.id.to_string()
                version=view.version
                texts=view.would_freeze
                is_asking=is_asking
                started=started
                overtaken=overtaken
            />
        </section>
    }
}

#[component]
fn ConfirmStart(
    trial: String,
    version: u64,
    texts: Vec<WouldFreeze>,
    is_asking: RwSignal<bool>,
    started: Callback<TrialView>,
    overtaken: Callback<()>,
) -> impl IntoView {
    let is_busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<ApiError>);
    let start = move |_| {
        let path = address::TRIAL_START.to(&[&trial]);
        is_busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let answer = api::order_expecting(&path, version).await;
            is_busy.try_set(false);
            match answer {
                Ok(view) => {
                    is_asking.try_set(false);
                    started.run(view);
                }
                Err(error) if error.is_conflict() => {
                    is_asking.try_set(false);
                    overtaken.run(());
                }
                Err(error) => drop(failure.try_set(Some(error))),
            }
        });
    };
    view! {
        <Dialog open=is_asking title="Start this trial?">
            <p>"Its plan and its texts are frozen now, and from now on customers are given them at random. Neither can be changed afterwards."</p>
            <TextsToFreeze texts=texts/>
            <p class="field-error" role="status" translate="no">{move || failure.get().map(|failure| failure.sentence())}</p>
            <div class="buttons">
                <button type="button" class="button button-primary" disabled=is_busy on:click=start>"Start"</button>
                <button type="button" class="button" on:click=move |_| is_asking.set(false)>"Not yet"</button>
            </div>
        </Dialog>
    }
}

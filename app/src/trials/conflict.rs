//! Somebody else has saved the plan since it was opened: what theirs says beside mine, and two ways
//! on. Nothing is written, and nothing given up, before the author has seen it.

use leptos::prelude::*;
use trial::PlanDraft;
use wire::address;
use wire::trials::TrialView;

use crate::api;
use crate::query::{show, use_query};
use crate::trials::difference::{DifferenceTable, differences};

/// What to do about somebody else's plan.
#[component]
pub fn Conflict(
    /// The trial.
    trial: String,
    /// The author's plan; the comparison follows what is typed.
    mine: RwSignal<PlanDraft>,
    /// Writes the author's plan over the version that was shown.
    keep_mine: Callback<u64>,
    /// Takes the trial with their plan.
    take_theirs: Callback<TrialView>,
) -> impl IntoView {
    let newest = use_query(move || {
        let path = address::TRIAL.to(&[&trial]);
        async move { api::get::<TrialView>(&path).await }
    });
    view! {
        <div class="note note-warning" role="alert">
            <p>"Somebody else has saved this plan since you began. Your changes are still here, and nothing has been written."</p>
            {show(newest, "their plan", move |theirs| view! {
                <Choices theirs=theirs mine=mine keep_mine=keep_mine take_theirs=take_theirs/>
            })}
        </div>
    }
}

#[component]
fn Choices(
    theirs: TrialView,
    mine: RwSignal<PlanDraft>,
    keep_mine: Callback<u64>,
    take_theirs: Callback<TrialView>,
) -> impl IntoView {
    let version = theirs.version;
    let plan = PlanDraft::from(theirs.trial.plan.clone());
    let table = move || {
        let differences = mine.with(|mine| differences(&plan, mine));
        if differences.is_empty() {
            return view! { <p>"Both plans say the same."</p> }.into_any();
        }
        view! { <DifferenceTable differences=differences/> }.into_any()
    };
    view! {
        {table}
        <div class="buttons">
            <button type="button" class="button" on:click=move |_| keep_mine.run(version)>
                "Keep mine, write over theirs"
            </button>
            <button type="button" class="button" on:click=move |_| take_theirs.run(theirs.clone())>
                "Take theirs, set mine aside"
            </button>
        </div>
    }
}

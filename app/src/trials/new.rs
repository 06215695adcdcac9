//! The screen on which a new trial is planned.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use trial::PlanDraft;
use wire::address;
use wire::message::MessageSummary;
use wire::trials::TrialView;

use crate::page::{IN_TRIALS, PageHead};
use crate::query::{show, use_query};
use crate::trials::form::{Form, PlanForm, Submission};
use crate::trials::plan_draft::{self, KeptPlan};
use crate::{api, paths};

/// The form for a new plan.
#[component]
pub fn NewTrialPage() -> impl IntoView {
    let messages =
        use_query(|| async { api::list::<MessageSummary>(&address::MESSAGES.to(&[])).await });
    let restored = RwSignal::new(plan_draft::kept(None));
    let fresh = || KeptPlan::of(plan_draft::empty(), None);
    let form = Form::new(restored.get_untracked().unwrap_or_else(fresh));
    let start = StoredValue::new(None::<PlanDraft>);
    let saving = use_submission(form);
    Effect::new(move |_| {
        let draft = form.draft.get();
        // What the form fills in by itself is nothing that could be lost.
        let is_touched = !draft.title.is_empty()
            || !draft.hypothesis.is_empty()
            || restored.with(Option::is_some);
        if is_touched && start.get_value().as_ref() != Some(&draft) {
            plan_draft::keep(None, &form.kept(None));
        }
        start.set_value(Some(draft));
    });
    let start_over = move |_| {
        restored.set(None);
        form.reset(plan_draft::empty());
        plan_draft::forget(None);
    };
    view! {
        <PageHead title="New trial" trail=IN_TRIALS/>
        <p class="aside">"The plan is written before the start. From then on it is frozen, so that nobody can move the goal."</p>
        {move || restored.with(Option::is_some).then(|| view! {
            <p class="note" role="status">
                "Your unsaved plan was restored. "
                <button type="button" class="button button-link" on:click=start_over>"Start over"</button>
            </p>
        })}
        {show(messages, "the messages", move |messages| view! { <PlanForm form=form messages=messages saving=saving/> })}
    }
}

/// Posts the plan and goes to the trial.
fn use_submission(form: Form) -> Submission {
    let navigate = StoredValue::new_local(use_navigate());
    let is_busy = RwSignal::new(false);
    let failure = RwSignal::new(None);
    let send = move |draft: PlanDraft| {
        is_busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let answer = api::post::<_, TrialView>(&address::TRIALS.to(&[]), &draft).await;
            is_busy.try_set(false);
            match answer {
                Ok(view) => {
                    plan_draft::forget(None);
                    navigate
                        .try_with_value(|go| go(&paths::trial(&view.trial.id), Default::default()));
                }
                Err(error) => {
                    form.refuse(error.fields());
                    failure.try_set(Some(error));
                }
            }
        });
    };
    Submission { send: Callback::new(send), is_busy, failure }
}

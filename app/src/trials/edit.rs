//! Changing the plan of a trial that has not started. An unsaved change survives a reload, and a
//! change that somebody else has saved meanwhile is told before anything is written over.

use leptos::prelude::*;
use leptos::task::spawn_local;
use trial::PlanDraft;
use wire::address;
use wire::message::MessageSummary;
use wire::trials::TrialView;

use crate::api::{self, ApiError, Expecting};
use crate::query::{Query, show, use_query};
use crate::trials::conflict::Conflict;
use crate::trials::form::{Form, PlanForm, Submission};
use crate::trials::plan_draft::{self, KeptPlan};
use crate::trials::plan_stash::stash;

/// The plan of one trial while it is changed.
#[derive(Clone, Copy)]
struct Change {
    trial: StoredValue<String>,
    /// The version that the change is based on.
    version: RwSignal<u64>,
    form: Form,
    query: Query<TrialView>,
    is_open: RwSignal<bool>,
}

impl Change {
    fn keep(self) {
        let kept = self.form.kept(Some(self.version.get()));
        self.trial.with_value(|trial| plan_draft::keep(Some(trial), &kept));
    }

    fn forget(self) {
        self.trial.with_value(|trial| plan_draft::forget(Some(trial)));
    }

    fn close(self) {
        self.forget();
        self.is_open.set(false);
    }
}

/// The form over the plan of a trial.
#[component]
pub fn EditPlan(
    /// The trial as it was read.
    view: TrialView,
    /// Where it was read, to put the answer.
    query: Query<TrialView>,
    /// Whether the form is open; saving and giving up close it.
    is_open: RwSignal<bool>,
) -> impl IntoView {
    let messages =
        use_query(|| async { api::list::<MessageSummary>(&address::MESSAGES.to(&[])).await });
    let name = view.trial.id.to_string();
    let kept = plan_draft::kept(Some(&name));
    let was_kept = kept.is_some();
    let version =
        RwSignal::new(kept.as_ref().and_then(|kept| kept.version).unwrap_or(view.version));
    let stored = PlanDraft::from(view.trial.plan);
    let form = Form::new(kept.unwrap_or_else(|| KeptPlan::of(stored.clone(), None)));
    let change = Change { trial: StoredValue::new(name), version, form, query, is_open };
    let saving = use_submission(change);
    Effect::new(move |_| {
        if form.draft.with(|draft| *draft == stored) {
            change.forget();
        } else {
            change.keep();
        }
    });
    view! {
        {was_kept.then(|| view! { <p class="note" role="status">"Your unsaved changes were restored."</p> })}
        {show(messages, "the messages", move |messages| view! {
            <PlanForm form=form messages=messages saving=saving>
                <button type="button" class="button" on:click=move |_| change.close()>"Discard my changes"</button>
            </PlanForm>
        })}
        {move || is_conflict(&saving).then(|| view! { <Overtaken change=change saving=saving/> })}
    }
}

fn use_submission(change: Change) -> Submission {
    let is_busy = RwSignal::new(false);
    let failure = RwSignal::new(None);
    let send = move |draft: PlanDraft| {
        is_busy.set(true);
        failure.set(None);
        let path = change.trial.with_value(|trial| address::PLAN.to(&[trial]));
        let expecting = Expecting::Version(change.version.get_untracked());
        spawn_local(async move {
            let answer = api::put_expecting::<_, TrialView>(&path, expecting, &draft).await;
            is_busy.try_set(false);
            match answer {
                Ok(saved) => {
                    change.close();
                    change.query.put(saved.body);
                }
                Err(error) => {
                    change.form.refuse(error.fields());
                    failure.try_set(Some(error));
                }
            }
        });
    };
    Submission { send: Callback::new(send), is_busy, failure }
}

fn is_conflict(saving: &Submission) -> bool {
    saving.failure.with(|failure| failure.as_ref().is_some_and(ApiError::is_conflict))
}

/// Appears when somebody else has saved the plan meanwhile; nothing is lost either way.
#[component]
fn Overtaken(change: Change, saving: Submission) -> impl IntoView {
    let is_not_kept = RwSignal::new(false);
    let keep_mine = Callback::new(move |version| {
        change.version.set(version);
        if let Some(draft) = change.form.check() {
            saving.send.run(draft);
        }
    });
    let take_theirs = Callback::new(move |theirs: TrialView| {
        let mine = change.form.draft.get_untracked();
        if change.trial.with_value(|trial| stash(trial, &mine)).is_err() {
            is_not_kept.set(true);
            return;
        }
        change.close();
        change.query.put(theirs);
    });
    view! {
        <Conflict trial=change.trial.get_value() mine=change.form.draft keep_mine=keep_mine take_theirs=take_theirs/>
        {move || is_not_kept.get().then(|| view! {
            <p class="field-error" role="alert">
                "This browser keeps nothing, so your changes cannot be set aside. Copy what you need, then discard them."
            </p>
        })}
    }
}

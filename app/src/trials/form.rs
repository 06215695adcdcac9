//! The form of a plan. The draft is plain data in one signal; every control reads its part of it
//! and writes it back. The checks are those of `trial`, so the server refuses nothing else.

mod arms;
mod feeds;
mod known_feeds;
mod measures;
mod parts;
mod size;
mod sources;
mod state;
mod subjects;

use leptos::prelude::*;
use trial::PlanDraft;
use wire::address;
use wire::feed::ReportingFeed;
use wire::message::MessageSummary;

use crate::api::{self, ApiError};
use crate::query::use_query;
use crate::trials::plan_draft;
use arms::ArmFields;
use feeds::FeedFields;
use measures::MeasureFields;
use parts::{QuestionFields, TimeFields};
use size::SizeFields;
use subjects::SubjectFields;

pub use state::{Form, focus};

/// What a form does when it is sent, and how that goes.
#[derive(Clone, Copy)]
pub struct Submission {
    /// Sends a draft that has passed the checks.
    pub send: Callback<PlanDraft>,
    /// Whether an answer is awaited.
    pub is_busy: RwSignal<bool>,
    /// What went wrong the last time.
    pub failure: RwSignal<Option<ApiError>>,
}

/// The form; its children stand beside the button that saves.
#[component]
pub fn PlanForm(
    /// The draft and its problems.
    form: Form,
    /// The messages whose variants are offered.
    messages: Vec<MessageSummary>,
    /// What saving does.
    saving: Submission,
    /// Further buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let messages = StoredValue::new(messages);
    offer_first_message(form, messages);
    ask_for_feeds(form);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if saving.is_busy.get_untracked() {
            return;
        }
        if let Some(draft) = form.check() {
            saving.send.run(draft);
        }
    };
    view! {
        <form class="plan-form" novalidate on:submit=submit>
            <QuestionFields form=form messages=messages/>
            <ArmFields form=form messages=messages/>
            <MeasureFields form=form/>
            <TimeFields form=form/>
            <FeedFields form=form/>
            <SubjectFields form=form/>
            <SizeFields form=form/>
            <Outcome form=form saving=saving/>
            <div class="buttons">
                <button type="submit" class="button button-primary">"Save the plan"</button>
                {children.map(|children| children())}
            </div>
        </form>
    }
}

/// Asks which feeds have ever reported; without an answer no name is held against the author.
fn ask_for_feeds(form: Form) {
    let reporting =
        use_query(|| async { api::list::<ReportingFeed>(&address::FEEDS.to(&[])).await });
    Effect::new(move |_| {
        let here = reporting.here();
        form.feeds.update(|feeds| feeds.reporting = here);
    });
}

/// A plan without a message takes the first, so that there is something to change.
fn offer_first_message(form: Form, messages: StoredValue<Vec<MessageSummary>>) {
    Effect::new(move |_| {
        let first = messages.with_value(|messages| messages.first().cloned());
        if let Some(first) = first
            && form.draft.with(|draft| draft.message.is_empty())
        {
            form.change_arms(|draft, control| plan_draft::choose_message(draft, control, &first));
        }
    });
}

/// How saving goes, told to those who do not see the fields change.
#[component]
fn Outcome(form: Form, saving: Submission) -> impl IntoView {
    let words = move || {
        if saving.is_busy.get() {
            return "Saving…".to_owned();
        }
        match form.n_problems() {
            0 => saving.failure.get().map(|failure| failure.sentence()).unwrap_or_default(),
            1 => "One field needs another value before the plan can be saved.".to_owned(),
            n => format!("{n} fields need other values before the plan can be saved."),
        }
    };
    view! { <p class:field-error=move || !saving.is_busy.get() role="status" translate="no">{words}</p> }
}

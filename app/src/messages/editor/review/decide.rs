//! Deciding on the text in review: approve it, with a reason for each error that may stand, or send
//! it back with a note.

use content::Weight;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use wire::Page;
use wire::address::{DOCUMENT_APPROVE, DOCUMENT_REQUEST_CHANGES, DOCUMENT_REVISIONS};
use wire::review::{Approve, RequestChanges, ReviewState, ReviewStep, RevisionSummary, Waiver};

use super::person::{self, PersonField};
use super::reasons::{ReasonFields, Reasons, may_stand, rules};
use super::{moved, path};
use crate::api::{self, ApiError};
use crate::field::Field;
use crate::fmt::time;
use crate::messages::editor::desk::Desk;
use crate::place;
use crate::remote::{show, use_reading};

/// The revision in review, read anew, and what can be decided about it.
#[component]
pub fn DecideForm(
    /// The document.
    desk: Desk,
    /// The dialog that holds this.
    open: RwSignal<bool>,
) -> impl IntoView {
    let reading = use_reading(move || {
        let path = path(desk, DOCUMENT_REVISIONS);
        async move { Ok(api::get::<Page<RevisionSummary>>(&path).await?.items) }
    });
    show(reading, "the revision", move |revisions: Vec<RevisionSummary>| {
        let in_review = revisions.iter().find(|it| it.state == ReviewState::InReview).cloned();
        let live = revisions.iter().find(|it| it.state == ReviewState::Live).cloned();
        match in_review {
            Some(revision) => view! {
                <Sent revision=revision.clone() live=live/>
                <Decision desk=desk revision=revision open=open/>
            }
            .into_any(),
            None => view! { <p>"Somebody else has decided already. Load the page again."</p> }
                .into_any(),
        }
    })
}

/// What was sent, by whom, with which reasons; and the way to what readers get now.
#[component]
fn Sent(revision: RevisionSummary, live: Option<RevisionSummary>) -> impl IntoView {
    let this = format!("revision:{}", revision.hash);
    let compare = live.map(|live| {
        let to = place::compare(Some(&format!("revision:{}", live.hash)), &this);
        view! { <p><A href=to>"Compare it with what is live"</A></p> }
    });
    let step = |step: ReviewStep| {
        let reason =
            |waiver: Waiver| view! { <li><strong>{waiver.rule}</strong>" "{waiver.reason}</li> };
        view! {
            <p>"Revision " <code>{revision.hash.short().to_owned()}</code> ", sent by " {step.person} " on " {time(step.at)} "."</p>
            <ul>{step.waivers.into_iter().map(reason).collect_view()}</ul>
        }
    };
    view! {
        {revision.steps.last().cloned().map(step)}
        {compare}
    }
}

#[component]
fn Decision(desk: Desk, revision: RevisionSummary, open: RwSignal<bool>) -> impl IntoView {
    let errors = desk
        .assessment
        .with_untracked(|text| rules(&text.findings, |finding| may_stand(finding, Weight::Error)));
    let (name, reasons, note) =
        (person::remembered(), Reasons::none(), RwSignal::new(String::new()));
    let refused = RwSignal::new(None::<String>);
    let hash = StoredValue::new(revision.hash);
    let settle = move |decided: Result<RevisionSummary, ApiError>| match decided {
        Ok(revision) => moved(desk, &revision, open),
        Err(error) => drop(refused.try_set(Some(error.sentence()))),
    };
    let approve = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let (approver, revision) = (name.get_untracked(), hash.get_value());
        person::remember(&approver);
        let body = Approve { revision, approver, waivers: reasons.waivers() };
        spawn_local(async move { settle(api::post(&path(desk, DOCUMENT_APPROVE), &body).await) });
    };
    let send_back = move |_| {
        let (reviewer, revision) = (name.get_untracked(), hash.get_value());
        person::remember(&reviewer);
        let body = RequestChanges { revision, reviewer, note: note.get_untracked() };
        let path = path(desk, DOCUMENT_REQUEST_CHANGES);
        spawn_local(async move { settle(api::post(&path, &body).await) });
    };
    view! {
        <form class="review-form" on:submit=approve>
            <PersonField name=name hint="Nobody approves a text of their own"/>
            <ReasonFields found=errors reasons=reasons/>
            <Field id="review-note" label="What should change" hint="Only to ask for changes" control=move |ties| view! {
                <textarea id=ties.id aria-describedby=move || ties.described_by.get() rows="3" maxlength="500" on:input=move |event| note.set(event_target_value(&event))></textarea>
            }/>
            {move || refused.get().map(|why| view! { <p class="field-error" role="alert">{why}</p> })}
            <div class="buttons">
                <button type="submit" class="button button-primary">"Approve"</button>
                <button type="button" class="button" on:click=send_back>"Ask for changes"</button>
                <button type="button" class="button" on:click=move |_| open.set(false)>"Cancel"</button>
            </div>
        </form>
    }
}

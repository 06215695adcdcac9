//! Deciding on the text in review: approve it, with a reason for each error that may stand, or send
//! it back with a note.

use content::review::{Need, Waiver, can_submit, findings_beside};
use content::{Finding, Hash};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;
use wire::Page;
use wire::address::{DOCUMENT_APPROVE, DOCUMENT_REQUEST_CHANGES, DOCUMENT_REVISIONS, REVISION};
use wire::message::Revision;
use wire::review::{Approve, RequestChanges, ReviewStep, RevisionState, RevisionSummary};

use super::found::{Found, asking_for};
use super::person::{self, PersonField};
use super::reasons::{FoundList, ReasonFields, Reasons};
use super::{moved, path};
use crate::api::{self, ApiError};
use crate::field::Field;
use crate::fmt::{sentence, time};
use crate::messages::editor::lint_context::read_lint_context;
use crate::messages::editor::state::EditorState;
use crate::paths;
use crate::query::{show, use_query};

/// What somebody decides on.
#[derive(Clone, Debug, PartialEq)]
struct Case {
    /// The revision in review.
    revision: RevisionSummary,
    /// What readers get now.
    live: Option<RevisionSummary>,
    /// What stands in the way of an approval that no reason of the approver helps against.
    hindrances: Vec<String>,
    /// What the approver has to give a reason for.
    errors: Vec<Found>,
}

/// The revision in review, read anew, and what can be decided about it.
#[component]
pub fn DecideForm(
    /// The document.
    editor: EditorState,
    /// The dialog that holds this.
    open: RwSignal<bool>,
) -> impl IntoView {
    let query = use_query(move || read(editor));
    show(query, "the revision", move |case: Option<Case>| match case {
        Some(Case { revision, live, hindrances, errors }) => view! {
            <Sent revision=revision.clone() live=live/>
            <FoundList found=hindrances about="No approval while these stand. Ask for changes:"/>
            <Decision editor=editor revision=revision errors=errors open=open/>
        }
        .into_any(),
        None => {
            view! { <p>"Somebody else has decided already. Load the page again."</p> }.into_any()
        }
    })
}

async fn read(editor: EditorState) -> Result<Option<Case>, ApiError> {
    let revisions =
        api::get::<Page<RevisionSummary>>(&path(editor, DOCUMENT_REVISIONS)).await?.items;
    let standing = |state| revisions.iter().find(|it| it.state == state).cloned();
    let Some(revision) = standing(RevisionState::InReview) else { return Ok(None) };
    let frozen: Revision = api::get(&REVISION.to(&[&revision.hash])).await?;
    let beside = read_lint_context(&frozen.id).await?;
    let findings = findings_beside(&frozen.source, &frozen.brand, &beside);
    Ok(Some(Case {
        live: standing(RevisionState::Live),
        hindrances: hindrances(&findings, revision.steps.last()),
        errors: asking_for(Need::ApproverReason, &findings, &frozen.source),
        revision,
    }))
}

/// The other texts or the rules may have changed since somebody submitted it in this step.
fn hindrances(findings: &[Finding], submitted: Option<&ReviewStep>) -> Vec<String> {
    let Some(step) = submitted else { return Vec::new() };
    let refusals = can_submit(findings, &step.waivers, &step.person);
    refusals.iter().map(|refusal| sentence(&refusal.to_string())).collect()
}

/// What was sent, by whom, with which reasons; and the way to what readers get now.
#[component]
fn Sent(revision: RevisionSummary, live: Option<RevisionSummary>) -> impl IntoView {
    let this = format!("revision:{}", revision.hash);
    let compare = live.map(|live| {
        let to = paths::compare(Some(&format!("revision:{}", live.hash)), &this);
        view! { <p><A href=to>"Compare it with what is live"</A></p> }
    });
    let step = |step: ReviewStep| {
        let reason = |waiver: Waiver| {
            view! { <li><strong>{waiver.rule}</strong>" "{waiver.reason.to_string()}</li> }
        };
        view! {
            <p>"Revision " <code>{revision.hash.short().to_owned()}</code> ", sent by " {step.person.to_string()} " on " {time(step.at)} "."</p>
            <ul>{step.waivers.into_iter().map(reason).collect_view()}</ul>
        }
    };
    view! {
        {revision.steps.last().cloned().map(step)}
        {compare}
    }
}

#[component]
fn Decision(
    editor: EditorState,
    revision: RevisionSummary,
    errors: Vec<Found>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let typed = Typed {
        name: person::remembered(),
        reasons: Reasons::none(),
        note: RwSignal::new(String::new()),
        revision: StoredValue::new(revision.hash),
    };
    let refused = RwSignal::new(None::<String>);
    let settle = move |decided: Result<RevisionSummary, ApiError>| match decided {
        Ok(revision) => moved(editor, &revision, open),
        Err(error) => drop(refused.try_set(Some(error.sentence()))),
    };
    let approve = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        match typed.approval() {
            Ok(body) => spawn_local(async move {
                settle(api::post(&path(editor, DOCUMENT_APPROVE), &body).await);
            }),
            Err(why) => refused.set(Some(why)),
        }
    };
    let send_back = move |_| match typed.request() {
        Ok(body) => spawn_local(async move {
            settle(api::post(&path(editor, DOCUMENT_REQUEST_CHANGES), &body).await);
        }),
        Err(why) => refused.set(Some(why)),
    };
    view! {
        <form class="review-form" on:submit=approve>
            <PersonField name=typed.name hint="Nobody approves a text of their own"/>
            <ReasonFields found=errors reasons=typed.reasons/>
            <Field id="review-note" label="What should change" hint="Only to ask for changes" control=move |ties| view! {
                <textarea id=ties.id aria-describedby=move || ties.described_by.get() rows="3" maxlength="500" on:input=move |event| typed.note.set(event_target_value(&event))></textarea>
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

/// The input of whoever decides.
#[derive(Clone, Copy)]
struct Typed {
    name: RwSignal<String>,
    reasons: Reasons,
    note: RwSignal<String>,
    revision: StoredValue<Hash>,
}

impl Typed {
    /// The approval, or a sentence that says what is wrong.
    fn approval(self) -> Result<Approve, String> {
        let approver = person::given(self.name)?;
        let waivers = self.reasons.given().map_err(|wrong| sentence(&wrong.to_string()))?;
        person::remember(&approver);
        let revision = self.revision.get_value();
        Ok(Approve { revision, approver, waivers })
    }

    /// The request for changes, or a sentence that says what is wrong.
    fn request(self) -> Result<RequestChanges, String> {
        let reviewer = person::given(self.name)?;
        let note = self.note.with_untracked(|note| note.parse());
        let note =
            note.map_err(|_| "Say what should change, in 1 to 500 characters.".to_owned())?;
        person::remember(&reviewer);
        let revision = self.revision.get_value();
        Ok(RequestChanges { revision, reviewer, note })
    }
}

//! Sending a text for review: who wrote it, and why each warning may stand.

use content::Finding;
use content::review::{Need, findings_beside};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::address::DOCUMENT_SUBMIT;
use wire::review::{RevisionSummary, Submit};

use super::found::{Found, asking_for};
use super::person::{self, PersonField};
use super::reasons::{FoundList, ReasonFields, Reasons};
use super::{moved, path};
use crate::api;
use crate::fmt::sentence;
use crate::messages::editor::lint_context::{read_document, read_lint_context};
use crate::messages::editor::state::EditorState;
use crate::query::{show, use_query};

/// What has to be said before a text is sent.
#[component]
pub fn SendForm(
    /// The document.
    editor: EditorState,
    /// The dialog that holds this.
    open: RwSignal<bool>,
) -> impl IntoView {
    let query = use_query(move || {
        let (id, brand) = (editor.id.get_value(), editor.brand.get_value());
        async move {
            let source = read_document(&id).await?.source;
            let findings = findings_beside(&source, &brand, &read_lint_context(&id).await?);
            Ok((source, findings))
        }
    });
    show(query, "the other channels and languages", move |(source, findings)| {
        view! { <Form editor=editor open=open source=source findings=findings/> }
    })
}

#[component]
fn Form(
    editor: EditorState,
    open: RwSignal<bool>,
    source: String,
    findings: Vec<Finding>,
) -> impl IntoView {
    let of = |need| asking_for(need, &findings, &source);
    let told = |need| of(need).into_iter().map(|found: Found| found.words).collect::<Vec<_>>();
    let (blocking, errors) = (told(Need::Mending), told(Need::ApproverReason));
    let is_blocked = !blocking.is_empty();
    let (name, reasons) = (person::remembered(), Reasons::none());
    let refused = RwSignal::new(None::<String>);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let body = match submit(name, reasons) {
            Ok(body) => body,
            Err(why) => return refused.set(Some(why)),
        };
        person::remember(&body.author);
        let version = editor.buffer.with_untracked(|buffer| buffer.stored.version);
        spawn_local(async move {
            let path = path(editor, DOCUMENT_SUBMIT);
            match api::post_expecting::<_, RevisionSummary>(&path, version, &body).await {
                Ok(revision) => moved(editor, &revision, open),
                Err(error) => drop(refused.try_set(Some(error.sentence()))),
            }
        });
    };
    view! {
        <form class="review-form" on:submit=send>
            <FoundList found=blocking about="Nobody can waive these. Fix them first:"/>
            <p>"The text is frozen as a revision and locked until somebody else has decided."</p>
            <PersonField name=name hint="As your colleagues know you; somebody else has to approve"/>
            <ReasonFields found=of(Need::AuthorReason) reasons=reasons/>
            <FoundList found=errors about="Whoever approves has to give a reason for these:"/>
            {move || refused.get().map(|why| view! { <p class="field-error" role="alert">{why}</p> })}
            <div class="buttons">
                <button type="submit" class="button button-primary" disabled=is_blocked>"Send"</button>
                <button type="button" class="button" on:click=move |_| open.set(false)>"Cancel"</button>
            </div>
        </form>
    }
}

fn submit(name: RwSignal<String>, reasons: Reasons) -> Result<Submit, String> {
    let author = person::given(name)?;
    let waivers = reasons.given().map_err(|wrong| sentence(&wrong.to_string()))?;
    Ok(Submit { author, waivers })
}

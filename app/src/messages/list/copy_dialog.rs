//! The dialog that makes a new variant from a document and opens it.

use content::DocumentId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use wire::address::DOCUMENT;
use wire::message::{Document, SaveDocument};
use wire::problem::ProblemCode;

use super::copying::{NAME_RULE, copy_id, renamed};
use crate::api::{self, ApiError, Expecting};
use crate::dialog::Dialog;
use crate::field::{Control, FieldInput, FieldKind};
use crate::paths;

/// The dialog; it is open while `copied` names a document.
#[component]
pub fn CopyDialog(
    /// The document that is copied.
    copied: RwSignal<Option<DocumentId>>,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    Effect::new(move |_| is_open.set(copied.with(Option::is_some)));
    Effect::new(move |was_open: Option<bool>| {
        let is_open = is_open.get();
        if was_open == Some(true) && !is_open {
            copied.set(None);
        }
        is_open
    });
    let form = move || {
        copied.get().map(|from| view! { <CopyForm from=from close=move || is_open.set(false)/> })
    };
    view! { <Dialog open=is_open title="Copy as a new variant">{form}</Dialog> }
}

#[component]
fn CopyForm(
    /// The document that is copied.
    from: DocumentId,
    /// Closes the dialog.
    close: impl Fn() + Copy + 'static,
) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let navigate = use_navigate();
    let sentence = format!("A copy of {from}, to be changed and tried against it.");
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let to = match copy_id(&from, &name.get_untracked()) {
            Ok(to) => to,
            Err(sentence) => return error.set(Some(sentence)),
        };
        let (from, navigate) = (from.clone(), navigate.clone());
        is_busy.set(true);
        spawn_local(async move {
            match copy(&from, &to).await {
                Ok(()) => navigate(&paths::document(&to), Default::default()),
                Err(why) => drop(error.try_set(Some(refusal(&why, &to)))),
            }
            is_busy.try_set(false);
        });
    };
    view! {
        <form on:submit=submit>
            <p>{sentence}</p>
            <Control entry=FieldInput::over("copy-name", name, error.into()) kind=FieldKind::Line label="Name" hint=NAME_RULE/>
            <div class="buttons form-buttons">
                <button type="submit" class="button button-primary" disabled=is_busy>"Make the copy"</button>
                <button type="button" class="button" on:click=move |_| close()>"Cancel"</button>
            </div>
        </form>
    }
}

/// Stores a copy, unless something of that name is there.
async fn copy(from: &DocumentId, to: &DocumentId) -> Result<(), ApiError> {
    let document: Document = api::get(&address(from)).await?;
    let body = SaveDocument { source: renamed(&document.source, &to.variant) };
    api::put_expecting::<_, Document>(&address(to), Expecting::Nothing, &body).await.map(drop)
}

fn address(id: &DocumentId) -> String {
    DOCUMENT.to(&[&id.message, &id.variant, &id.channel, &id.locale])
}

fn refusal(error: &ApiError, to: &DocumentId) -> String {
    match error.problem().map(|problem| problem.code) {
        Some(ProblemCode::AlreadyExists | ProblemCode::Conflict) => {
            format!("There is a variant {} already. Take another name.", to.variant)
        }
        _ => error.sentence(),
    }
}

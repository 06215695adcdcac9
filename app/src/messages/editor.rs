//! The editor of a document: text, findings and previews side by side, all of them live.

mod assessment;
mod autosave;
mod bar;
mod buffer;
mod commands;
mod conflict;
mod findings_pane;
mod highlight;
mod insert_menus;
mod insertion;
mod keys;
mod lint_context;
mod local_draft;
mod notices;
mod outline;
mod preview_pane;
mod readability;
mod review;
mod selection;
mod source_pane;
mod stash;
mod state;
mod status_bar;
mod tabs;
mod text_field;
mod timing;
mod toolbar;
mod translation;
mod walk_through;

use content::{Brand, DocumentId};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use wire::address::BRAND;
use wire::message::Document;

use self::bar::EditorBar;
use self::conflict::ConflictDialog;
use self::findings_pane::FindingsPane;
use self::lint_context::read_document;
use self::notices::Notices;
use self::preview_pane::PreviewPane;
use self::source_pane::SourcePane;
use self::state::EditorState;
use self::status_bar::StatusBar;
use self::tabs::PaneTabs;
use self::translation::Translations;
use super::preview::{Choices, PreviewModel};
use crate::api::{self, ApiError};
use crate::page::{IN_MESSAGES, NotFoundPage, PageHead};
use crate::query::{show, use_query};

/// The document that the address names.
#[component]
pub fn EditorPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        let part = |name| params.with(|params| params.get(name)).unwrap_or_default();
        let parts = ["message", "variant", "channel", "locale"].map(part);
        parts.join("/").parse::<DocumentId>().ok()
    });
    move || match id.get() {
        Some(id) => view! { <OpenDocument id=id/> }.into_any(),
        None => view! { <NotFoundPage/> }.into_any(),
    }
}

#[component]
fn OpenDocument(id: DocumentId) -> impl IntoView {
    let title = format!("{}: {}", id.message, id.variant);
    let query = use_query(move || read(id.clone()));
    view! {
        <PageHead title=title trail=IN_MESSAGES/>
        {show(query, "the document", |(document, brand)| view! { <Editor document=document brand=brand/> })}
    }
}

async fn read(id: DocumentId) -> Result<(Document, Brand), ApiError> {
    let document = read_document(&id).await?;
    let brand = api::get(&BRAND.to(&[])).await?;
    Ok((document, brand))
}

#[component]
fn Editor(document: Document, brand: Brand) -> impl IntoView {
    let editor = EditorState::open(&document, brand);
    let choices = Choices::in_address(document.id.channel);
    let translations = Translations::of(editor, choices);
    let model = PreviewModel::of(choices, editor.brand, translations.shown);
    keys::listen(editor);
    save_when_online(editor);
    autosave::save_at_pauses(editor);
    view! {
        <div class="editor" translate="no" data-pane=move || editor.pane.get().name()>
            <EditorBar editor=editor/>
            <Notices editor=editor/>
            <PaneTabs shown=editor.pane/>
            <div class="panes">
                <SourcePane editor=editor/>
                <FindingsPane editor=editor/>
                <PreviewPane editor=editor model=model languages=translations.saved/>
            </div>
            <StatusBar editor=editor model=model/>
            <ConflictDialog editor=editor/>
        </div>
    }
}

/// What could not be sent is sent once the connection is back.
fn save_when_online(editor: EditorState) {
    let listener = window_event_listener_untyped("online", move |_| {
        if editor.buffer.with_untracked(|buffer| buffer.saving == buffer::SaveState::Offline) {
            editor.save();
        }
    });
    on_cleanup(move || listener.remove());
}

//! The editor of a document: text, findings and previews side by side, all of them live.

mod aside;
mod assessment;
mod autosave;
mod bar;
mod beside;
mod conflict;
mod desk;
mod draft;
mod ease;
mod findings_pane;
mod foot;
mod insert_menus;
mod insertion;
mod keys;
mod manuscript;
mod notices;
mod outline;
mod paint;
mod preview_pane;
mod review;
mod selection;
mod source_pane;
mod steps;
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
use self::beside::read_document;
use self::conflict::ConflictDialog;
use self::desk::Desk;
use self::findings_pane::FindingsPane;
use self::foot::Foot;
use self::notices::Notices;
use self::preview_pane::PreviewPane;
use self::source_pane::SourcePane;
use self::tabs::PaneTabs;
use self::translation::Translations;
use super::preview::{Choices, Showing};
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
    let desk = Desk::open(&document, brand);
    let choices = Choices::in_address(document.id.channel);
    let translations = Translations::of(desk, choices);
    let showing = Showing::of(choices, desk.brand, translations.shown);
    keys::listen(desk);
    save_when_online(desk);
    autosave::save_at_pauses(desk);
    view! {
        <div class="editor" translate="no" data-pane=move || desk.pane.get().name()>
            <EditorBar desk=desk/>
            <Notices desk=desk/>
            <PaneTabs shown=desk.pane/>
            <div class="panes">
                <SourcePane desk=desk/>
                <FindingsPane desk=desk/>
                <PreviewPane desk=desk showing=showing languages=translations.saved/>
            </div>
            <Foot desk=desk showing=showing/>
            <ConflictDialog desk=desk/>
        </div>
    }
}

/// What could not be sent is sent once the connection is back.
fn save_when_online(desk: Desk) {
    let listener = window_event_listener_untyped("online", move |_| {
        if desk
            .manuscript
            .with_untracked(|manuscript| manuscript.saving == manuscript::Saving::Offline)
        {
            desk.save();
        }
    });
    on_cleanup(move || listener.remove());
}

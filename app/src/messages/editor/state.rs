//! State of the editor: the buffer, its assessment, and the commands that panes can give. It is `Copy`,
//! because every pane and every closure of one holds it.

use std::sync::Arc;
use std::time::Duration;

use content::review::Beside;
use content::{Brand, DocumentId, Fix, Span, line_column};
use leptos::html::{Div, Textarea};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::HtmlTextAreaElement;
use wire::address::DOCUMENT;
use wire::message::Document;

use super::assessment::Assessment;
use super::buffer::{Buffer, SaveState, Sending};
use super::lint_context::read_lint_context;
use super::local_draft::{self, LocalDraft, Recovery};
use super::selection::selection_of;
use super::tabs::Pane;
use super::text_field;
use super::timing::timed;
use crate::api::{self, ApiError};
use crate::query::{Query, use_query};

/// The signals of one open document.
#[derive(Clone, Copy)]
pub struct EditorState {
    /// Which document.
    pub id: StoredValue<DocumentId>,
    /// In whose name it speaks.
    pub brand: StoredValue<Brand>,
    /// The text and where saving stands.
    pub buffer: RwSignal<Buffer>,
    /// The texts that the present one is compared with.
    pub lint_context: Query<Arc<Beside>>,
    /// What is said about the present text.
    pub assessment: Memo<Assessment>,
    /// Whether this browser keeps what is not saved.
    pub is_kept: RwSignal<bool>,
    /// What this browser had of the document.
    recovery: StoredValue<Recovery>,
    /// What this browser is about to keep.
    unkept: StoredValue<Option<Option<LocalDraft>>>,
    /// The pane that narrow screens show.
    pub pane: RwSignal<Pane>,
    /// Whether the text is in review, where nobody changes it.
    pub is_locked: Memo<bool>,
    /// Whether the list of keys is shown.
    pub shows_keys: RwSignal<bool>,
    /// The text field.
    pub field: NodeRef<Textarea>,
    /// The coloured lines behind the field.
    pub backdrop: NodeRef<Div>,
}

impl EditorState {
    /// Opens a document, with the draft that this browser has of it, and keeps the draft from then on.
    pub fn open(document: &Document, brand: Brand) -> EditorState {
        let recovery = local_draft::find(&document.id);
        let mut opened = Buffer::open(document, recovery.draft.clone());
        opened.offer(recovery.offered.clone());
        let buffer = RwSignal::new(opened);
        let brand = StoredValue::new(brand);
        let text = Memo::new(move |_| buffer.with(|buffer| buffer.text.clone()));
        let id = document.id.clone();
        let lint_context = use_query(move || {
            let id = id.clone();
            async move { read_lint_context(&id).await.map(Arc::new) }
        });
        let assess = move |_: Option<&Assessment>| {
            let lint_context = lint_context.here().unwrap_or_default();
            brand.with_value(|brand| {
                timed("assess", || Assessment::of(text.get(), brand, &lint_context))
            })
        };
        let editor = EditorState {
            id: StoredValue::new(document.id.clone()),
            brand,
            buffer,
            lint_context,
            assessment: Memo::new(assess),
            is_kept: RwSignal::new(true),
            recovery: StoredValue::new(recovery),
            unkept: StoredValue::new(None),
            pane: RwSignal::new(Pane::default()),
            is_locked: Memo::new(move |_| buffer.with(Buffer::is_locked)),
            shows_keys: RwSignal::new(false),
            field: NodeRef::new(),
            backdrop: NodeRef::new(),
        };
        Effect::new(move |_| editor.keep_soon());
        let left = window_event_listener_untyped("pagehide", move |_| editor.keep());
        on_cleanup(move || {
            left.remove();
            editor.keep();
        });
        editor
    }

    /// The text has changed in the field.
    pub fn type_in(self, text: String) {
        self.buffer.update(|buffer| buffer.text = text);
    }

    /// Puts `text` at the caret.
    pub fn insert(self, text: &str) {
        if let Some(field) = self.field.get_untracked() {
            text_field::insert(&field, text);
        }
    }

    /// Applies the fix of a finding.
    pub fn fix(self, fix: Fix) {
        self.at_field(move |field| {
            let place = selection_of(&field.value(), fix.span);
            text_field::replace(field, place, &fix.replacement);
        });
    }

    /// Puts the stored text back; undo brings the author's again.
    pub fn discard(self) {
        self.buffer.update(|buffer| buffer.was_restored = false);
        self.retype(self.buffer.with_untracked(|buffer| buffer.stored.source.clone()));
    }

    /// Puts a whole text in the place of the present one; undo brings that back.
    pub fn retype(self, text: String) {
        self.at_field(move |field| text_field::replace_all(field, &text));
    }

    /// Selects a place of the text and shows it.
    pub fn go_to(self, span: Span) {
        self.at_field(move |field| {
            let source = field.value();
            text_field::select(field, selection_of(&source, span));
            let (line, _) = line_column(&source, span.start);
            let lines = self.backdrop.get_untracked().map(|backdrop| backdrop.children());
            if let Some(line) = lines.and_then(|lines| lines.item(line.saturating_sub(1))) {
                line.scroll_into_view();
            }
        });
    }

    /// Does something with the text field once it is shown and no dialog keeps the focus from it.
    pub fn at_field(self, step: impl FnOnce(&HtmlTextAreaElement) + 'static) {
        self.pane.set(Pane::Text);
        request_animation_frame(move || {
            if let Some(field) = self.field.try_get_untracked().flatten() {
                step(&field);
            }
        });
    }

    /// Saves the text, if the server does not have it.
    pub fn save(self) {
        let sending = self.buffer.try_update(Buffer::send).flatten();
        if let Some(sending) = sending {
            spawn_local(self.send(sending));
        }
    }

    /// The author's text replaces theirs, which is set aside.
    pub fn keep_mine(self) {
        self.buffer.update(Buffer::keep_mine);
        self.save();
    }

    /// Their text is put in the field, the author's is set aside; undo brings it back, too.
    pub fn take_theirs(self) {
        self.buffer.update(Buffer::take_theirs);
        self.retype(self.buffer.with_untracked(|buffer| buffer.text.clone()));
    }

    /// Keeps the draft once all that follows from it is on the screen: a text that crashes the editor
    /// would crash it again after a reload.
    fn keep_soon(self) {
        let draft = self.buffer.with(Buffer::draft);
        self.unkept.set_value(Some(draft));
        set_timeout(move || self.keep(), Duration::ZERO);
    }

    fn keep(self) {
        let Some(Some(draft)) = self.unkept.try_update_value(Option::take) else { return };
        let kept =
            self.id.try_with_value(|id| local_draft::keep(id, draft.as_ref())).unwrap_or(Ok(()));
        if kept.is_ok() {
            self.recovery.try_update_value(Recovery::clear);
        }
        if self.is_kept.try_get_untracked().is_some_and(|was_kept| was_kept != kept.is_ok()) {
            self.is_kept.try_set(kept.is_ok());
        }
    }

    fn path(self) -> String {
        self.id.with_value(|id| DOCUMENT.to(&[&id.message, &id.variant, &id.channel, &id.locale]))
    }

    async fn send(self, sending: Sending) {
        let path = self.path();
        match api::put_expecting::<_, Document>(&path, sending.expecting, &sending.body).await {
            Ok(stored) => self.update(|buffer| buffer.arrived(&stored.body)),
            Err(error) if error.is_conflict() => self.read_theirs(&path).await,
            Err(error) => self.update(|buffer| buffer.saving = not_saved(&error)),
        }
    }

    async fn read_theirs(self, path: &str) {
        match api::get::<Document>(path).await {
            Ok(theirs) => self.update(|buffer| buffer.overtaken_by(&theirs)),
            Err(error) => self.update(|buffer| buffer.saving = not_saved(&error)),
        }
    }

    /// An answer may come after the editor was left; the draft is kept then, and nothing else is to
    /// be done.
    fn update(self, step: impl FnOnce(&mut Buffer)) {
        self.buffer.try_update(step);
    }
}

fn not_saved(error: &ApiError) -> SaveState {
    match error {
        ApiError::Network(_) => SaveState::Offline,
        ApiError::Problem(_) | ApiError::Unreadable => {
            SaveState::Refused(format!("Not saved. {}", error.sentence()))
        }
    }
}

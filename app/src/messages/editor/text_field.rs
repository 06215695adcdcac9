//! Changing the text field so that the browser's own undo knows about it, and showing a place in it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, EventInit, HtmlDocument, HtmlTextAreaElement};

use super::selection::{Selection, byte_at};

/// Puts `text` in the place of a stretch of the field, as if it had been typed there: the caret
/// stands behind it, the field reports an `input` event, and undo takes it back. A field that is
/// only to be read stays as it is.
pub fn replace(field: &HtmlTextAreaElement, place: Selection, text: &str) {
    if field.read_only() {
        return;
    }
    select(field, place);
    if !typed(field, text) {
        write_over(field, place, text);
    }
}

/// Puts `text` at the caret, over what is selected.
pub fn insert(field: &HtmlTextAreaElement, text: &str) {
    replace(field, selected(field), text);
}

/// Puts `text` in the place of everything.
pub fn replace_all(field: &HtmlTextAreaElement, text: &str) {
    replace(field, Selection { start: 0, end: utf16_len(&field.value()) }, text);
}

/// Puts `before` and `after` around what is selected; where nothing is, `words` go between them and
/// are selected, to be typed over.
pub fn wrap(field: &HtmlTextAreaElement, before: &str, words: &str, after: &str) {
    let place = selected(field);
    let chosen = utf16_part(&field.value(), place);
    let words = if chosen.is_empty() { words } else { &chosen };
    replace(field, place, &format!("{before}{words}{after}"));
    let start = place.start + utf16_len(before);
    select(field, Selection { start, end: start + utf16_len(words) });
}

/// Has the browser take a change back or make it again.
pub fn command(field: &HtmlTextAreaElement, command: &str) {
    // A field that cannot take the focus has nothing to take back.
    let _ = field.focus();
    if let Ok(document) = document().dyn_into::<HtmlDocument>() {
        // It fails when there is nothing to take back, which is no harm.
        let _ = document.exec_command(command);
    }
}

/// Gives the field the focus and selects a stretch of it.
pub fn select(field: &HtmlTextAreaElement, place: Selection) {
    // Both fail only for a field that cannot be focused or has no text, where nothing is to be done.
    let _ = field.focus();
    let _ = field.set_selection_range(place.start, place.end);
}

/// What is selected; an empty stretch where the caret stands.
pub fn selected(field: &HtmlTextAreaElement) -> Selection {
    let start = field.selection_start().ok().flatten().unwrap_or_default();
    let end = field.selection_end().ok().flatten().unwrap_or(start);
    Selection { start, end }
}

fn utf16_len(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

fn utf16_part(text: &str, place: Selection) -> String {
    let (start, end) = (byte_at(text, place.start) as usize, byte_at(text, place.end) as usize);
    text.get(start..end).unwrap_or_default().to_owned()
}

/// Types over the selection by the one command that browsers put on their undo stack. It goes to
/// whatever has the focus, so that has to be the field.
fn typed(field: &HtmlTextAreaElement, text: &str) -> bool {
    let has_focus = document().active_element().is_some_and(|active| active == ***field);
    let Ok(document) = document().dyn_into::<HtmlDocument>() else { return false };
    if !has_focus {
        return false;
    }
    let command = if text.is_empty() { "delete" } else { "insertText" };
    document.exec_command_with_show_ui_and_value(command, false, text).unwrap_or(false)
}

/// For browsers without that command: the text is right, but undo does not know of it.
fn write_over(field: &HtmlTextAreaElement, place: Selection, text: &str) {
    if field.set_range_text_with_start_and_end(text, place.start, place.end).is_err() {
        return;
    }
    let bubbling = EventInit::new();
    bubbling.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &bubbling) {
        // It fails only for an event that is being dispatched already.
        let _ = field.dispatch_event(&event);
    }
}

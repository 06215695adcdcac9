//! Saving by itself: a text that has changed is saved once its author pauses. What waits for a word
//! of the author, such as a conflict or a draft that was just restored, is left alone.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::buffer::Buffer;
use super::state::EditorState;

/// How long the author pauses before the text is saved.
const PAUSE: Duration = Duration::from_secs(5);

/// Saves the text whenever its author pauses, for as long as the editor is shown.
pub fn save_at_pauses(editor: EditorState) {
    Effect::new(move |waiting: Option<Option<TimeoutHandle>>| {
        if let Some(handle) = waiting.flatten() {
            handle.clear();
        }
        let is_due = editor.buffer.with(Buffer::saves_itself);
        let save = move || {
            let is_still_due = editor.buffer.try_with_untracked(Buffer::saves_itself);
            if is_still_due == Some(true) {
                editor.save();
            }
        };
        is_due.then(|| set_timeout_with_handle(save, PAUSE).ok()).flatten()
    });
}

//! Somebody else has saved the document since: both texts side by side, and three ways on. Nothing
//! is lost on any of them; Escape goes on editing.

use leptos::prelude::*;

use super::buffer::{Buffer, SaveState, Stored};
use super::stash::Origin;
use super::state::EditorState;
use crate::dialog::Dialog;

/// The dialog that appears while the buffer is overtaken.
#[component]
pub fn ConflictDialog(
    /// The document.
    editor: EditorState,
) -> impl IntoView {
    let theirs = Memo::new(move |_| editor.buffer.with(theirs_of));
    let is_open = RwSignal::new(false);
    Effect::new(move |_| is_open.set(theirs.with(Option::is_some)));
    // Closed by Escape: the author goes on.
    Effect::new(move |was_open: Option<bool>| {
        let is_open = is_open.get();
        let was_closed = was_open == Some(true) && !is_open;
        if was_closed && theirs.with_untracked(Option::is_some) {
            editor.buffer.update(Buffer::go_on);
        }
        is_open
    });
    let choices =
        move || theirs.get().map(|theirs| view! { <Choices editor=editor theirs=theirs/> });
    view! {
        <div class="conflict">
            <Dialog open=is_open title="Somebody else has saved this document">{choices}</Dialog>
        </div>
    }
}

fn theirs_of(buffer: &Buffer) -> Option<Stored> {
    match &buffer.saving {
        SaveState::Overtaken(theirs) => Some(theirs.clone()),
        SaveState::Resting | SaveState::Sent | SaveState::Offline | SaveState::Refused(_) => None,
    }
}

#[component]
fn Choices(editor: EditorState, theirs: Stored) -> impl IntoView {
    let mine = editor.buffer.with_untracked(|buffer| buffer.text.clone());
    let heading = Origin::Theirs(theirs.at).heading();
    view! {
        <p>"Your text has not been saved, and nothing is lost. Which one shall stand?"</p>
        <div class="conflict-texts">
            <TextToRead heading=heading text=theirs.source/>
            <TextToRead heading=Origin::Mine.heading() text=mine/>
        </div>
        <div class="buttons">
            <button type="button" class="button" on:click=move |_| editor.keep_mine()>
                "Keep mine (overwrites theirs, which is set aside)"
            </button>
            <button type="button" class="button" on:click=move |_| editor.take_theirs()>"Take theirs (mine is set aside)"</button>
            <button type="button" class="button" on:click=move |_| editor.buffer.update(Buffer::go_on)>
                "Go on editing"
            </button>
        </div>
    }
}

/// A text to read, not to change.
#[component]
pub fn TextToRead(
    /// Origin it is.
    heading: String,
    /// The text.
    text: String,
) -> impl IntoView {
    let name = heading.clone();
    view! {
        <section class="text-to-read" aria-label=name>
            <p>{heading}</p>
            <pre tabindex="0">{text}</pre>
        </section>
    }
}

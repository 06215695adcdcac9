//! Notices above the panes: the text was restored, is locked, other texts are stashed, or this browser
//! keeps nothing.

use leptos::prelude::*;

use super::conflict::TextToRead;
use super::local_draft::MAX_LOADED_BYTES;
use super::stash::Stashed;
use super::state::EditorState;

/// The notices above the panes; usually none.
#[component]
pub fn Notices(
    /// The document.
    editor: EditorState,
) -> impl IntoView {
    let was_restored = Memo::new(move |_| editor.buffer.with(|buffer| buffer.was_restored));
    let stash = Memo::new(move |_| editor.buffer.with(|buffer| buffer.stash.clone()));
    let stash_notices = move || {
        let notice = |(index, stashed)| view! { <StashedNotice editor=editor stashed=stashed is_newest=index == 0/> };
        stash.get().into_iter().enumerate().map(notice).collect_view()
    };
    view! {
        {move || editor.is_locked.get().then(|| view! { <LockedNotice/> })}
        {move || was_restored.get().then(|| view! { <RestoredNotice editor=editor/> })}
        {stash_notices}
        {move || (!editor.is_kept.get()).then(|| view! { <NotKeptNotice/> })}
    }
}

#[component]
fn LockedNotice() -> impl IntoView {
    view! {
        <div class="note notice">
            "This text is in review and locked. Decide on it, or ask for changes to edit it again."
        </div>
    }
}

#[component]
fn RestoredNotice(editor: EditorState) -> impl IntoView {
    let keep = move |_| editor.buffer.update(|buffer| buffer.was_restored = false);
    view! {
        <div class="note notice">
            <p>"Your unsaved text was restored. Only this browser has it."</p>
            <div class="buttons">
                <button type="button" class="button" on:click=keep>"Go on with it"</button>
                <button type="button" class="button" title="Undo brings it back" on:click=move |_| editor.discard()>
                    "Discard it"
                </button>
            </div>
        </div>
    }
}

#[component]
fn StashedNotice(editor: EditorState, stashed: Stashed, is_newest: bool) -> impl IntoView {
    let (origin, text) = (stashed.origin, stashed.text.clone());
    // A browser takes seconds to lay out a longer one.
    let is_short = text.len() <= MAX_LOADED_BYTES;
    let put_back = {
        let text = text.clone();
        move |_| editor.retype(text.clone())
    };
    let forget = move |_| {
        editor.buffer.update(|buffer| buffer.stash.retain(|other| *other != stashed));
    };
    view! {
        <details class="note notice" open=is_newest && is_short>
            <summary>{move || origin.notice(editor.is_kept.get())}</summary>
            <TextToRead heading=origin.heading() text=text/>
            <div class="buttons">
                <button type="button" class="button" on:click=put_back>"Put it in the editor"</button>
                <button type="button" class="button" on:click=forget>"Forget it"</button>
            </div>
        </details>
    }
}

#[component]
fn NotKeptNotice() -> impl IntoView {
    view! {
        <div class="note note-warning notice" role="alert">
            "This browser keeps no drafts: its storage is full or switched off. What is not sent to the server is lost when this page is closed."
        </div>
    }
}

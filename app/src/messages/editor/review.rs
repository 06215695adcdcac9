//! Review in the editor: sending a text, deciding on one, and the revisions that there are. Who
//! people are is what they say until there is sign-in.

mod decide;
mod found;
mod person;
mod reasons;
mod revisions;
mod send;

use leptos::prelude::*;
use wire::address::Address;
use wire::review::RevisionSummary;

use self::decide::DecideForm;
use self::revisions::Revisions;
use self::send::SendForm;
use super::buffer::Buffer;
use super::state::EditorState;
use crate::dialog::Dialog;

/// The buttons of the review, with their dialogs.
#[component]
pub fn ReviewButtons(
    /// The document.
    editor: EditorState,
) -> impl IntoView {
    let [lists, sends, decides] = [(); 3].map(|()| RwSignal::new(false));
    let next = move || {
        if editor.is_locked.get() {
            view! {
                <button type="button" class="button button-primary" on:click=move |_| decides.set(true)>"Decide…"</button>
            }
            .into_any()
        } else {
            view! { <SendButton editor=editor open=sends/> }.into_any()
        }
    };
    view! {
        <button type="button" class="button" on:click=move |_| lists.set(true)>"Revisions"</button>
        {next}
        <Dialog open=lists title="Revisions">
            {move || lists.get().then(|| view! { <Revisions editor=editor close=lists/> })}
        </Dialog>
        <Dialog open=sends title="Send for review">
            {move || sends.get().then(|| view! { <SendForm editor=editor open=sends/> })}
        </Dialog>
        <Dialog open=decides title="Decide on the text in review">
            {move || decides.get().then(|| view! { <DecideForm editor=editor open=decides/> })}
        </Dialog>
    }
}

#[component]
fn SendButton(editor: EditorState, open: RwSignal<bool>) -> impl IntoView {
    let is_saved = Memo::new(move |_| editor.buffer.with(Buffer::is_saved));
    view! {
        <button
            type="button"
            class="button button-primary"
            disabled=move || !is_saved.get()
            title=move || if is_saved.get() { "" } else { "Save the text first" }
            on:click=move |_| open.set(true)
        >
            "Send for review…"
        </button>
    }
}

/// The text stands there now; `open` is the dialog that did it.
fn moved(editor: EditorState, revision: &RevisionSummary, open: RwSignal<bool>) {
    editor.buffer.try_update(|buffer| buffer.stored.state = revision.state);
    open.try_set(false);
}

fn path(editor: EditorState, address: Address) -> String {
    editor.id.with_value(|id| address.to(&[&id.message, &id.variant, &id.channel, &id.locale]))
}

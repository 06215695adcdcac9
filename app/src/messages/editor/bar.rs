//! The line above the panes: which document this is, where it stands, and the ways on: save it,
//! compare it, send it for review or decide on it.

use leptos::prelude::*;
use leptos_router::components::A;

use super::buffer::Buffer;
use super::review::ReviewButtons;
use super::state::EditorState;
use crate::messages::naming::state_word;
use crate::messages::naming::{channel_name, language_name};
use crate::paths;

/// The line above the panes.
#[component]
pub fn EditorBar(
    /// The document.
    editor: EditorState,
) -> impl IntoView {
    let (channel, locale) = editor.id.with_value(|id| (id.channel, language_name(&id.locale)));
    let compare = editor.id.with_value(|id| paths::compare(None, id));
    let state = Memo::new(move |_| editor.buffer.with(|buffer| buffer.stored.state));
    let is_saved = Memo::new(move |_| editor.buffer.with(Buffer::is_saved));
    let hash = Memo::new(move |_| editor.assessment.with(|text| text.revision.clone()));
    view! {
        <div class="editor-bar">
            <span class="badge">{channel_name(channel)}</span>
            <span class="badge">{locale}</span>
            <span class="badge">{move || state_word(state.get())}</span>
            {move || (!is_saved.get()).then(|| view! { <span class="badge badge-warning">"Not saved"</span> })}
            <span class="aside">
                "Revision "
                <code title=move || hash.get().to_string()>{move || hash.get().short().to_owned()}</code>
            </span>
            <div class="buttons">
                <A href=compare attr:class="button">"Compare…"</A>
                <button
                    type="button"
                    class="button"
                    aria-keyshortcuts="Control+S Meta+S"
                    on:click=move |_| editor.save()
                >
                    "Save"
                </button>
                <ReviewButtons editor=editor/>
            </div>
        </div>
    }
}

//! The bar over the text: everything that a person needs who knows no Markdown.

use leptos::prelude::*;

use super::insert_menus::InsertMenus;
use super::keys::KeysButton;
use super::outline::OutlineMenu;
use super::state::EditorState;

/// The bar over the text.
#[component]
pub fn Toolbar(
    /// The document.
    editor: EditorState,
) -> impl IntoView {
    view! {
        <div class="pane-bar" role="group" aria-label="Write">
            <InsertMenus editor=editor/>
            <button type="button" class="button" title="Bold, Ctrl+B" on:click=move |_| editor.embolden()>
                <b aria-hidden="true">"B"</b>
                <span class="visually-hidden">"Bold"</span>
            </button>
            <button type="button" class="button" title="Link, Ctrl+K" on:click=move |_| editor.link()>"Link"</button>
            <button type="button" class="button" title="Undo, Ctrl+Z" on:click=move |_| editor.undo()>
                <span aria-hidden="true">"↶"</span>
                <span class="visually-hidden">"Undo"</span>
            </button>
            <button type="button" class="button" title="Redo, Ctrl+Shift+Z" on:click=move |_| editor.redo()>
                <span aria-hidden="true">"↷"</span>
                <span class="visually-hidden">"Redo"</span>
            </button>
            <OutlineMenu editor=editor/>
            <KeysButton editor=editor/>
        </div>
    }
}

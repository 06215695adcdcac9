//! The bar over the text: everything that a person needs who knows no Markdown.

use leptos::prelude::*;

use super::desk::Desk;
use super::insert_menus::InsertMenus;
use super::keys::KeysButton;
use super::outline::OutlineMenu;

/// The bar over the text.
#[component]
pub fn Toolbar(
    /// The document.
    desk: Desk,
) -> impl IntoView {
    view! {
        <div class="pane-bar" role="group" aria-label="Write">
            <InsertMenus desk=desk/>
            <button type="button" class="button" title="Bold, Ctrl+B" on:click=move |_| desk.embolden()>
                <b aria-hidden="true">"B"</b>
                <span class="visually-hidden">"Bold"</span>
            </button>
            <button type="button" class="button" title="Link, Ctrl+K" on:click=move |_| desk.link()>"Link"</button>
            <button type="button" class="button" title="Undo, Ctrl+Z" on:click=move |_| desk.undo()>
                <span aria-hidden="true">"↶"</span>
                <span class="visually-hidden">"Undo"</span>
            </button>
            <button type="button" class="button" title="Redo, Ctrl+Shift+Z" on:click=move |_| desk.redo()>
                <span aria-hidden="true">"↷"</span>
                <span class="visually-hidden">"Redo"</span>
            </button>
            <OutlineMenu desk=desk/>
            <KeysButton desk=desk/>
        </div>
    }
}

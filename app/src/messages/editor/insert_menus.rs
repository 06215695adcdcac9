//! The menus that put blocks and placeholders into the text.

use content::document::BlockKind;
use content::variable::{VARIABLES, Variable};
use leptos::prelude::*;

use super::insertion;
use super::state::EditorState;
use crate::messages::menu::Menu;

/// The menus over the text.
#[component]
pub fn InsertMenus(
    /// The document.
    editor: EditorState,
) -> impl IntoView {
    let channel = editor.id.with_value(|id| id.channel);
    let blocks =
        insertion::block_kinds().map(move |kind| view! { <BlockButton editor=editor kind=kind/> });
    let placeholders = VARIABLES
        .iter()
        .filter(move |variable| variable.channels.contains(&channel))
        .map(move |variable| view! { <PlaceholderButton editor=editor variable=variable/> });
    view! {
        <Menu label="Block" close_on_choice=true>{blocks.collect_view()}</Menu>
        <Menu label="Placeholder" close_on_choice=true>{placeholders.collect_view()}</Menu>
    }
}

#[component]
fn BlockButton(editor: EditorState, kind: BlockKind) -> impl IntoView {
    view! {
        <button type="button" class="menu-item" on:click=move |_| editor.insert_block(kind)>
            <strong>{kind.name()}</strong>
            <span>{insertion::description(kind)}</span>
        </button>
    }
}

#[component]
fn PlaceholderButton(editor: EditorState, variable: &'static Variable) -> impl IntoView {
    let text = insertion::placeholder(variable);
    view! {
        <button type="button" class="menu-item" on:click=move |_| editor.insert(&text)>
            <strong>{variable.label}</strong>
            <span>{variable.description}</span>
        </button>
    }
}

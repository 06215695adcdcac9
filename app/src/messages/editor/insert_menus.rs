//! The menus that put blocks and placeholders at the caret.

use content::document::BlockKind;
use content::variable::{VARIABLES, Variable};
use leptos::prelude::*;

use super::desk::Desk;
use super::{insertion, text_field};
use crate::messages::menu::Menu;

/// The menus over the text.
#[component]
pub fn InsertMenus(
    /// The document.
    desk: Desk,
) -> impl IntoView {
    let blocks =
        insertion::block_kinds().map(move |kind| view! { <BlockButton desk=desk kind=kind/> });
    let placeholders = VARIABLES
        .iter()
        .map(move |variable| view! { <PlaceholderButton desk=desk variable=variable/> });
    view! {
        <Menu label="Block" close_on_choice=true>{blocks.collect_view()}</Menu>
        <Menu label="Placeholder" close_on_choice=true>{placeholders.collect_view()}</Menu>
    }
}

#[component]
fn BlockButton(desk: Desk, kind: BlockKind) -> impl IntoView {
    let insert = move |_| {
        let Some(field) = desk.field.get_untracked() else { return };
        let caret = text_field::selected(&field).start;
        desk.insert(&insertion::block(kind, &field.value(), caret));
    };
    view! {
        <button type="button" class="menu-item" on:click=insert>
            <strong>{kind.name()}</strong>
            <span>{insertion::description(kind)}</span>
        </button>
    }
}

#[component]
fn PlaceholderButton(desk: Desk, variable: &'static Variable) -> impl IntoView {
    let text = insertion::placeholder(variable);
    let label = text.clone();
    view! {
        <button type="button" class="menu-item" on:click=move |_| desk.insert(&text)>
            <strong>{label}</strong>
            <span>{variable.description}</span>
        </button>
    }
}

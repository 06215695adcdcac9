//! A button that opens a short list of buttons or boxes, on the browser's own `<details>`.

use leptos::html::Details;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, KeyboardEvent, Node};

/// A menu; it closes at Escape, when the focus leaves it, and when `close_on_choice` is set, after
/// a choice.
#[component]
pub fn Menu(
    /// What its button says.
    #[prop(into)]
    label: Signal<String>,
    /// Whether a click on what it holds closes it.
    close_on_choice: bool,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let menu = NodeRef::<Details>::new();
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            menu.set_open(false);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            close();
            focus_summary(menu);
        }
    };
    let on_leave = move |event: FocusEvent| {
        let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
        let inside = menu.get_untracked().is_some_and(|menu| menu.contains(to.as_ref()));
        if to.is_some() && !inside {
            close();
        }
    };
    view! {
        <details class="menu" node_ref=menu on:keydown=on_key on:focusout=on_leave>
            <summary class="button">{move || label.get()}</summary>
            <div class="menu-list" on:click=move |_| if close_on_choice { close() }>
                {children()}
            </div>
        </details>
    }
}

fn focus_summary(menu: NodeRef<Details>) {
    let summary =
        menu.get_untracked().and_then(|menu| menu.query_selector("summary").ok().flatten());
    if let Some(summary) =
        summary.and_then(|summary| summary.dyn_into::<web_sys::HtmlElement>().ok())
    {
        // A button that cannot take the focus leaves it where it is.
        let _ = summary.focus();
    }
}

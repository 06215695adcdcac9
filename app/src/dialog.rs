//! A dialog on the browser's own `<dialog>`: it takes the focus, keeps it, and gives it back.

use leptos::html;
use leptos::prelude::*;

/// A dialog that is open while `open` is true; Escape closes it.
#[component]
pub fn Dialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Its heading, which is its name.
    #[prop(into)]
    title: String,
    /// What it holds, buttons included.
    children: Children,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = element.get() else {
            return;
        };
        match (open.get(), dialog.open()) {
            // It fails only for an element outside of the document, which nobody sees.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let name = title.clone();
    view! {
        <dialog class="dialog" node_ref=element aria-label=name on:close=move |_| open.set(false)>
            <h2>{title}</h2>
            {children()}
        </dialog>
    }
}

//! The rendered page in a sandboxed frame: no script, no forms, no new windows. Clicks that would
//! lead away are cancelled. While only words change, they are exchanged in the loaded page, so that
//! nothing flickers and the scroll position stays.

use leptos::html::Iframe;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Element, Event};

use super::dom_patch::patch;
use super::page_parts::PageParts;
use super::restyle::restyle;
use super::view_settings::{PreviewTheme, Switch};

/// The page in a frame.
#[component]
pub fn PageFrame(
    /// What it is called for those who do not see it.
    name: Signal<String>,
    /// The bytes of the page.
    page: Memo<String>,
    /// The colours that it is asked for.
    theme: Memo<PreviewTheme>,
    /// What the device lays over its styles.
    rules: Memo<String>,
    /// `0` when the keyboard reaches what is in it, else `-1`.
    tab_stop: &'static str,
) -> impl IntoView {
    let frame = NodeRef::<Iframe>::new();
    let first = page.get_untracked();
    let asked = StoredValue::new(first.clone());
    let shown = StoredValue::new(None::<String>);
    let n_loads = RwSignal::new(0_u32);
    let cancel = StoredValue::new_local(Closure::<dyn Fn(Event)>::new(cancel_leaving));

    let on_load = move |_| {
        if let Some(document) = frame.get_untracked().and_then(|frame| frame.content_document()) {
            cancel.with_value(|cancel| listen(&document, cancel));
        }
        shown.set_value(Some(asked.get_value()));
        n_loads.update(|n| *n += 1);
    };
    let follow = move |page: &String| {
        let (Some(frame), Some(before)) = (frame.get(), shown.get_value()) else { return };
        if *page == before {
            return;
        }
        if exchange_words(frame.content_document(), &before, page) {
            shown.set_value(Some(page.clone()));
        } else {
            asked.set_value(page.clone());
            frame.set_srcdoc(page);
        }
    };
    Effect::new(move |_| {
        n_loads.track();
        page.with(follow);
    });
    Effect::new(move |_| {
        n_loads.track();
        if let Some(frame) = frame.get() {
            rules.with(|rules| restyle(&frame, rules));
        }
    });
    view! {
        <iframe
            node_ref=frame
            title=move || name.get()
            sandbox="allow-same-origin"
            tabindex=tab_stop
            style:color-scheme=move || theme.get().word()
            srcdoc=first
            on:load=on_load
        ></iframe>
    }
}

/// Puts the words of `page` into a document that was loaded from `shown`, if nothing else differs.
fn exchange_words(document: Option<Document>, shown: &str, page: &str) -> bool {
    let (Some(shown), Some(page)) = (PageParts::of(shown), PageParts::of(page)) else {
        return false;
    };
    let Some(document) = document else { return false };
    match document.body() {
        Some(body) if shown.differs_only_in_words(&page) => {
            let Ok(wanted) = document.create_element("body") else { return false };
            wanted.set_inner_html(page.body);
            patch(&body, &wanted);
            true
        }
        _ => false,
    }
}

fn listen(document: &Document, cancel: &Closure<dyn Fn(Event)>) {
    for event in ["click", "auxclick", "submit"] {
        // It fails only for a wrong name of an event.
        let _ = document.add_event_listener_with_callback(event, cancel.as_ref().unchecked_ref());
    }
}

/// Cancels what would leave the page: links, buttons and forms. A disclosure still opens.
fn cancel_leaving(event: Event) {
    // An element of another window is no instance of this window's classes, so the cast is unchecked.
    let target = event.target().map(|target| target.unchecked_into::<Element>());
    let leaves = |element: Element| element.closest("a, button, input[type=submit]").ok().flatten();
    if event.type_() == "submit" || target.and_then(leaves).is_some() {
        event.prevent_default();
    }
}

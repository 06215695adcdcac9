//! Shell around every screen: the rail, the way past it, and the place for the screen.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::paths;
use crate::theme::{ThemeSwitch, provide_theme};

const RAIL: [(&str, &str); 5] = [
    ("Trials", paths::TRIALS),
    ("Messages", paths::MESSAGES),
    ("Contacts", paths::CONTACTS),
    ("Subjects", paths::SUBJECTS),
    ("Settings", paths::SETTINGS),
];

/// The shell around a screen.
#[component]
pub fn Shell(children: Children) -> impl IntoView {
    provide_theme();
    view! {
        <a class="skip-link" href="#screen" on:click=focus_screen>"Skip to the content"</a>
        <div class="shell">
            <Rail/>
            <main id="screen" class="screen" tabindex="-1">{children()}</main>
        </div>
    }
}

fn focus_screen(event: web_sys::MouseEvent) {
    event.prevent_default();
    if let Some(screen) = document().get_element_by_id("screen") {
        use wasm_bindgen::JsCast;
        // An element that cannot take the focus leaves it where it is.
        let _ = screen.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}

#[component]
fn Rail() -> impl IntoView {
    let entry =
        |(label, to): (&'static str, &'static str)| view! { <li><A href=to>{label}</A></li> };
    view! {
        <header class="rail">
            <A href=paths::TRIALS attr:class="brand">
                <StileMark/>
                "Stile"
            </A>
            <nav aria-label="Main">
                <ul>{RAIL.map(entry).collect_view()}</ul>
            </nav>
            <div class="rail-foot"><ThemeSwitch/></div>
        </header>
    }
}

#[component]
fn StileMark() -> impl IntoView {
    view! {
        <svg class="stile-mark" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
            <path d="M3 21V8M8 21V4h8v17M21 21V8M3 10h5M16 10h5M3 16h18"/>
        </svg>
    }
}

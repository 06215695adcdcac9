//! messages.

use leptos::prelude::*;

/// MessagesPage.
#[component]
pub fn MessagesPage() -> impl IntoView {
    view! { <h1>"MessagesPage"</h1> }
}

/// EditorPage.
#[component]
pub fn EditorPage() -> impl IntoView {
    view! { <h1>"EditorPage"</h1> }
}

/// RenderingPage.
#[component]
pub fn RenderingPage() -> impl IntoView {
    view! { <h1>"RenderingPage"</h1> }
}

//! Settings: the theme, and the check that browser and server render the same bytes.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::page::PageHead;
use crate::paths;
use crate::theme::ThemeSwitch;

/// The settings.
#[component]
pub fn SettingsPage() -> impl IntoView {
    view! {
        <PageHead title="Settings"/>
        <section class="card" aria-labelledby="settings-theme">
            <h2 id="settings-theme">"Theme"</h2>
            <p>"Remembered in this browser. An address with "<code>"?theme=dark"</code>" shows that theme to whoever opens it."</p>
            <ThemeSwitch/>
        </section>
        <section class="card" aria-labelledby="settings-bytes">
            <h2 id="settings-bytes">"The same bytes"</h2>
            <p>"What the editor previews is what customers are served. This browser can render the starter library and compare the result with the server’s."</p>
            <p><A href=paths::RENDERING>"Compare now"</A></p>
        </section>
    }
}

//! The document on the chosen devices, and the switches above them.

use content::Locale;
use leptos::prelude::*;

use super::desk::Desk;
use super::translation::LanguageChoice;
use super::walk_through::WalkThrough;
use crate::messages::preview::{Effects, Grid, Showing, Switches};

/// The pane with the previews.
#[component]
pub fn PreviewPane(
    /// The document.
    desk: Desk,
    /// What is shown.
    showing: Showing,
    /// The languages in which the document is saved besides its own.
    languages: Signal<Vec<Locale>>,
) -> impl IntoView {
    view! {
        <section class="pane preview-pane" id="pane-preview" aria-label="Preview">
            <div class="pane-bar">
                <Switches choices=showing.choices/>
                <LanguageChoice choices=showing.choices saved=languages/>
                <WalkThrough desk=desk choices=showing.choices/>
            </div>
            <Grid showing=showing/>
            <Effects choices=showing.choices/>
        </section>
    }
}

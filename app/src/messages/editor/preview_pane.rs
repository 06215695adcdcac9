//! The document on the chosen devices, and the switches above them.

use leptos::prelude::*;

use crate::messages::preview::{Effects, Grid, Showing, Switches};

/// The pane with the previews.
#[component]
pub fn PreviewPane(
    /// What is shown.
    showing: Showing,
) -> impl IntoView {
    view! {
        <section class="pane preview-pane" id="pane-preview" aria-label="Preview">
            <div class="pane-bar">
                <Switches choices=showing.choices/>
            </div>
            <Grid showing=showing/>
            <Effects choices=showing.choices/>
        </section>
    }
}

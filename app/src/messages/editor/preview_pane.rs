//! The document on the chosen devices, and the switches above them.

use content::Locale;
use leptos::prelude::*;

use super::state::EditorState;
use super::translation::LanguageChoice;
use super::walk_through::WalkThrough;
use crate::messages::preview::{Effects, Grid, PreviewModel, Switches};

/// The pane with the previews.
#[component]
pub fn PreviewPane(
    /// The document.
    editor: EditorState,
    /// What is shown.
    model: PreviewModel,
    /// The languages in which the document is saved besides its own.
    languages: Signal<Vec<Locale>>,
) -> impl IntoView {
    view! {
        <section class="pane preview-pane" id="pane-preview" aria-label="Preview">
            <div class="pane-bar">
                <Switches choices=model.choices/>
                <LanguageChoice choices=model.choices saved=languages/>
                <WalkThrough editor=editor choices=model.choices/>
            </div>
            <Grid model=model/>
            <Effects choices=model.choices/>
        </section>
    }
}

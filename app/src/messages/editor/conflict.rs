//! Somebody else has saved the document since: both texts side by side, and three ways on. Nothing
//! is lost on any of them; Escape goes on editing.

use leptos::prelude::*;

use super::aside::Whose;
use super::desk::Desk;
use super::manuscript::{Manuscript, Saving, Stored};
use crate::dialog::Dialog;

/// The dialog that appears while the manuscript is overtaken.
#[component]
pub fn ConflictDialog(
    /// The document.
    desk: Desk,
) -> impl IntoView {
    let theirs = Memo::new(move |_| desk.manuscript.with(theirs_of));
    let is_open = RwSignal::new(false);
    Effect::new(move |_| is_open.set(theirs.with(Option::is_some)));
    // Closed by Escape: the author goes on.
    Effect::new(move |was_open: Option<bool>| {
        let is_open = is_open.get();
        let was_closed = was_open == Some(true) && !is_open;
        if was_closed && theirs.with_untracked(Option::is_some) {
            desk.manuscript.update(Manuscript::go_on);
        }
        is_open
    });
    let choices = move || theirs.get().map(|theirs| view! { <Choices desk=desk theirs=theirs/> });
    view! {
        <div class="conflict">
            <Dialog open=is_open title="Somebody else has saved this document">{choices}</Dialog>
        </div>
    }
}

fn theirs_of(manuscript: &Manuscript) -> Option<Stored> {
    match &manuscript.saving {
        Saving::Overtaken(theirs) => Some(theirs.clone()),
        Saving::Resting | Saving::Sent | Saving::Offline | Saving::Refused(_) => None,
    }
}

#[component]
fn Choices(desk: Desk, theirs: Stored) -> impl IntoView {
    let mine = desk.manuscript.with_untracked(|manuscript| manuscript.text.clone());
    let heading = Whose::Theirs(theirs.at).heading();
    view! {
        <p>"Your text has not been saved, and nothing is lost. Which one shall stand?"</p>
        <div class="conflict-texts">
            <TextToRead heading=heading text=theirs.source/>
            <TextToRead heading=Whose::Mine.heading() text=mine/>
        </div>
        <div class="buttons">
            <button type="button" class="button" on:click=move |_| desk.keep_mine()>
                "Keep mine (overwrites theirs, which is set aside)"
            </button>
            <button type="button" class="button" on:click=move |_| desk.take_theirs()>"Take theirs (mine is set aside)"</button>
            <button type="button" class="button" on:click=move |_| desk.manuscript.update(Manuscript::go_on)>
                "Go on editing"
            </button>
        </div>
    }
}

/// A text to read, not to change.
#[component]
pub fn TextToRead(
    /// Whose it is.
    heading: String,
    /// The text.
    text: String,
) -> impl IntoView {
    let name = heading.clone();
    view! {
        <section class="text-to-read" aria-label=name>
            <p>{heading}</p>
            <pre tabindex="0">{text}</pre>
        </section>
    }
}

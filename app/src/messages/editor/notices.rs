//! What the author has to know about the text: that it was restored, that a text was set aside, or
//! that this browser keeps nothing.

use leptos::prelude::*;

use super::conflict::TextToRead;
use super::desk::Desk;

/// The notices above the panes; usually none.
#[component]
pub fn Notices(
    /// The document.
    desk: Desk,
) -> impl IntoView {
    let was_restored =
        Memo::new(move |_| desk.manuscript.with(|manuscript| manuscript.was_restored));
    let aside = Memo::new(move |_| desk.manuscript.with(|manuscript| manuscript.aside.clone()));
    view! {
        {move || was_restored.get().then(|| view! { <RestoredNotice desk=desk/> })}
        {move || aside.get().map(|text| view! { <AsideNotice desk=desk text=text/> })}
        {move || (!desk.is_kept.get()).then(|| view! { <NotKeptNotice/> })}
    }
}

#[component]
fn RestoredNotice(desk: Desk) -> impl IntoView {
    let keep = move |_| desk.manuscript.update(|manuscript| manuscript.was_restored = false);
    view! {
        <div class="note notice">
            <p>"Your unsaved text was restored. Only this browser has it."</p>
            <div class="buttons">
                <button type="button" class="button" on:click=keep>"Go on with it"</button>
                <button type="button" class="button" title="Undo brings it back" on:click=move |_| desk.discard()>
                    "Discard it"
                </button>
            </div>
        </div>
    }
}

#[component]
fn AsideNotice(desk: Desk, text: String) -> impl IntoView {
    let put_back = {
        let text = text.clone();
        move |_| desk.retype(text.clone())
    };
    let forget = move |_| desk.manuscript.update(|manuscript| manuscript.aside = None);
    view! {
        <details class="note notice" open>
            <summary>"Your own text is kept here, in this browser."</summary>
            <TextToRead heading="Your text".to_owned() text=text/>
            <div class="buttons">
                <button type="button" class="button" on:click=put_back>"Put it in the editor"</button>
                <button type="button" class="button" on:click=forget>"Forget it"</button>
            </div>
        </details>
    }
}

#[component]
fn NotKeptNotice() -> impl IntoView {
    view! {
        <div class="note note-warning notice" role="alert">
            "This browser keeps no drafts: its storage is full or switched off. What is not sent to the server is lost when this page is closed."
        </div>
    }
}

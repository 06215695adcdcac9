//! What the author has to know about the text: that it was restored, that texts were set aside, or
//! that this browser keeps nothing.

use leptos::prelude::*;

use super::aside::Aside;
use super::conflict::TextToRead;
use super::desk::Desk;
use super::draft::MAX_LOADED_BYTES;

/// The notices above the panes; usually none.
#[component]
pub fn Notices(
    /// The document.
    desk: Desk,
) -> impl IntoView {
    let was_restored =
        Memo::new(move |_| desk.manuscript.with(|manuscript| manuscript.was_restored));
    let asides = Memo::new(move |_| desk.manuscript.with(|manuscript| manuscript.asides.clone()));
    let aside_notices = move || {
        let notice =
            |(index, aside)| view! { <AsideNotice desk=desk aside=aside is_newest=index == 0/> };
        asides.get().into_iter().enumerate().map(notice).collect_view()
    };
    view! {
        {move || desk.is_locked.get().then(|| view! { <LockedNotice/> })}
        {move || was_restored.get().then(|| view! { <RestoredNotice desk=desk/> })}
        {aside_notices}
        {move || (!desk.is_kept.get()).then(|| view! { <NotKeptNotice/> })}
    }
}

#[component]
fn LockedNotice() -> impl IntoView {
    view! {
        <div class="note notice">
            "This text is in review and locked. Decide on it, or ask for changes to edit it again."
        </div>
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
fn AsideNotice(desk: Desk, aside: Aside, is_newest: bool) -> impl IntoView {
    let (whose, text) = (aside.whose, aside.text.clone());
    // A browser takes seconds to lay out a longer one.
    let is_short = text.len() <= MAX_LOADED_BYTES;
    let put_back = {
        let text = text.clone();
        move |_| desk.retype(text.clone())
    };
    let forget = move |_| {
        desk.manuscript.update(|manuscript| manuscript.asides.retain(|other| *other != aside));
    };
    view! {
        <details class="note notice" open=is_newest && is_short>
            <summary>{move || whose.notice(desk.is_kept.get())}</summary>
            <TextToRead heading=whose.heading() text=text/>
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

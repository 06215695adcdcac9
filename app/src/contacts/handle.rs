//! Handling of a contact, which deletes what was written; so it asks first, and can be undone for
//! ten seconds. Only then the server is told, or when the page is left meanwhile: whoever confirmed
//! wants the text to be gone.

use std::time::Duration;

use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::address;
use wire::contact::ContactView;

use crate::api::{self, ApiError};
use crate::dialog::Dialog;
use crate::paged::Paged;

/// How long it can be undone.
const UNDONE_FOR: Duration = Duration::from_secs(10);

/// How far it is.
#[derive(Clone, Debug, PartialEq)]
enum Phase {
    /// Nobody has asked for it, or it was undone.
    Open,
    /// It was confirmed, and the server does not know yet.
    Confirmed,
    /// It is on its way.
    Sent,
    /// It is not done.
    Failed(ApiError),
}

/// A contact that is being marked as handled.
#[derive(Clone, Copy)]
struct Handling {
    id: u64,
    contacts: Paged<ContactView>,
    phase: RwSignal<Phase>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Handling {
    fn begin(self) {
        self.phase.set(Phase::Confirmed);
        self.timer.set_value(set_timeout_with_handle(move || self.send(), UNDONE_FOR).ok());
    }

    fn undo(self) {
        self.stop_timer();
        self.phase.set(Phase::Open);
    }

    /// Tells the server, if that was confirmed.
    fn send(self) {
        if self.phase.try_get_untracked() != Some(Phase::Confirmed) {
            return;
        }
        self.stop_timer();
        self.phase.set(Phase::Sent);
        let Handling { id, contacts, phase, .. } = self;
        spawn_local(async move {
            let path = address::CONTACT_HANDLED.to(&[&id]);
            match api::post::<_, ContactView>(&path, &()).await {
                Ok(handled) => contacts.replace(handled, |old, new| old.id == new.id),
                Err(error) => drop(phase.try_set(Phase::Failed(error))),
            }
        });
    }

    /// Tells the server without waiting for its answer, as the page goes.
    fn send_from_page_that_goes(self) {
        if self.phase.try_get_untracked() == Some(Phase::Confirmed) {
            self.stop_timer();
            self.phase.set(Phase::Sent);
            // A browser that does not send it leaves the contact as it was.
            let _ = window().navigator().send_beacon(&address::CONTACT_HANDLED.to(&[&self.id]));
        }
    }

    fn stop_timer(self) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
    }
}

/// The button, its question, and the way back.
#[component]
pub fn Handle(
    /// The number of the contact.
    id: u64,
    /// Whether somebody has said what it was about.
    is_coded: Signal<bool>,
    /// The list that it is in.
    contacts: Paged<ContactView>,
) -> impl IntoView {
    let (phase, timer) = (RwSignal::new(Phase::Open), StoredValue::new(None));
    let handling = Handling { id, contacts, phase, timer };
    let is_asking = RwSignal::new(false);
    let left =
        window_event_listener_untyped("pagehide", move |_| handling.send_from_page_that_goes());
    on_cleanup(move || {
        left.remove();
        handling.send();
    });
    let confirm = move |_| {
        is_asking.set(false);
        handling.begin();
    };
    view! {
        {move || match phase.get() {
            Phase::Open => view! { <Ask id=id is_coded=is_coded is_asking=is_asking/> }.into_any(),
            Phase::Confirmed => view! { <Undo handling=handling/> }.into_any(),
            Phase::Sent => view! { <p role="status" translate="no">"Deleting the text…"</p> }.into_any(),
            Phase::Failed(error) => view! {
                <p class="field-error" role="alert" translate="no">{error.sentence()}</p>
                <Ask id=id is_coded=is_coded is_asking=is_asking/>
            }
            .into_any(),
        }}
        <Dialog open=is_asking title="Mark as handled?">
            <p>"What the customer wrote is deleted, for good. The codes, the time and the way stay."</p>
            <div class="buttons">
                <button type="button" class="button button-bad" on:click=confirm>"Mark as handled and delete the text"</button>
                <button type="button" class="button" autofocus=true on:click=move |_| is_asking.set(false)>"Keep it"</button>
            </div>
        </Dialog>
    }
}

/// The button; disabled with its reason until the contact is coded.
#[component]
fn Ask(id: u64, is_coded: Signal<bool>, is_asking: RwSignal<bool>) -> impl IntoView {
    let reason = format!("contact-{id}-not-handled");
    let described_by = reason.clone();
    view! {
        <div class="buttons">
            <button
                type="button"
                class="button"
                disabled=move || !is_coded.get()
                aria-describedby=move || (!is_coded.get()).then(|| described_by.clone())
                on:click=move |_| is_asking.set(true)
            >
                "Mark as handled…"
            </button>
            {move || (!is_coded.get()).then(|| view! {
                <span class="aside" id=reason.clone()>"Save its codes first: they cannot be told once the text is deleted."</span>
            })}
        </div>
    }
}

#[component]
fn Undo(handling: Handling) -> impl IntoView {
    let button = NodeRef::<html::Button>::new();
    // The button that had the focus is gone.
    Effect::new(move |_| {
        if let Some(button) = button.get() {
            request_animation_frame(move || drop(button.focus()));
        }
    });
    view! {
        <div class="note" role="status">
            <p>"Marked as handled. The text is deleted in 10 seconds, or when you leave this page."</p>
            <div class="buttons">
                <button type="button" class="button" node_ref=button on:click=move |_| handling.undo()>"Undo"</button>
            </div>
        </div>
    }
}

//! Marks a contact as handled, which deletes what was written; so it asks first.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::address;
use wire::contact::ContactView;

use super::card::replace;
use crate::api::{self, ApiError};
use crate::dialog::Dialog;
use crate::subjects::paged::Paged;

/// The button and its question.
#[component]
pub fn Handle(
    /// The number of the contact.
    id: u64,
    /// The list that it is in.
    contacts: Paged<ContactView>,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let failure = RwSignal::new(None::<ApiError>);
    let handle = move |_| {
        failure.set(None);
        spawn_local(async move {
            let path = address::CONTACT_HANDLED.to(&[&id]);
            match api::post::<_, ContactView>(&path, &()).await {
                Ok(handled) => {
                    is_open.try_set(false);
                    replace(contacts, handled);
                }
                Err(error) => {
                    failure.try_set(Some(error));
                }
            }
        });
    };
    view! {
        <div class="buttons">
            <button type="button" class="button" on:click=move |_| is_open.set(true)>"Mark as handled…"</button>
        </div>
        <Dialog open=is_open title="Mark as handled?">
            <p>"What the customer wrote is deleted, for good. The codes, the time and the way stay."</p>
            {move || failure.get().map(|error| view! { <p class="field-error" role="alert">{error.sentence()}</p> })}
            <div class="buttons">
                <button type="button" class="button button-bad" on:click=handle>"Mark as handled and delete the text"</button>
                <button type="button" class="button" on:click=move |_| is_open.set(false)>"Keep it"</button>
            </div>
        </Dialog>
    }
}

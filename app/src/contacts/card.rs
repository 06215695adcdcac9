//! Card of one contact: time, channel, text and codes.

use leptos::prelude::*;
use leptos::task::spawn_local;
use trial::observation::{Code, ContactChannel};
use wire::address;
use wire::contact::{ContactView, SetCodes};

use super::codes::CodeBoxes;
use super::handle::Handle;
use crate::api::{self, ApiError};
use crate::fmt;
use crate::page::SimulatedBadge;
use crate::paged::Paged;

/// How saving the codes stands.
#[derive(Clone, Debug, PartialEq)]
enum CodingState {
    /// Nothing was changed since it was read or saved.
    Idle,
    /// On its way.
    Underway,
    /// It is stored.
    Saved,
    /// It is not stored.
    Failed(ApiError),
}

/// The card of one contact.
#[component]
pub fn ContactCard(
    /// The contact as it was read.
    contact: ContactView,
    /// The list that it is in; it learns what was saved.
    contacts: Paged<ContactView>,
) -> impl IntoView {
    let id = contact.id;
    let name = format!("contact-{id}");
    let now = Memo::new(move |_| {
        contacts.items.with(|items| items.iter().find(|item| item.id == id).cloned())
    });
    let is_handled = Memo::new(move |_| {
        now.with(|now| now.as_ref().is_some_and(|now| now.handled_at.is_some()))
    });
    let is_coded =
        Memo::new(move |_| now.with(|now| now.as_ref().is_some_and(|now| now.codes.is_some())));
    view! {
        <article class="card contact" aria-labelledby=name>
            <ContactHead contact=contact.clone() name=name.clone()/>
            <Text now=now/>
            <Coding contact=contact contacts=contacts/>
            {move || (!is_handled.get()).then(|| view! { <Handle id=id is_coded=is_coded.into() contacts=contacts/> })}
        </article>
    }
}

#[component]
fn ContactHead(contact: ContactView, name: String) -> impl IntoView {
    view! {
        <header class="contact-head">
            <h2 id=name>"Case " <code>{contact.case_code.to_string()}</code></h2>
            <span>{channel_words(contact.channel)}</span>
            <time datetime=contact.at.to_string()>{fmt::time(contact.at)}</time>
            {contact.simulated.then(|| view! { <SimulatedBadge/> })}
        </header>
    }
}

fn channel_words(channel: ContactChannel) -> &'static str {
    match channel {
        ContactChannel::Email => "wrote an e-mail",
        ContactChannel::ContactForm => "used the contact form",
        ContactChannel::HelpDesk => "called the help desk",
    }
}

/// What was written, as long as it is kept.
#[component]
fn Text(now: Memo<Option<ContactView>>) -> impl IntoView {
    let handled_at = move || now.with(|now| now.as_ref().and_then(|now| now.handled_at));
    let text = Memo::new(move |_| now.with(|now| now.as_ref().and_then(|now| now.text.clone())));
    move || match (text.get(), handled_at()) {
        (Some(text), _) => {
            view! { <blockquote class="contact-text">{text}</blockquote> }.into_any()
        }
        (None, Some(at)) => {
            view! { <p class="aside">"Handled " {fmt::time(at)} "; its text is deleted."</p> }
                .into_any()
        }
        (None, None) => view! { <p class="aside">"No text was recorded."</p> }.into_any(),
    }
}

/// The codes and the button that saves them.
#[component]
fn Coding(contact: ContactView, contacts: Paged<ContactView>) -> impl IntoView {
    let is_coded = RwSignal::new(contact.codes.is_some());
    let chosen = RwSignal::new(contact.codes.unwrap_or_default());
    let saving = RwSignal::new(CodingState::Idle);
    let id = contact.id;
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        save_codes(id, chosen.get_untracked(), saving, contacts);
    };
    Effect::new(move |_| {
        if saving.get() == CodingState::Saved {
            is_coded.set(true);
        }
    });
    let words = move || match saving.get() {
        CodingState::Idle if is_coded.get() => "Coded.".to_owned(),
        CodingState::Idle => "Not coded yet.".to_owned(),
        CodingState::Underway => "Saving…".to_owned(),
        CodingState::Saved => "Codes saved.".to_owned(),
        CodingState::Failed(error) => error.sentence(),
    };
    view! {
        <form on:submit=save>
            <CodeBoxes id=id chosen=chosen/>
            <div class="buttons">
                <button type="submit" class="button button-primary" disabled=move || saving.get() == CodingState::Underway>
                    "Save codes"
                </button>
                <span role="status" translate="no">{words}</span>
            </div>
            <p class="aside">"None ticked and saved means: read, and about none of these."</p>
        </form>
    }
}

fn save_codes(
    id: u64,
    codes: Vec<Code>,
    saving: RwSignal<CodingState>,
    contacts: Paged<ContactView>,
) {
    saving.set(CodingState::Underway);
    spawn_local(async move {
        let path = address::CONTACT_CODES.to(&[&id]);
        match api::put::<_, ContactView>(&path, &SetCodes { codes }).await {
            Ok(saved) => {
                saving.try_set(CodingState::Saved);
                contacts.replace(saved, |old, new| old.id == new.id);
            }
            Err(error) => {
                saving.try_set(CodingState::Failed(error));
            }
        }
    });
}

//! Contacts to be coded. Whoever codes is blind to the variant: nothing here names an arm, and
//! nothing links to a page that does.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use wire::address;
use wire::contact::ContactView;

use self::card::ContactCard;
use crate::page::PageHead;
use crate::paged::{More, Paged, use_paged};
use crate::{fmt, paths};

mod card;
mod codes;
mod handle;

const PARAMETER: &str = "show";
const ALL: &str = "all";

/// The contacts, newest first; `?show=all` shows those that are coded as well.
#[component]
pub fn ContactsPage() -> impl IntoView {
    let query = use_query_map();
    let show_all = Memo::new(move |_| query.with(|query| query.get_str(PARAMETER) == Some(ALL)));
    let path = Memo::new(move |_| {
        let filter = if show_all.get() { "" } else { "coded=false" };
        format!("{}?{filter}", address::CONTACTS.to(&[]))
    });
    let contacts = use_paged::<ContactView>(path.into());
    view! {
        <PageHead title="Contacts"/>
        <p class="aside">
            "Say what each contact was about. You do not see which page the customer was served: codes have to be blind to it."
        </p>
        <Filter show_all=show_all/>
        <Progress contacts=contacts/>
        {move || contacts.is_empty().then(|| view! { <Nothing show_all=show_all.get()/> })}
        <For each=move || contacts.items.get() key=|contact| contact.id let(contact)>
            <ContactCard contact=contact contacts=contacts/>
        </For>
        <More paged=contacts what="the contacts"/>
    }
}

#[component]
fn Filter(show_all: Memo<bool>) -> impl IntoView {
    let current = move |all: bool| (show_all.get() == all).then_some("page");
    view! {
        <nav class="tabs" aria-label="Which contacts">
            <ul>
                <li><a href=paths::CONTACTS aria-current=move || current(false)>"To code"</a></li>
                <li><a href=format!("{}?{PARAMETER}={ALL}", paths::CONTACTS) aria-current=move || current(true)>"All"</a></li>
            </ul>
        </nav>
    }
}

/// How many of the contacts on the screen are coded.
#[component]
fn Progress(contacts: Paged<ContactView>) -> impl IntoView {
    let words = move || {
        let (n_coded, n) = contacts.items.with(|items| {
            (items.iter().filter(|item| item.codes.is_some()).count() as u64, items.len() as u64)
        });
        let more = if contacts.is_whole() { "" } else { " shown so far" };
        (n > 0).then(|| format!("{} coded{more}", fmt::count(n_coded, n)))
    };
    view! { <p role="status" translate="no">{words}</p> }
}

#[component]
fn Nothing(show_all: bool) -> impl IntoView {
    let words = if show_all {
        "No customer has been in contact yet."
    } else {
        "Every contact is coded. New ones appear here as customers write or call."
    };
    view! { <p class="card">{words}</p> }
}

//! Pages that the subject was shown: each one that was served, rendered again from its frozen revision
//! by this browser, and whether the bytes are the ones that were sent.

use content::{Hash, Target};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use wire::address;
use wire::message::Revision;
use wire::subject::Delivery;

use crate::query::{show, use_query};
use crate::{api, fmt};

const PARAMETER: &str = "delivery";

/// The pages that were served, newest first; the address says which one is shown.
#[component]
pub fn Deliveries(
    /// The pages.
    deliveries: Vec<Delivery>,
) -> impl IntoView {
    let query = use_query_map();
    let wanted = Memo::new(move |_| {
        query.with(|query| query.get_str(PARAMETER).and_then(|id| id.parse::<u64>().ok()))
    });
    let list = (deliveries.len() > 1).then(|| deliveries.clone());
    let is_empty = deliveries.is_empty();
    let chosen = Memo::new(move |_| choose(&deliveries, wanted.get()));
    let list = list.map(|all| view! { <Choice deliveries=all chosen=chosen/> });
    view! {
        <section class="card" aria-labelledby="shown">
            <h2 id="shown">"What was shown"</h2>
            {is_empty.then(|| view! { <p>"No page has been served to this line."</p> })}
            {list}
            {move || chosen.get().map(|delivery| view! { <Shown delivery=delivery/> })}
        </section>
    }
}

/// The delivery that was asked for, or the newest.
fn choose(deliveries: &[Delivery], wanted: Option<u64>) -> Option<Delivery> {
    let asked_for = deliveries.iter().find(|delivery| Some(delivery.id) == wanted);
    asked_for.or(deliveries.first()).cloned()
}

#[component]
fn Choice(deliveries: Vec<Delivery>, chosen: Memo<Option<Delivery>>) -> impl IntoView {
    let entry = move |delivery: Delivery| {
        let id = delivery.id;
        let is_chosen = move || chosen.with(|now| now.as_ref().is_some_and(|now| now.id == id));
        view! {
            <li>
                <a href=format!("?{PARAMETER}={id}") aria-current=move || is_chosen().then_some("true")>
                    {format!("Delivery {id}, {}, {}", delivery.document.locale, fmt::time(delivery.at))}
                </a>
            </li>
        }
    };
    view! { <ul class="deliveries">{deliveries.into_iter().map(entry).collect_view()}</ul> }
}

/// One page, rendered again.
#[component]
fn Shown(delivery: Delivery) -> impl IntoView {
    let path = address::REVISION.to(&[&delivery.revision]);
    let revision = use_query(move || {
        let path = path.clone();
        async move { api::get::<Revision>(&path).await }
    });
    show(revision, "the revision", move |revision| {
        view! { <Replay delivery=delivery.clone() revision=revision/> }
    })
}

#[component]
fn Replay(delivery: Delivery, revision: Revision) -> impl IntoView {
    let document = content::parse(&revision.source).0;
    let page = content::render(&document, &revision.brand, &delivery.values, Target::GardenHtml);
    let title = format!("The page as served {}", fmt::time(delivery.at));
    view! {
        <dl class="facts">
            <dt>"Served"</dt>
            <dd>{fmt::time(delivery.at)}</dd>
            <dt>"Document"</dt>
            <dd>{delivery.document.to_string()}</dd>
            <dt>"Opened"</dt>
            <dd>{opened_words(delivery.opened)}</dd>
            <dt>"Revision"</dt>
            <dd><code title=revision.hash.to_string()>{revision.hash.short().to_owned()}</code></dd>
        </dl>
        <Agreement sent=delivery.bytes rendered=page.hash/>
        <iframe class="shown-page" title=title sandbox="" srcdoc=page.body></iframe>
        <p class="aside">"Rendered again by this browser from the frozen revision and the values of that day. Links and forms in it do nothing."</p>
    }
}

/// Who asked for the page.
fn opened_words(opened: Option<bool>) -> &'static str {
    match opened {
        Some(true) => "by a person",
        Some(false) => "no: fetched by a machine, such as the check for a sign-in page",
        None => "not known",
    }
}

#[component]
fn Agreement(sent: Hash, rendered: Hash) -> impl IntoView {
    if sent == rendered {
        return view! {
            <p class="agreement">
                <span class="badge badge-good">"The same bytes: agrees"</span>
                " SHA-256 " <code title=sent.to_string()>{sent.short().to_owned()}</code>
            </p>
        }
        .into_any();
    }
    view! {
        <div class="note note-bad" role="alert">
            <p><span class="badge badge-bad">"The same bytes: differs"</span></p>
            <p>
                "Sent " <code title=sent.to_string()>{sent.short().to_owned()}</code>
                ", rendered here " <code title=rendered.to_string()>{rendered.short().to_owned()}</code>
                ". What is shown below is not what the customer saw: load the page again, and tell whoever runs Stile if it stays."
            </p>
        </div>
    }
    .into_any()
}

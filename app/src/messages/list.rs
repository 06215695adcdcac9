//! All messages with their documents: what each says first, how it stands, and who serves it.

mod copy_dialog;
mod copying;
mod no_messages;
mod packages;

use content::DocumentId;
use leptos::prelude::*;
use leptos_router::components::A;
use trial::TrialId;
use wire::address::{MESSAGE_EXPORT, MESSAGES};
use wire::message::{DocumentSummary, MessageSummary};

use self::copy_dialog::CopyDialog;
use self::no_messages::NoMessages;
use self::packages::Import;
use super::naming::{channel_name, language_name};
use crate::api;
use crate::fmt::{number_of, time};
use crate::page::PageHead;
use crate::paths;
use crate::query::{show, use_query};

/// The list of messages.
#[component]
pub fn MessagesPage() -> impl IntoView {
    let query = use_query(|| async { api::list::<MessageSummary>(&MESSAGES.to(&[])).await });
    view! {
        <PageHead title="Messages"/>
        {show(query, "the messages", move |messages| view! {
            <Messages messages=messages again=move || query.again()/>
        })}
        <Import again=move || query.again()/>
    }
}

#[component]
fn Messages(
    messages: Vec<MessageSummary>,
    again: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let copied = RwSignal::new(None::<DocumentId>);
    let is_empty = messages.is_empty();
    let card = move |message| view! { <MessageCard message=message copied=copied/> };
    view! {
        {is_empty.then(|| view! { <NoMessages again=again/> })}
        {messages.into_iter().map(card).collect_view()}
        <CopyDialog copied=copied/>
    }
}

#[component]
fn MessageCard(message: MessageSummary, copied: RwSignal<Option<DocumentId>>) -> impl IntoView {
    let name = message.message.to_string();
    let (label, spoken) = (name.clone(), name.clone());
    let export = MESSAGE_EXPORT.to(&[&message.message]);
    let row = move |document| view! { <DocumentRow document=document copied=copied/> };
    view! {
        <section class="card" aria-label=label>
            <div class="card-head">
                <h2>{name}</h2>
                <a class="button" href=export download>"Export"<span class="visually-hidden">" "{spoken}</span></a>
            </div>
            <div class="table-scroll">
                <table class="documents">
                    <thead>
                        <tr>
                            <th scope="col">"Variant"</th>
                            <th scope="col">"Where, language"</th>
                            <th scope="col">"Headline"</th>
                            <th scope="col">"Last change"</th>
                            <th scope="col">"Findings"</th>
                            <th scope="col">"Served by"</th>
                            <th scope="col"><span class="visually-hidden">"Actions"</span></th>
                        </tr>
                    </thead>
                    <tbody>{message.documents.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn DocumentRow(document: DocumentSummary, copied: RwSignal<Option<DocumentId>>) -> impl IntoView {
    let id = document.id;
    let to = paths::document(&id);
    let kind = format!("{}, {}", channel_name(id.channel), language_name(&id.locale));
    let variant = id.variant.to_string();
    let name = variant.clone();
    view! {
        <tr>
            <th scope="row"><A href=to>{name}</A></th>
            <td>{kind}</td>
            <td>{document.headline}</td>
            <td>{time(document.saved_at)}</td>
            <td><FindingCounts n_errors=document.n_errors n_warnings=document.n_warnings/></td>
            <td><Trials trials=document.in_trials/></td>
            <td>
                <button type="button" class="button" on:click=move |_| copied.set(Some(id.clone()))>
                    "Copy as a new variant…"
                    <span class="visually-hidden">" from "{variant}</span>
                </button>
            </td>
        </tr>
    }
}

#[component]
fn FindingCounts(n_errors: u32, n_warnings: u32) -> impl IntoView {
    let errors = number_of(n_errors.into(), "error", "errors");
    let warnings = number_of(n_warnings.into(), "warning", "warnings");
    view! {
        {(n_errors > 0).then(|| view! { <span class="badge badge-bad">{errors}</span> })}
        " "
        {(n_warnings > 0).then(|| view! { <span class="badge badge-warning">{warnings}</span> })}
        {(n_errors + n_warnings == 0).then_some("none")}
    }
}

#[component]
fn Trials(trials: Vec<TrialId>) -> impl IntoView {
    let link = |id: TrialId| {
        let (to, name) = (paths::trial(&id), id.to_string());
        view! { <li><A href=to>{name}</A></li> }
    };
    match trials.is_empty() {
        true => "no running trial".into_any(),
        false => {
            view! { <ul class="plain-list">{trials.into_iter().map(link).collect_view()}</ul> }
                .into_any()
        }
    }
}

//! The empty list of messages: the way to begin with the starter texts.

use content::library::documents;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::address::DOCUMENT;
use wire::message::{Document, SaveDocument};

use crate::api::{self, ApiError, Expecting};

/// The empty list.
#[component]
pub fn NoMessages(
    /// Reads the list again.
    again: impl Fn() + Copy + 'static,
) -> impl IntoView {
    let error = RwSignal::new(None::<String>);
    let begin = move |_| {
        spawn_local(async move {
            match store_starters().await {
                Ok(()) => again(),
                Err(why) => drop(error.try_set(Some(why.sentence()))),
            }
        });
    };
    view! {
        <div class="card">
            <h2>"No message is written yet"</h2>
            <p>"Begin with the starter texts about infected cameras, recorders and routers, and change them."</p>
            {move || error.get().map(|error| view! { <p class="field-error" role="alert">{error}</p> })}
            <button type="button" class="button button-primary" on:click=begin>"Begin with the starter texts"</button>
        </div>
    }
}

/// Stores each starter document; one that is there already is an error of the server's.
async fn store_starters() -> Result<(), ApiError> {
    for starter in documents() {
        let id = &starter.id;
        let path = DOCUMENT.to(&[&id.message, &id.variant, &id.channel, &id.locale]);
        let body = SaveDocument { source: starter.source.to_owned() };
        api::put_expecting::<_, Document>(&path, Expecting::Nothing, &body).await?;
    }
    Ok(())
}

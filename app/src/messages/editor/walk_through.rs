//! A walk through the real garden page: the server shows the present text to the chosen persona on
//! the garden's own address, with both forms working, and records nothing.

use content::Channel;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::address::PREVIEWS;
use wire::preview::{NewPreview, Preview};

use super::state::EditorState;
use crate::api;
use crate::fmt::time;
use crate::messages::preview::Choices;

/// The button that begins a walk, for documents of the garden.
#[component]
pub fn WalkThrough(
    /// The document.
    editor: EditorState,
    /// For whom.
    choices: Choices,
) -> impl IntoView {
    let answer = RwSignal::new(None::<Result<Preview, String>>);
    let begin = move |_| {
        let walk = NewPreview {
            document: editor.id.get_value(),
            persona: choices.persona.get_untracked().to_owned(),
            source: Some(editor.buffer.with_untracked(|buffer| buffer.text.clone())),
        };
        spawn_local(async move {
            let opened = api::post::<_, Preview>(&PREVIEWS.to(&[]), &walk).await;
            answer.try_set(Some(opened.map_err(|error| error.sentence())));
        });
    };
    (choices.channel == Channel::Garden).then(|| {
        view! {
            <button
                type="button"
                class="button"
                title="The real garden page for this persona; nothing is recorded"
                on:click=begin
            >
                "Walk through"
            </button>
            <span role="status">{move || answer.get().map(answered)}</span>
        }
    })
}

fn answered(answer: Result<Preview, String>) -> AnyView {
    match answer {
        Ok(preview) => view! {
            <a href=preview.address target="_blank" rel="noreferrer">"Open the walk in a new tab"</a>
            <span class="aside">" until " {time(preview.ends_at)}</span>
        }
        .into_any(),
        Err(sentence) => view! { <span class="field-error">{sentence}</span> }.into_any(),
    }
}

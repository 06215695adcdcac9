//! Language of the previews: that of the text, another one in which the document is saved,
//! or one that is made up to try the layout with.

use std::sync::Arc;

use content::{Document, DocumentId, Locale, Pseudo, parse, pseudo};
use leptos::prelude::*;
use wire::address::MESSAGES;
use wire::message::MessageSummary;

use super::lint_context::read_document;
use super::state::EditorState;
use crate::api::{self, ApiError};
use crate::messages::naming::{language_name, locale_name};
use crate::messages::preview::{Choices, Key};
use crate::query::use_query;

/// The languages of a document besides its own.
#[derive(Clone, Copy)]
pub struct Translations {
    /// Those in which it is saved.
    pub saved: Signal<Vec<Locale>>,
    /// What the previews show.
    pub shown: Memo<Arc<Document>>,
}

impl Translations {
    /// Asks the server which there are, and for the one that is chosen.
    pub fn of(editor: EditorState, choices: Choices) -> Translations {
        let listed = use_query(|| async { api::list::<MessageSummary>(&MESSAGES.to(&[])).await });
        let saved = Signal::derive(move || {
            let messages = listed.here().unwrap_or_default();
            editor.id.with_value(|id| others(&messages, id))
        });
        let chosen = choices.locale;
        let other = use_query(move || {
            let id = editor.id.with_value(|id| other_id(id, chosen.get().as_deref()));
            async move { tree_of(id).await }
        });
        let shown = Memo::new(move |_| {
            let own = editor.assessment.with(|text| text.document.clone());
            let made_up = chosen.with(|tag| {
                Pseudo::ALL.into_iter().find(|made_up| tag.as_deref() == Some(made_up.tag()))
            });
            match made_up {
                Some(made_up) => Arc::new(pseudo(&own, made_up)),
                None => other.here().flatten().unwrap_or(own),
            }
        });
        Translations { saved, shown }
    }
}

/// The locales in which a document is saved, but for its own.
fn others(messages: &[MessageSummary], id: &DocumentId) -> Vec<Locale> {
    let documents = messages.iter().flat_map(|message| &message.documents);
    let is_other = |other: &&DocumentId| {
        other.message == id.message
            && other.variant == id.variant
            && other.channel == id.channel
            && other.locale != id.locale
    };
    documents.map(|document| &document.id).filter(is_other).map(|id| id.locale.clone()).collect()
}

/// The document in the language of a tag, unless that is its own or made up.
fn other_id(id: &DocumentId, tag: Option<&str>) -> Option<DocumentId> {
    let locale: Locale = tag?.parse().ok()?;
    let is_other = locale != id.locale && Pseudo::of(&locale).is_none();
    is_other.then(|| DocumentId { locale, ..id.clone() })
}

async fn tree_of(id: Option<DocumentId>) -> Result<Option<Arc<Document>>, ApiError> {
    let Some(id) = id else { return Ok(None) };
    Ok(Some(Arc::new(parse(&read_document(&id).await?.source).0)))
}

/// The menu of languages over the frames.
#[component]
pub fn LanguageChoice(
    /// What the reader has chosen.
    choices: Choices,
    /// The languages in which the document is saved besides its own.
    saved: Signal<Vec<Locale>>,
) -> impl IntoView {
    let option = move |tag: String, name: String| {
        let chosen = tag.clone();
        let is_chosen = move || choices.locale.with(|tag| tag.as_deref() == Some(&chosen));
        view! { <option value=tag prop:selected=is_chosen>{name}</option> }
    };
    let others = move || {
        let saved = saved.get();
        let named = |locale: &Locale| option(locale.to_string(), language_name(locale));
        saved.iter().map(named).collect_view()
    };
    let made_up =
        Pseudo::ALL.map(|made_up| option(made_up.tag().to_owned(), locale_name(made_up.tag())));
    view! {
        <select
            aria-label="Language of the preview"
            on:change=move |event| choices.set(Key::Locale, event_target_value(&event))
        >
            <option value="">"This text"</option>
            {others}
            {made_up.into_iter().collect_view()}
        </select>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> DocumentId {
        text.parse().unwrap()
    }

    #[test]
    fn only_a_saved_language_other_than_its_own_is_asked_for() {
        let own = id("m/improved/garden/en");
        assert_eq!(other_id(&own, Some("nl")), Some(id("m/improved/garden/nl")));
        for tag in [None, Some("en"), Some("xx-bidi"), Some("not a tag")] {
            assert_eq!(other_id(&own, tag), None, "{tag:?}");
        }
    }
}

//! Model behind the frames of one document: each target is rendered once, however many frames show it,
//! and not at all when none does.

use std::sync::Arc;

use content::library::Persona;
use content::{Brand, Document, Target, Values, render_body, subject_line};
use leptos::prelude::*;

use super::choices::Choices;
use super::view_settings::persona_named;
use crate::messages::naming::language_name;

/// One document as the frames need it.
#[derive(Clone, Copy)]
pub struct PreviewModel {
    /// What the reader has chosen.
    pub choices: Choices,
    /// In whose name the document speaks.
    pub brand: StoredValue<Brand>,
    /// The document.
    pub document: Memo<Arc<Document>>,
    /// What people call its language.
    pub language: Memo<String>,
    /// What the first target of the channel gives: a page, or a text where there is no page.
    first: Memo<String>,
    /// What the second target gives, for channels that have one.
    second: Memo<String>,
}

impl PreviewModel {
    /// Shows a document to the chosen persona.
    pub fn of(
        choices: Choices,
        brand: StoredValue<Brand>,
        document: Memo<Arc<Document>>,
    ) -> PreviewModel {
        let targets = Target::of(choices.channel);
        let rendered = move |place: usize| {
            Memo::new(move |_| {
                let Some(target) = targets.get(place) else { return String::new() };
                with_values(choices, |values| {
                    let page = |document: &Arc<Document>| {
                        brand.with_value(|brand| render_body(document, brand, values, *target))
                    };
                    document.with(page)
                })
            })
        };
        PreviewModel {
            choices,
            brand,
            document,
            language: Memo::new(move |_| {
                document.with(|document| language_name(&document.locale()))
            }),
            first: rendered(0),
            second: rendered(1),
        }
    }

    /// The bytes that a target gives.
    pub fn page(self, target: Target) -> Memo<String> {
        match Target::of(self.choices.channel).iter().position(|known| *known == target) {
            Some(1) => self.second,
            _ => self.first,
        }
    }

    /// The bytes that weigh: the page, or the text where there is no page.
    pub fn heaviest(self) -> Memo<String> {
        self.first
    }

    /// The subject line and the line after it, as mail programs list them.
    pub fn subject(self) -> (String, String) {
        let subject = with_values(self.choices, |values| {
            self.document.with(|document| {
                self.brand.with_value(|brand| subject_line(document, brand, values))
            })
        });
        (subject, self.document.with(|document| document.front.preheader.clone()))
    }

    /// The host from which pages are served, as devices show it.
    pub fn host(self) -> String {
        let first = |brand: &Brand| brand.allowed_hosts.first().map(ToString::to_string);
        self.brand.with_value(first).unwrap_or_default()
    }
}

fn with_values<T: Default>(choices: Choices, step: impl FnOnce(&Values) -> T) -> T {
    let id = choices.persona.get();
    let given = |all: &Vec<Persona>| {
        persona_named(all, Some(id)).map(|persona| step(&persona.values)).unwrap_or_default()
    };
    choices.personas.with_value(given)
}

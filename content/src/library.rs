//! The starter library: messages, a made-up provider and sample readers, as files of this crate.
//! Written for Stile after the published steps; the texts of the study are not public.

use crate::data::STARTERS;
use crate::{Brand, DocumentId, Rendered, Target, Values, parse, render};

mod northwire;
mod sample;

/// A document that a new installation begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Starter {
    /// Which document it is.
    pub id: DocumentId,
    /// Its text.
    pub source: &'static str,
}

/// A made-up reader, for previews.
#[derive(Clone, Debug, PartialEq)]
pub struct Persona {
    /// A stable name.
    pub id: &'static str,
    /// What the menu says.
    pub label: &'static str,
    /// What the page is filled with.
    pub values: Values,
}

/// What a sample reader gets of a starter document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendering {
    /// Which document.
    pub id: DocumentId,
    /// The name of the reader.
    pub persona: &'static str,
    /// What the document was rendered to.
    pub target: Target,
    /// What the reader gets.
    pub rendered: Rendered,
}

/// Every starter document, in the order of its name.
pub fn documents() -> Vec<Starter> {
    let starter =
        |(id, source): &(&str, &'static str)| id.parse().ok().map(|id| Starter { id, source });
    STARTERS.iter().filter_map(starter).collect()
}

/// Every starter document for every sample reader, on every target of its channel.
pub fn renderings() -> Vec<Rendering> {
    let (brand, personas) = (brand(), personas());
    let mut renderings = Vec::new();
    for Starter { id, source } in documents() {
        let (document, _) = parse(source);
        for persona in &personas {
            renderings.extend(Target::of(id.channel).iter().map(|target| Rendering {
                id: id.clone(),
                persona: persona.id,
                target: *target,
                rendered: render(&document, &brand, &persona.values, *target),
            }));
        }
    }
    renderings
}

/// Northwire, a provider that does not exist.
pub fn brand() -> Brand {
    northwire::brand()
}

/// The sample readers.
pub fn personas() -> Vec<Persona> {
    sample::personas()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_library_has_the_name_of_a_document() {
        assert_eq!(documents().len(), STARTERS.len());
    }
}

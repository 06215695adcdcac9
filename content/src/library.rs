//! The starter library: messages, a made-up provider and sample readers, as files of this crate.
//! Written for Stile after the published steps; the texts of the study are not public.

use crate::data::STARTERS;
use crate::{Brand, DocumentId, Values};

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

/// Every starter document, in the order of its name.
pub fn documents() -> Vec<Starter> {
    let starter =
        |(id, source): &(&str, &'static str)| id.parse().ok().map(|id| Starter { id, source });
    STARTERS.iter().filter_map(starter).collect()
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

//! Running text: sentences and words of a document, each with its place.

use crate::{Document, Span};

/// A sentence, a heading or a list item.
pub(crate) struct Sentence {
    /// How many words it has.
    pub n_words: u32,
    /// Its place.
    pub span: Span,
}

/// The sentences of a document, in order.
pub(crate) fn sentences(_document: &Document) -> Vec<Sentence> {
    Vec::new()
}

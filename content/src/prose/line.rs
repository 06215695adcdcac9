//! The lines of a document, cut once into words and sentences for everybody who counts or searches.

use std::ops::Range;

use super::sentence::ranges;
use super::{Prose, Word, words};
use crate::document::{Block, Element, Inline};
use crate::lint::WordList;
use crate::{Document, Span};

/// A paragraph, a heading or a list item.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// The text with its places.
    pub prose: Prose,
    /// Its words.
    pub words: Vec<Word>,
    /// Its sentences; a heading without a full stop is one too.
    pub sentences: Vec<Sentence>,
    /// Whether it is a heading.
    pub is_heading: bool,
}

/// A sentence with at least one word.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    /// Which of the line's words it has.
    pub words: Range<usize>,
    /// Its place in the source.
    pub span: Span,
}

impl Line {
    /// Cuts some inlines into words and sentences.
    pub fn of(inlines: &[Inline], is_heading: bool, list: &WordList) -> Line {
        let prose = Prose::of(inlines);
        let words = words(&prose.text);
        let sentence = |range: Range<usize>| {
            let from = words.partition_point(|word| word.range.start < range.start);
            let to = words.partition_point(|word| word.range.start < range.end);
            (from < to).then(|| Sentence { words: from..to, span: prose.span(range) })
        };
        let ranges = ranges(&prose.text, list);
        let mut sentences = Vec::with_capacity(ranges.len());
        sentences.extend(ranges.into_iter().filter_map(sentence));
        Line { prose, words, sentences, is_heading }
    }

    /// The words of each sentence.
    pub fn sentence_words(&self) -> impl Iterator<Item = &[Word]> {
        self.sentences.iter().map(|sentence| &self.words[sentence.words.clone()])
    }

    /// The sentence in which a place of the source ends.
    pub fn sentence_at(&self, place: Span) -> Option<&Sentence> {
        let at = self.sentences.partition_point(|sentence| sentence.span.end < place.end);
        self.sentences.get(at)
    }

    /// The place in the source of a range of the text.
    pub fn span(&self, range: Range<usize>) -> Span {
        self.prose.span(range)
    }
}

/// Every line of a document, in order.
pub(crate) fn lines(document: &Document, list: &WordList) -> Vec<Line> {
    document.blocks.iter().flat_map(|block| block_lines(block, list)).collect()
}

/// The lines of one block, its heading first.
pub(crate) fn block_lines(block: &Block, list: &WordList) -> Vec<Line> {
    let mut lines = vec![Line::of(&block.title, true, list)];
    lines.extend(element_lines(&block.content, list));
    lines.retain(|line| !line.words.is_empty());
    lines
}

/// The lines of some elements.
pub(crate) fn element_lines(elements: &[Element], list: &WordList) -> Vec<Line> {
    let mut lines = Vec::new();
    for element in elements {
        match element {
            Element::Paragraph { text, .. } => lines.push(Line::of(text, false, list)),
            Element::Heading { text, .. } => lines.push(Line::of(text, true, list)),
            Element::List { items, .. } => {
                lines.extend(items.iter().flat_map(|item| element_lines(&item.content, list)));
            }
        }
    }
    lines
}

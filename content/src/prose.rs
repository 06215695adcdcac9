//! Running text with the way back to the source: what the lint searches and counts.
//! A placeholder stands in it as its sample value, so that counts are near what readers get.

use std::ops::Range;

use crate::Span;
use crate::document::Inline;
use crate::variable::Variable;

mod line;
mod sentence;
mod syllable;
mod walk;
mod word;

pub(crate) use line::{Line, block_lines, element_lines, lines};
pub(crate) use syllable::{language as syllable_language, n_syllables};
pub(crate) use walk::{
    links, links_of, links_with_text, placeholders, placeholders_of, placeholders_with_places,
};
pub(crate) use word::{Word, bit_of, word_ranges, words};

/// A paragraph, heading or list item as one line of text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Prose {
    /// The words as they are read.
    pub text: String,
    pieces: Vec<Piece>,
}

/// A part of the text and the part of the source from which it came.
#[derive(Clone, Copy, Debug)]
struct Piece {
    start: usize,
    len: usize,
    span: Span,
    /// Whether text and source agree byte by byte, so that a place inside can be told.
    exact: bool,
}

impl Prose {
    /// The text of some inlines, joined.
    pub fn of(inlines: &[Inline]) -> Prose {
        let mut prose = Prose { text: String::new(), pieces: Vec::with_capacity(inlines.len()) };
        prose.push_inlines(inlines);
        prose
    }

    /// Adds text that came from a place in the source.
    pub fn push(&mut self, text: &str, span: Span) {
        let exact = text.len() == span.len();
        self.pieces.push(Piece { start: self.text.len(), len: text.len(), span, exact });
        self.text.push_str(text);
    }

    fn push_inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text { text, span } => self.push(text, *span),
                Inline::Strong { text, .. }
                | Inline::Link { text, .. }
                | Inline::Optional { text, .. } => self.push_inlines(text),
                Inline::Break { span } => self.push(" ", *span),
                Inline::Placeholder { name, span } => {
                    let sample = Variable::named(name).map_or(name.as_ref(), |v| v.sample);
                    self.push(sample, *span);
                }
            }
        }
    }

    /// The parts of the text in a range, each with its place in the source.
    pub fn parts(&self, range: Range<usize>) -> impl Iterator<Item = (&str, Span)> {
        let first = self.pieces.partition_point(|piece| piece.start + piece.len <= range.start);
        let near = self.pieces[first..].iter().take_while(move |piece| piece.start < range.end);
        near.filter_map(move |piece| {
            let start = range.start.max(piece.start);
            let end = range.end.min(piece.start + piece.len);
            let text = self.text.get(start..end).filter(|text| !text.is_empty())?;
            Some((text, piece.place(start..end)))
        })
    }

    /// Where some words are typed, not filled in: start and length in bytes.
    pub fn typed(&self, words: &str) -> Vec<(usize, usize)> {
        let found = self.text.match_indices(words).map(|(at, found)| (at, found.len()));
        found.filter(|(at, _)| self.is_typed(*at)).collect()
    }

    /// Whether what stands at a place was typed by the author, not filled in.
    pub fn is_typed(&self, at: usize) -> bool {
        let piece = self.pieces.partition_point(|piece| piece.start + piece.len <= at);
        self.pieces.get(piece).is_some_and(|piece| piece.exact)
    }

    /// The place in the source of a range of the text.
    pub fn span(&self, range: Range<usize>) -> Span {
        let places = self.parts(range.clone()).map(|(_, span)| span);
        places.reduce(Span::to).unwrap_or_else(|| {
            let n_before = self.pieces.partition_point(|piece| piece.start <= range.start);
            let before = self.pieces[..n_before].last();
            before.map(|piece| Span { start: piece.span.end, ..piece.span }).unwrap_or_default()
        })
    }
}

impl Piece {
    fn place(&self, range: Range<usize>) -> Span {
        if !self.exact {
            return self.span;
        }
        let base = self.span.start as usize;
        Span::new(base + range.start - self.start, base + range.end - self.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_text_is_a_place_in_the_source() {
        let mut prose = Prose::default();
        prose.push("one ", Span::new(10, 14));
        prose.push("&", Span::new(14, 19));
        prose.push(" two", Span::new(19, 23));
        assert_eq!(prose.span(0..3), Span::new(10, 13));
        assert_eq!(prose.span(4..5), Span::new(14, 19), "an entity is one place");
        assert_eq!(prose.span(6..9), Span::new(20, 23));
        assert_eq!(prose.span(0..9), Span::new(10, 23));
    }
}

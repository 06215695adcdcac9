//! What the rules read: the blocks of a document, cut once into lines, words and sentences.

use std::cell::OnceCell;

use super::markup::{Tag, tags};
use super::{Context, Flags, WordList};
use crate::document::{Block, BlockKind, Element};
use crate::prose::{Line, block_lines, element_lines, placeholders};
use crate::readability::{Scores, counts, scores};
use crate::render::has_words;
use crate::variable::SampleReader;
use crate::{Brand, Document, Span, Target, Values, VariableName, render_body};

/// What a rule reads.
pub(super) struct Page<'a> {
    pub(super) document: &'a Document,
    pub(super) brand: &'a Brand,
    pub(super) words: &'static WordList,
    pub(super) sections: Vec<Section<'a>>,
    pub(super) context: &'a Context<'a>,
    html: OnceCell<String>,
    tags: OnceCell<Vec<Tag>>,
    scores: OnceCell<(u32, Scores)>,
}

/// A block and its lines.
pub(super) struct Section<'a> {
    pub(super) block: &'a Block,
    pub(super) lines: Vec<Line>,
    words: &'static WordList,
    steps: OnceCell<Vec<Vec<Line>>>,
}

impl<'a> Page<'a> {
    pub(super) fn new(document: &'a Document, context: &'a Context<'a>) -> Page<'a> {
        let words = WordList::of(&document.locale());
        let section = |block| {
            let lines = block_lines(block, words);
            Section { block, lines, words, steps: OnceCell::new() }
        };
        Page {
            document,
            brand: context.brand,
            words,
            sections: document.blocks.iter().map(section).collect(),
            context,
            html: OnceCell::new(),
            tags: OnceCell::new(),
            scores: OnceCell::new(),
        }
    }

    /// A page of which the bytes are given, for samples that the renderer would never write.
    #[cfg(test)]
    pub(super) fn with_html(self, html: &str) -> Page<'a> {
        Page { html: OnceCell::from(html.to_owned()), ..self }
    }

    /// The HTML that the reader with the longest values gets; nothing where there is none.
    pub(super) fn html(&self) -> &str {
        self.html.get_or_init(|| {
            let targets = Target::of(self.document.channel());
            let html = targets.iter().find(|t| matches!(t, Target::GardenHtml | Target::EmailHtml));
            html.map(|target| self.rendered(*target, SampleReader::Long)).unwrap_or_default()
        })
    }

    /// The opening tags of that HTML.
    pub(super) fn tags(&self) -> &[Tag] {
        self.tags.get_or_init(|| tags(self.html()))
    }

    /// How many words the scores are about, and the scores.
    pub(super) fn scores(&self) -> (u32, Scores) {
        *self.scores.get_or_init(|| {
            let locale = self.document.locale();
            let counts = counts(self.lines(), &locale);
            (counts.words, scores(&counts, &locale))
        })
    }

    /// What a made-up reader gets.
    pub(super) fn rendered(&self, target: Target, reader: SampleReader) -> String {
        let values = Values::sample(reader);
        values
            .map(|values| render_body(self.document, self.brand, &values, target))
            .unwrap_or_default()
    }

    /// Whether a placeholder becomes words for a reader with these values.
    pub(super) fn has_words(&self, name: &VariableName, values: &Values) -> bool {
        has_words(self.document, self.brand, values, name)
    }

    /// The style that stands inside the HTML.
    pub(super) fn style(&self) -> &str {
        let style =
            self.html().split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>"));
        style.map(|(style, _)| style).unwrap_or_default()
    }

    /// Every line, headings among them.
    pub(super) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.sections.iter().flat_map(|section| &section.lines)
    }

    /// The first block of a kind.
    pub(super) fn section(&self, kind: BlockKind) -> Option<&Section<'a>> {
        self.sections.iter().find(|section| section.block.kind == kind)
    }

    /// Where something is missing that belongs to the page as a whole: its headline.
    pub(super) fn top(&self) -> Span {
        self.document.blocks.first().map(|block| block.heading_span).unwrap_or_default()
    }

    /// Flags every phrase of a list wherever it stands.
    pub(super) fn flag_phrases(
        &self,
        list: &str,
        flags: &mut Flags,
        message: impl Fn(&str) -> String,
    ) {
        for line in self.lines() {
            for place in self.words.find(list, &line.words) {
                flags.add(line.span(place.clone()), message(&line.prose.text[place]));
            }
        }
    }

    /// The blocks of a kind.
    pub(super) fn blocks(&self, kind: BlockKind) -> impl Iterator<Item = &Block> {
        self.document.blocks.iter().filter(move |block| block.kind == kind)
    }
}

impl Section<'_> {
    /// Whether a phrase of a list is in one of the lines.
    pub(super) fn has(&self, list: &str, words: &WordList) -> bool {
        self.lines.iter().any(|line| words.has(list, &line.words))
    }

    /// The lines of each step of the numbered lists; every step has at least one.
    pub(super) fn steps(&self) -> &[Vec<Line>] {
        self.steps.get_or_init(|| {
            let lists = self.block.content.iter().filter_map(|element| match element {
                Element::List { ordered: true, items, .. } => Some(items),
                _ => None,
            });
            let steps = lists.flatten().map(|item| element_lines(&item.content, self.words));
            steps.filter(|lines| !lines.is_empty()).collect()
        })
    }

    /// Whether a placeholder stands under the heading.
    pub(super) fn uses(&self, name: &str) -> bool {
        placeholders(&self.block.content).iter().any(|used| used.as_ref() == name)
    }
}

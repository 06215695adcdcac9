//! Builds blocks, lists and paragraphs out of Markdown events, and flags what the language lacks.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::heading::{self, Braces, Names};
use super::inlines::{Inlines, Wrap};
use super::report::{Report, rule};
use super::shape;
use crate::Span;
use crate::document::{Block, BlockKind, Element, Inline, Item};

/// Lists may stand in lists, but no deeper.
const MAX_LIST_DEPTH: usize = 2;

/// Takes the events of a body one by one.
pub(super) struct Builder<'s, 'r> {
    source: &'s str,
    body: Span,
    report: &'r mut Report,
    blocks: Vec<Block>,
    names: Names,
    lists: Vec<List>,
    /// Lists that are too deep; their items join the list above.
    flattened: usize,
    heading: Option<Heading<'s>>,
    text: Option<(Inlines, Span)>,
    /// How many elements are open whose words are left out.
    ignored: usize,
}

struct List {
    ordered: bool,
    items: Vec<Item>,
    span: Span,
}

struct Heading<'s> {
    level: u8,
    braces: Braces<'s>,
    span: Span,
}

impl<'s, 'r> Builder<'s, 'r> {
    pub fn new(source: &'s str, body_start: usize, report: &'r mut Report) -> Builder<'s, 'r> {
        Builder {
            source,
            body: Span::new(body_start, source.len()),
            report,
            blocks: Vec::new(),
            names: Names::default(),
            lists: Vec::new(),
            flattened: 0,
            heading: None,
            text: None,
            ignored: 0,
        }
    }

    /// Takes the next event; `span` is its place in the source.
    pub fn take(&mut self, event: Event<'s>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.words(&words, span),
            Event::SoftBreak => self.words(" ", span),
            Event::HardBreak => {
                if let Some((inlines, _)) = &mut self.text {
                    inlines.line_break(span);
                }
            }
            Event::Code(words) => {
                self.report.add(&rule::MARKUP, span, "words cannot be marked as code");
                self.words(&words, span);
            }
            Event::InlineHtml(_) => {
                self.report.add(&rule::HTML, span, "HTML is not read; write words")
            }
            // The whole block was flagged where it began.
            Event::Html(_) => {}
            Event::Rule => {
                self.report.add(&rule::MARKUP, span, "a line across the page is left out")
            }
            Event::InlineMath(words)
            | Event::DisplayMath(words)
            | Event::FootnoteReference(words) => {
                self.words(&words, span);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'s>, span: Span) {
        match tag {
            Tag::Paragraph | Tag::TableCell => self.open_text(span),
            Tag::Heading { level, id, classes, attrs } => {
                let span = self.without_line_end(span);
                let braces = Braces { id, classes, attributes: attrs };
                self.close_text();
                self.text = Some((Inlines::of_heading(), span));
                self.heading = Some(Heading { level: number(level), braces, span });
            }
            Tag::List(first) => self.open_list(first.is_some(), span),
            Tag::Item => self.open_item(span),
            Tag::Strong => self.wrap(Wrap::Strong, span),
            Tag::Link { link_type, dest_url, .. } => {
                let email = link_type == LinkType::Email;
                let scheme = if email { "mailto:" } else { "" };
                self.wrap(Wrap::Link(format!("{scheme}{dest_url}")), span);
            }
            Tag::Emphasis => self.report.add(
                &rule::MARKUP,
                span,
                "words in italics are shown plain; use **strong**",
            ),
            Tag::Image { .. } => {
                self.report.add(&rule::IMAGE, span, "a picture cannot be shown; its words stay")
            }
            Tag::HtmlBlock => {
                self.close_text();
                self.ignored += 1;
                self.report.add(&rule::HTML, span, "HTML is not read; write words");
            }
            Tag::Table(_) => {
                self.close_text();
                self.report.add(&rule::TABLE, span, "a table is shown as single lines; use a list");
            }
            Tag::CodeBlock(_) => {
                self.open_text(span);
                self.report.add(
                    &rule::MARKUP,
                    span,
                    "an indented or fenced block is shown as plain words",
                );
            }
            Tag::BlockQuote(_) => {
                self.close_text();
                self.report.add(&rule::MARKUP, span, "a quotation is shown as plain words");
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.close_heading(),
            TagEnd::Strong | TagEnd::Link => {
                if let Some((inlines, _)) = &mut self.text {
                    inlines.end();
                }
            }
            TagEnd::List(_) => self.close_list(),
            TagEnd::HtmlBlock => self.ignored = self.ignored.saturating_sub(1),
            TagEnd::Emphasis | TagEnd::Image => {}
            _ => self.close_text(),
        }
    }

    /// The blocks, once all events were taken.
    pub fn finish(mut self) -> Vec<Block> {
        self.close_text();
        while !self.lists.is_empty() {
            self.close_list();
        }
        let mut end = self.body.end;
        for block in self.blocks.iter_mut().rev() {
            block.span.end = end;
            end = block.span.start;
        }
        self.blocks.iter().for_each(|block| shape::check(block, self.report));
        self.blocks
    }

    /// The Markdown parser counts the end of the line among a heading.
    fn without_line_end(&self, span: Span) -> Span {
        let start = span.start as usize;
        Span::new(start, start + span.text(self.source).trim_end().len())
    }

    fn words(&mut self, words: &str, span: Span) {
        if self.ignored > 0 {
            return;
        }
        if self.text.is_none() {
            self.open_text(span);
        }
        if let Some((inlines, place)) = &mut self.text {
            *place = place.to(span);
            inlines.text(words, span);
        }
    }

    fn wrap(&mut self, wrap: Wrap, span: Span) {
        if self.text.is_none() {
            self.open_text(span);
        }
        if let Some((inlines, _)) = &mut self.text {
            inlines.begin(wrap, span);
        }
    }

    fn open_text(&mut self, span: Span) {
        self.close_text();
        self.text = Some((Inlines::new(), span));
    }

    fn close_text(&mut self) {
        let Some((inlines, span)) = self.text.take() else { return };
        let text = inlines.finish(self.report);
        if !text.is_empty() {
            self.push(Element::Paragraph { text, span });
        }
    }

    fn close_heading(&mut self) {
        let Some((inlines, _)) = self.text.take() else { return };
        let text = inlines.finish(self.report);
        let Some(Heading { level, braces, span }) = self.heading.take() else { return };
        let in_list = !self.lists.is_empty();
        let untitled = |lead: &Block| lead.kind == BlockKind::Lead && lead.title.is_empty();
        let lead_waits = self.blocks.first().is_some_and(untitled);
        match level {
            1 if self.blocks.is_empty() && !in_list => self.open_lead(text, span),
            1 if self.blocks.len() == 1 && lead_waits && !in_list => {
                let lead = &mut self.blocks[0];
                (lead.title, lead.heading_span) = (text, span);
            }
            2 if !in_list => self.open_block(text, &braces, span),
            _ => self.push(Element::Heading { level, text, span }),
        }
    }

    fn open_lead(&mut self, title: Vec<Inline>, heading_span: Span) {
        self.names.claim("lead");
        self.blocks.push(Block {
            id: "lead".to_owned(),
            kind: BlockKind::Lead,
            title,
            attributes: BTreeMap::new(),
            content: Vec::new(),
            heading_span,
            span: self.body,
        });
    }

    fn open_block(&mut self, title: Vec<Inline>, braces: &Braces<'_>, span: Span) {
        let meaning = heading::read(braces, self.source, span, &mut self.names, self.report);
        self.blocks.push(Block {
            id: meaning.id,
            kind: meaning.kind,
            title,
            attributes: meaning.attributes,
            content: Vec::new(),
            heading_span: span,
            span,
        });
    }

    fn open_list(&mut self, ordered: bool, span: Span) {
        self.close_text();
        if self.lists.len() >= MAX_LIST_DEPTH {
            if self.flattened == 0 {
                self.report.add(
                    &rule::NESTING,
                    span,
                    "lists stand at most two deep; this one joins the list above",
                );
            }
            self.flattened += 1;
        } else {
            self.lists.push(List { ordered, items: Vec::new(), span });
        }
    }

    fn open_item(&mut self, span: Span) {
        self.close_text();
        if let Some(list) = self.lists.last_mut() {
            // Most items have one paragraph and nothing else.
            list.items.push(Item { content: Vec::with_capacity(1), span });
        }
    }

    fn close_list(&mut self) {
        self.close_text();
        if self.flattened > 0 {
            self.flattened -= 1;
        } else if let Some(List { ordered, mut items, span }) = self.lists.pop() {
            items.retain(|item| !item.content.is_empty());
            if !items.is_empty() {
                self.push(Element::List { ordered, items, span });
            }
        }
    }

    fn push(&mut self, element: Element) {
        if let Some(item) = self.lists.last_mut().and_then(|list| list.items.last_mut()) {
            item.content.push(element);
            return;
        }
        if self.blocks.is_empty() {
            let start = element.span().start;
            self.open_lead(Vec::new(), Span { start, end: start });
        }
        if let Some(block) = self.blocks.last_mut() {
            block.content.push(element);
        }
    }
}

const fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

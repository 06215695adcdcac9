//! Words, strong words, links, line breaks and placeholders of one paragraph or heading.

use super::characters::is_forbidden;
use super::placeholder;
use super::report::Report;
use super::tidy::tidy;
use crate::Span;
use crate::document::Inline;

/// Collects the inlines of one paragraph or heading.
pub(super) struct Inlines {
    done: Vec<Inline>,
    open: Vec<Open>,
    /// A heading is one line: a break in it is a space.
    one_line: bool,
}

/// Strong words or a link that have begun.
struct Open {
    /// Nothing if the words are strong, or a link, already.
    wrap: Option<Wrap>,
    span: Span,
    before: Vec<Inline>,
}

/// What wraps words.
pub(super) enum Wrap {
    Strong,
    Link(String),
}

impl Inlines {
    /// For a paragraph.
    pub fn new() -> Inlines {
        Inlines { done: Vec::new(), open: Vec::new(), one_line: false }
    }

    /// For a heading.
    pub fn of_heading() -> Inlines {
        Inlines { one_line: true, ..Inlines::new() }
    }

    /// Adds words; characters that must not reach a page are left out.
    pub fn text(&mut self, text: &str, span: Span) {
        if text.len() != span.len() {
            let clean: String = text.chars().filter(|c| !is_forbidden(*c)).collect();
            self.done.push(Inline::Text { text: clean, span });
            return;
        }
        let mut at = span.start as usize;
        for part in text.split_inclusive(is_forbidden) {
            let clean = part.trim_end_matches(is_forbidden);
            if !clean.is_empty() {
                let span = Span::new(at, at + clean.len());
                self.done.push(Inline::Text { text: clean.to_owned(), span });
            }
            at += part.len();
        }
    }

    pub fn line_break(&mut self, span: Span) {
        match self.one_line {
            true => self.done.push(Inline::Text { text: " ".to_owned(), span }),
            false => self.done.push(Inline::Break { span }),
        }
    }

    /// Begins strong words or a link. Strong in strong, or a link in a link, says nothing more and
    /// is left out.
    pub fn begin(&mut self, wrap: Wrap, span: Span) {
        let same = |open: &Open| {
            open.wrap.as_ref().is_some_and(|known| {
                matches!(
                    (known, &wrap),
                    (Wrap::Strong, Wrap::Strong) | (Wrap::Link(_), Wrap::Link(_))
                )
            })
        };
        if self.open.iter().any(same) {
            self.open.push(Open { wrap: None, span, before: Vec::new() });
        } else {
            // Mostly one stretch of words.
            let before = std::mem::replace(&mut self.done, Vec::with_capacity(1));
            self.open.push(Open { wrap: Some(wrap), span, before });
        }
    }

    /// Ends what began last.
    pub fn end(&mut self) {
        let Some(Open { wrap: Some(wrap), span, before }) = self.open.pop() else { return };
        let text = std::mem::replace(&mut self.done, before);
        match wrap {
            Wrap::Link(target) => self.done.push(Inline::Link { text, target, span }),
            Wrap::Strong => self.done.push(Inline::Strong { text, span }),
        }
    }

    pub fn finish(mut self, report: &mut Report) -> Vec<Inline> {
        while !self.open.is_empty() {
            self.end();
        }
        placeholder::cut(tidy(self.done), report)
    }
}

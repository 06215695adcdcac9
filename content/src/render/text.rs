//! Plain text: the text part of an e-mail, a letter, and what the help desk reads out. The same
//! blocks, codes and links as the page, in the same order.

use super::fill::{Fill, Filled};
use super::html::allowed_target;
use super::optional::decided;
use crate::canonical::nfc;
use crate::document::{Block, BlockKind, Element, Inline};
use crate::{Brand, Document, Values};

/// How a plain text is set.
pub(super) struct Layout {
    /// The longest line in characters; nothing for no limit.
    width: Option<usize>,
    /// Whether codes are spelled for reading out.
    spoken: bool,
}

/// Mail programs wrap longer lines themselves, badly.
pub(super) const EMAIL: Layout = Layout { width: Some(65), spoken: false };

/// A line on paper.
pub(super) const LETTER: Layout = Layout { width: Some(80), spoken: false };

/// A screen at the help desk.
pub(super) const SCRIPT: Layout = Layout { width: None, spoken: true };

/// The text of a document for one subject.
pub(super) fn page(document: &Document, brand: &Brand, values: &Values, layout: &Layout) -> String {
    let locale = document.locale();
    let fill = Fill::new(brand, &locale, values, document.channel());
    let mut text = Text { out: String::new(), fill: &fill, layout };
    // Links to other languages are for the page that has them.
    let said = |block: &&Block| block.kind != BlockKind::LanguageSwitch;
    for block in decided(document, &fill).blocks.iter().filter(said) {
        if !block.title.is_empty() {
            text.heading(&block.title, if block.kind == BlockKind::Lead { '=' } else { '-' });
        }
        text.elements(&block.content, "");
    }
    text.paragraph(&format!("-- \n{}", brand.signature()), "", "");
    nfc(&text.out).trim_start().to_owned()
}

struct Text<'a> {
    out: String,
    fill: &'a Fill<'a>,
    layout: &'a Layout,
}

impl Text<'_> {
    fn heading(&mut self, title: &[Inline], rule: char) {
        let words = self.plain(title);
        self.paragraph(&words, "", "");
        let longest = self.layout.width.unwrap_or(65);
        let rule: String = std::iter::repeat_n(rule, words.chars().count().min(longest)).collect();
        self.out.push_str(&rule);
        self.out.push('\n');
    }

    fn elements(&mut self, elements: &[Element], indent: &str) {
        for element in elements {
            match element {
                Element::Paragraph { text, .. } | Element::Heading { text, .. } => {
                    let words = self.plain(text);
                    self.paragraph(&words, indent, indent);
                }
                Element::List { ordered, items, .. } => {
                    for (place, item) in items.iter().enumerate() {
                        let mark =
                            if *ordered { format!("{}. ", place + 1) } else { "- ".to_owned() };
                        let inner = format!("{indent}{}", " ".repeat(mark.len()));
                        let [first, rest @ ..] = &item.content[..] else { continue };
                        match first {
                            Element::Paragraph { text, .. } => {
                                let words = self.plain(text);
                                self.paragraph(&words, &format!("{indent}{mark}"), &inner);
                            }
                            other => self.elements(std::slice::from_ref(other), &inner),
                        }
                        self.elements(rest, &inner);
                    }
                }
            }
        }
    }

    /// A paragraph after an empty line; its first line begins with `first`, the others with `rest`.
    fn paragraph(&mut self, words: &str, first: &str, rest: &str) {
        self.out.push('\n');
        let mut begin = first;
        for line in words.split('\n') {
            for wrapped in wrap(line, self.layout.width, rest.chars().count()) {
                self.out.push_str(begin);
                self.out.push_str(&wrapped);
                self.out.push('\n');
                begin = rest;
            }
        }
    }

    fn plain(&self, inlines: &[Inline]) -> String {
        inlines.iter().map(|inline| self.plain_inline(inline)).collect()
    }

    fn plain_inline(&self, inline: &Inline) -> String {
        match inline {
            Inline::Text { text, .. } => text.clone(),
            Inline::Strong { text, .. } => self.plain(text),
            Inline::Break { .. } => "\n".to_owned(),
            Inline::Optional { name, text, .. } if self.fill.is_yes(name) => self.plain(text),
            Inline::Optional { .. } => String::new(),
            Inline::Link { text, target, .. } => {
                let words = self.plain(text);
                match allowed_target(target, self.fill.brand) {
                    Some(target) if target != words => format!("{words}: {target}"),
                    _ => words,
                }
            }
            Inline::Placeholder { name, .. } => {
                let value = match (self.fill.filled(name), self.fill.case_code) {
                    (Filled::Code(_), Some(code)) if self.layout.spoken => code.spoken(),
                    (Filled::Code(code), _) => code.to_owned(),
                    (Filled::Words(words) | Filled::Missing(words) | Filled::Address(words), _) => {
                        words
                    }
                    (Filled::Phone(phone), _) => phone.national.clone(),
                };
                self.fill.isolated(value)
            }
        }
    }
}

/// The lines of a text; a word longer than a line stands alone.
fn wrap(text: &str, width: Option<usize>, indent: usize) -> Vec<String> {
    let Some(width) = width else { return vec![text.to_owned()] };
    let width = width.saturating_sub(indent).max(1);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut length = 0;
    for word in text.split(' ') {
        let n_chars = word.chars().count();
        if length > 0 && length + 1 + n_chars > width {
            lines.push(std::mem::take(&mut line));
            length = 0;
        } else if length > 0 {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += n_chars;
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_wrapped_between_words() {
        assert_eq!(wrap("one two three", Some(7), 0), ["one two", "three"]);
        assert_eq!(wrap("one two three", Some(9), 2), ["one two", "three"]);
        assert_eq!(wrap("incomprehensible word", Some(5), 0), ["incomprehensible", "word"]);
        assert_eq!(wrap("as it is", None, 0), ["as it is"]);
    }
}

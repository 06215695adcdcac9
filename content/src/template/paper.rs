//! Filling in plain text: lines are wrapped and items numbered once the values are known.

use super::{Choice, Filling, Part, Slot, Template, Written};
use crate::canonical::nfc;
use crate::chrome::Chrome;
use crate::{Direction, Target};

/// Fills in plain text.
#[derive(Clone, Copy)]
pub(super) struct PaperFiller<'t> {
    pub template: &'t Template,
    pub filling: &'t Filling<'t>,
    pub chrome: Chrome,
    /// Whether codes are spelled for reading out.
    pub spoken: bool,
}

/// How wide a heading's rule is where lines have no limit.
const RULE_CHARS: usize = 65;

impl<'t> PaperFiller<'t> {
    /// The whole text.
    pub fn text(&self, parts: &'t [Part]) -> String {
        let mut out = String::new();
        self.blocks(parts, "", &mut out);
        nfc(&out).trim_start().to_owned()
    }

    /// What a value becomes.
    pub fn written(&self, slot: &Slot) -> Written<'t> {
        self.filling.written(slot, self.chrome, &self.template.hosts)
    }

    /// Some parts as one text, not wrapped.
    pub fn line(&self, parts: &'t [Part], out: &mut String) {
        for part in parts {
            match part {
                Part::Static(text) => out.push_str(text),
                Part::Value(slot) => self.value(slot, out),
                Part::If(choice) => self.line(self.chosen(choice), out),
                Part::Link(words, target) => self.link(words, target, out),
                // A line has none of these.
                _ => {}
            }
        }
    }

    fn chosen(&self, choice: &'t Choice) -> &'t [Part] {
        if self.filling.is_any(&choice.any) { &choice.then } else { &choice.otherwise }
    }

    fn value(&self, slot: &Slot, out: &mut String) {
        let words = match self.written(slot) {
            Written::Words(words) => words,
            Written::Missing => slot.missing.clone(),
            Written::Code(code) if self.spoken => code.spoken(),
            Written::Code(code) => code.to_string(),
            Written::Address(url) => url.to_owned(),
        };
        out.push_str(&isolated(words, self.template.locale.direction()));
    }

    fn link(&self, words: &'t [Part], target: &str, out: &mut String) {
        let mut shown = String::new();
        self.line(words, &mut shown);
        out.push_str(&shown);
        if shown != target {
            out.push_str(": ");
            out.push_str(target);
        }
    }

    fn width(&self) -> Option<usize> {
        match self.template.target {
            // Mail programs wrap longer lines themselves, badly.
            Target::EmailText => Some(65),
            Target::LetterText => Some(80),
            _ => None,
        }
    }

    fn blocks(&self, parts: &'t [Part], indent: &str, out: &mut String) {
        for part in parts {
            match part {
                Part::Paragraph(words) => self.paragraph(words, indent, indent, out),
                Part::Heading(words, rule) => self.heading(words, *rule, out),
                Part::List(ordered, items) => self.list(*ordered, items, indent, out),
                Part::If(choice) => self.blocks(self.chosen(choice), indent, out),
                // Words stand in paragraphs only.
                _ => {}
            }
        }
    }

    fn heading(&self, words: &'t [Part], rule: char, out: &mut String) {
        let mut heading = String::new();
        self.line(words, &mut heading);
        self.wrapped(&heading, "", "", out);
        let n_chars = heading.chars().count().min(self.width().unwrap_or(RULE_CHARS));
        out.extend(std::iter::repeat_n(rule, n_chars));
        out.push('\n');
    }

    fn list(&self, ordered: bool, items: &'t [Part], indent: &str, out: &mut String) {
        for (place, item) in self.present(items).into_iter().enumerate() {
            let Part::Item(content) = item else { continue };
            let mark = if ordered { format!("{}. ", place + 1) } else { "- ".to_owned() };
            let inner = format!("{indent}{}", " ".repeat(mark.len()));
            for (place, part) in self.present(content).into_iter().enumerate() {
                match part {
                    Part::Paragraph(words) if place == 0 => {
                        self.paragraph(words, &format!("{indent}{mark}"), &inner, out);
                    }
                    part => self.blocks(std::slice::from_ref(part), &inner, out),
                }
            }
        }
    }

    /// Parts that are there, choices made.
    fn present(&self, parts: &'t [Part]) -> Vec<&'t Part> {
        let mut there = Vec::new();
        for part in parts {
            match part {
                Part::If(choice) => there.extend(self.present(self.chosen(choice))),
                part => there.push(part),
            }
        }
        there
    }

    fn paragraph(&self, words: &'t [Part], first: &str, rest: &str, out: &mut String) {
        let mut text = String::new();
        self.line(words, &mut text);
        self.wrapped(&text, first, rest, out);
    }

    /// A paragraph after an empty line; its first line begins with `first`, the others with `rest`.
    fn wrapped(&self, text: &str, first: &str, rest: &str, out: &mut String) {
        out.push('\n');
        let mut begin = first;
        for line in text.split('\n') {
            for wrapped in wrap(line, self.width(), rest.chars().count()) {
                out.push_str(begin);
                out.push_str(&wrapped);
                out.push('\n');
                begin = rest;
            }
        }
    }
}

/// A value in plain text. Among words that run from right to left the marks of Unicode keep it
/// together, or a code would be shown in pieces.
pub(crate) fn isolated(value: String, direction: Direction) -> String {
    match direction {
        Direction::Ltr => value,
        Direction::Rtl => format!("\u{2068}{value}\u{2069}"),
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

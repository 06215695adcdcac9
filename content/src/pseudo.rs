//! Pseudo-locales: any document as a made-up translation that strains the layout, longer or from
//! right to left, while its words can still be recognised. Placeholders, link targets, codes,
//! hosts and telephone numbers stay as they are.

use crate::document::{Element, Inline};
use crate::prose::words;
use crate::{Document, Locale};

mod writer;

use writer::Writer;

/// A made-up language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pseudo {
    /// Accented letters and 40 % more of them, as long translations have.
    Accent,
    /// Letters that run from right to left.
    Bidi,
}

impl Pseudo {
    /// Both, in the order in which they are shown.
    pub const ALL: [Pseudo; 2] = [Pseudo::Accent, Pseudo::Bidi];

    /// The tag in front matter and addresses.
    pub const fn tag(self) -> &'static str {
        match self {
            Pseudo::Accent => "xx-accent",
            Pseudo::Bidi => "xx-bidi",
        }
    }

    /// The pseudo-locale that a locale is, if it is one.
    pub fn of(locale: &Locale) -> Option<Pseudo> {
        Pseudo::ALL.into_iter().find(|pseudo| pseudo.tag() == locale.as_ref())
    }

    /// Some words in the made-up language. What stands in `((…))` or `{…}`, and every word with a
    /// digit or a mark inside, stays as it is.
    pub(crate) fn text(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() * 2);
        let mut writer = Writer::new(self);
        let mut done = 0;
        let mut brackets = Brackets::default();
        for word in words(text) {
            brackets.read(text, word.range.start);
            let spelled = &text[word.range.clone()];
            let is_scheme = text[word.range.end..].starts_with("://");
            if is_fixed(spelled) || is_scheme || brackets.are_open() {
                continue;
            }
            writer.keep(&text[done..word.range.start], &mut out);
            writer.word(spelled, &mut out);
            done = word.range.end;
        }
        writer.keep(&text[done..], &mut out);
        out
    }
}

/// Codes, hosts and numbers: words with a digit, or a mark that no plain word has.
fn is_fixed(word: &str) -> bool {
    word.contains(|c: char| c.is_numeric() || matches!(c, '.' | ':' | '/' | '@' | '_'))
}

/// The brackets of placeholders and of counted words, as far as a text was read.
#[derive(Default)]
struct Brackets {
    read: usize,
    in_placeholder: bool,
    in_count: bool,
}

impl Brackets {
    /// Reads on to a place.
    fn read(&mut self, text: &str, place: usize) {
        // A pair may begin before the place and end there.
        let from = self.read.saturating_sub(1);
        let bytes = &text.as_bytes()[from..place];
        for (at, byte) in bytes.iter().enumerate().skip(self.read - from) {
            let pair = at.checked_sub(1).and_then(|before| bytes.get(before)) == Some(byte);
            match byte {
                b'(' if pair => self.in_placeholder = true,
                b')' if pair => self.in_placeholder = false,
                b'{' => self.in_count = true,
                b'}' => self.in_count = false,
                _ => {}
            }
        }
        self.read = place;
    }

    const fn are_open(&self) -> bool {
        self.in_placeholder || self.in_count
    }
}

/// The document in a made-up language: the same blocks, placeholders and links.
pub fn pseudo(document: &Document, pseudo: Pseudo) -> Document {
    let mut translated = document.clone();
    let front = &mut translated.front;
    front.locale = pseudo.tag().parse().ok();
    front.subject = pseudo.text(&front.subject);
    front.preheader = pseudo.text(&front.preheader);
    for block in &mut translated.blocks {
        inlines(&mut block.title, pseudo);
        elements(&mut block.content, pseudo);
    }
    translated
}

fn elements(elements: &mut [Element], pseudo: Pseudo) {
    for element in elements {
        match element {
            Element::Paragraph { text, .. } | Element::Heading { text, .. } => {
                inlines(text, pseudo);
            }
            Element::List { items, .. } => {
                items.iter_mut().for_each(|item| self::elements(&mut item.content, pseudo));
            }
        }
    }
}

fn inlines(inlines: &mut [Inline], pseudo: Pseudo) {
    for inline in inlines {
        match inline {
            Inline::Text { text, .. } => *text = pseudo.text(text),
            Inline::Strong { text, .. }
            | Inline::Link { text, .. }
            | Inline::Optional { text, .. } => self::inlines(text, pseudo),
            Inline::Break { .. } | Inline::Placeholder { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_stays_recognisable() {
        assert_eq!(Pseudo::Accent.text("Pull out the plug."), "Púúĺĺĺ óóúť ťťĥéé ppĺúúğ.");
        assert_eq!(Pseudo::Bidi.text("Wait here"), "\u{202e}Wait\u{202c} \u{202e}here\u{202c}");
    }

    #[test]
    fn what_is_no_word_stays_as_it_is() {
        for fixed in [
            "7K4-92R",
            "0800 555 010",
            "my.northwire.example",
            "https://northwire.example/a",
            "((case code))",
            "{n}",
            "a@northwire.example",
            "10 – 12",
        ] {
            for pseudo in Pseudo::ALL {
                assert_eq!(pseudo.text(fixed), fixed);
            }
        }
        assert!(Pseudo::Accent.text("((case code)) and").starts_with("((case code)) á"));
    }

    #[test]
    fn a_pseudo_locale_is_known_by_its_tag() {
        for pseudo in Pseudo::ALL {
            assert_eq!(Pseudo::of(&pseudo.tag().parse().unwrap()), Some(pseudo));
        }
        assert_eq!(Pseudo::of(&Locale::english()), None);
    }
}

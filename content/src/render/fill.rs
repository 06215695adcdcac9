//! What stands in the place of each placeholder: words where they are the same on every page of the
//! brand, else a slot.

use super::html::allowed_target;
use super::optional::Presence;
use crate::brand::Phone;
use crate::chrome::Chrome;
use crate::document::{Element, Inline};
use crate::template::{Choice, Part, Slot, isolated, visible};
use crate::variable::{Variable, VariableKind};
use crate::{Brand, Channel, Locale, VariableName, parse};

/// What is known before a subject is.
pub(super) struct Fill<'a> {
    pub brand: &'a Brand,
    pub locale: &'a Locale,
    pub chrome: Chrome,
    /// Whether only the addressed person reads; text about a person is written nowhere else.
    private: bool,
}

/// What a placeholder becomes.
pub(super) enum Filled<'a> {
    /// Words.
    Words(String),
    /// A number to call.
    Phone(&'a Phone),
    /// An address on one of the provider's hosts, shown in full.
    Address(String),
    /// What the subject's values say.
    Slot(Slot),
}

/// How a line of plain text shows breaks and links.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Plain {
    /// All on one line, the words of links only.
    OneLine,
    /// Breaks as they are, links with their targets.
    Lines,
}

impl<'a> Fill<'a> {
    /// For a page of the garden, where the whole household reads.
    pub fn public(brand: &'a Brand, locale: &'a Locale) -> Fill<'a> {
        Fill { brand, locale, chrome: Chrome::of(locale), private: false }
    }

    /// For a document of a channel.
    pub fn new(brand: &'a Brand, locale: &'a Locale, channel: Channel) -> Fill<'a> {
        let private = channel == Channel::Email || channel == Channel::Letter;
        Fill { private, ..Fill::public(brand, locale) }
    }

    /// What the placeholder becomes.
    pub fn filled(&self, name: &VariableName) -> Filled<'a> {
        let words = |text: &str| Filled::Words(visible(text));
        let brand: &'a Brand = self.brand;
        match name.as_ref() {
            "provider name" => words(&brand.name),
            "postal address" => words(&brand.address),
            "account page name" => words(brand.account_page.get(self.locale)),
            "help phone" => Filled::Phone(&brand.help.phone),
            "help hours" => words(brand.help.hours.get(self.locale)),
            "help cost" => words(brand.help.cost.get(self.locale)),
            "emergency calls" => words(brand.emergency_calls.get(self.locale)),
            "website" => match brand.allowed_hosts.first() {
                Some(host) => Filled::Address(format!("https://{host}")),
                None => Filled::Words(format!("(({name}))")),
            },
            _ => self.slot(name),
        }
    }

    /// The place of a value that each subject has for itself.
    fn slot(&self, name: &VariableName) -> Filled<'a> {
        let variable = Variable::named(name);
        let kind = variable.map_or(VariableKind::TextPublic, |variable| variable.kind);
        let fallback = variable.and_then(|variable| variable.fallback(self.locale));
        let missing = fallback.map_or_else(|| format!("(({name}))"), str::to_owned);
        if kind == VariableKind::TextPersonal && !self.private {
            return Filled::Words(missing);
        }
        Filled::Slot(Slot { name: name.clone(), kind, missing, is_required: fallback.is_none() })
    }

    /// One line of the message language as plain text, such as the subject of an e-mail.
    pub fn plain_source(&self, source: &str) -> Vec<Inline> {
        let (document, _) = parse(source);
        let mut line = Vec::new();
        for element in document.blocks.into_iter().flat_map(|block| block.content) {
            if let Element::Paragraph { text, span } | Element::Heading { text, span, .. } = element
            {
                if !line.is_empty() {
                    line.push(Inline::Text { text: " ".to_owned(), span });
                }
                line.extend(text);
            }
        }
        line
    }

    /// Some inlines as plain text.
    pub fn plain(&self, inlines: &[Inline], how: Plain) -> Vec<Part> {
        let mut words = Words { done: Vec::with_capacity(1), out: String::new() };
        self.push(inlines, how, &mut words);
        words.finish()
    }

    fn push(&self, inlines: &[Inline], how: Plain, words: &mut Words) {
        for inline in inlines {
            match inline {
                Inline::Text { text, .. } => words.text(text),
                Inline::Strong { text, .. } => self.push(text, how, words),
                Inline::Break { .. } => words.text(if how == Plain::Lines { "\n" } else { " " }),
                Inline::Link { text, target, .. } => {
                    match allowed_target(target, &self.brand.allowed_hosts) {
                        Some(target) if how == Plain::Lines => {
                            words.part(Part::Link(self.plain(text, how), target.to_owned()));
                        }
                        _ => self.push(text, how, words),
                    }
                }
                Inline::Optional { name, text, .. } => words.part(Part::If(Choice {
                    any: vec![name.clone()],
                    then: self.plain(text, how),
                    otherwise: Vec::new(),
                })),
                Inline::Placeholder { name, .. } => {
                    let text = match self.filled(name) {
                        Filled::Words(text) | Filled::Address(text) => text,
                        Filled::Phone(phone) => phone.national.clone(),
                        Filled::Slot(slot) => {
                            words.part(Part::Value(slot));
                            continue;
                        }
                    };
                    words.text(&isolated(text, self.locale.direction()));
                }
            }
        }
    }
}

/// Plain text under construction.
struct Words {
    done: Vec<Part>,
    out: String,
}

impl Words {
    fn text(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn part(&mut self, part: Part) {
        if !self.out.is_empty() {
            self.done.push(Part::Static(std::mem::take(&mut self.out)));
        }
        self.done.push(part);
    }

    fn finish(mut self) -> Vec<Part> {
        if !self.out.is_empty() {
            self.done.push(Part::Static(self.out));
        }
        self.done
    }
}

/// Parts that are there as the presence of something says, and others if it is not.
pub(super) fn chosen(presence: Presence, then: Vec<Part>, otherwise: Vec<Part>) -> Vec<Part> {
    match presence {
        Presence::Always => then,
        Presence::IfAny(any) if any.is_empty() => otherwise,
        Presence::IfAny(any) => vec![Part::If(Choice { any, then, otherwise })],
    }
}

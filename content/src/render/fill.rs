//! What stands in the place of each placeholder.

use std::collections::BTreeMap;

use super::html::allowed_target;
use crate::brand::Phone;
use crate::chrome::Chrome;
use crate::document::{Element, Inline};
use crate::parse::is_forbidden;
use crate::variable::{Variable, VariableKind};
use crate::{
    Brand, CaseCode, Channel, DeviceKind, Direction, Locale, Value, Values, VariableName, parse,
};

/// The values of one page, written out in its language.
pub(super) struct Fill<'a> {
    pub brand: &'a Brand,
    pub locale: &'a Locale,
    pub chrome: Chrome,
    pub case_code: Option<&'a CaseCode>,
    pub device: Option<DeviceKind>,
    pub release_minutes: Option<u32>,
    pub releases_left: Option<u32>,
    pub more: Option<&'a BTreeMap<VariableName, Value>>,
    /// Whether only the addressed person reads; text about a person is written nowhere else.
    pub private: bool,
}

/// What a placeholder becomes.
pub(super) enum Filled<'a> {
    /// Words.
    Words(String),
    /// A code, which must not break over two lines.
    Code(&'a str),
    /// A number to call.
    Phone(&'a Phone),
    /// An address on one of the provider's hosts, shown in full.
    Address(String),
    /// Nothing is known; the placeholder itself is shown.
    Missing(String),
}

impl<'a> Fill<'a> {
    /// Only what is the same on every page of the brand.
    pub fn of_brand(brand: &'a Brand, locale: &'a Locale) -> Fill<'a> {
        Fill {
            brand,
            locale,
            chrome: Chrome::of(locale),
            case_code: None,
            device: None,
            release_minutes: None,
            releases_left: None,
            more: None,
            private: false,
        }
    }

    /// Everything that one subject's document is filled with.
    pub fn new(
        brand: &'a Brand,
        locale: &'a Locale,
        values: &'a Values,
        channel: Channel,
    ) -> Fill<'a> {
        Fill {
            case_code: Some(&values.case_code),
            device: Some(values.device_kind),
            release_minutes: Some(values.release_minutes),
            releases_left: Some(values.releases_left),
            more: Some(&values.more),
            private: channel == Channel::Email || channel == Channel::Letter,
            ..Fill::of_brand(brand, locale)
        }
    }

    /// What the variable becomes.
    pub fn filled(&self, name: &VariableName) -> Filled<'a> {
        let chrome = self.chrome;
        let words = |text: &str| Some(Filled::Words(visible(text)));
        let brand: &'a Brand = self.brand;
        let found = match name.as_ref() {
            "case code" => self.case_code.map(|code| Filled::Code(code.as_ref())),
            "device" => self.device.map(|kind| Filled::Words(chrome.device(kind).to_owned())),
            "release time" => self.release_minutes.map(|n| Filled::Words(chrome.duration(n))),
            "releases left" => self.releases_left.map(|n| Filled::Words(chrome.times(n))),
            "provider name" => words(&brand.name),
            "postal address" => words(&brand.address),
            "account page name" => words(brand.account_page.get(self.locale)),
            "help phone" => Some(Filled::Phone(&brand.help.phone)),
            "help hours" => words(brand.help.hours.get(self.locale)),
            "help cost" => words(brand.help.cost.get(self.locale)),
            "emergency calls" => words(brand.emergency_calls.get(self.locale)),
            "website" => {
                brand.allowed_hosts.first().map(|host| Filled::Address(format!("https://{host}")))
            }
            _ => self.further(name),
        };
        found.unwrap_or_else(|| Filled::Missing(format!("(({name}))")))
    }

    /// Whether optional text that hangs on a variable is there; a value that is missing is a no.
    pub fn is_yes(&self, name: &VariableName) -> bool {
        matches!(self.more.and_then(|more| more.get(name)), Some(Value::Flag(true)))
    }

    /// A value that only some subjects have, else what stands in its place.
    fn further(&self, name: &VariableName) -> Option<Filled<'a>> {
        let variable = Variable::named(name);
        let kind = variable.map_or(VariableKind::TextPublic, |variable| variable.kind);
        let refused = kind == VariableKind::TextPersonal && !self.private;
        let value = self.more.and_then(|more| more.get(name)).filter(|_| !refused);
        let written = value.and_then(|value| self.typed(kind, value));
        written.or_else(|| {
            let words = variable?.fallback(self.locale)?;
            Some(Filled::Words(words.to_owned()))
        })
    }

    /// Some inlines as plain text.
    pub fn plain(&self, inlines: &[Inline]) -> String {
        inlines.iter().map(|inline| self.plain_inline(inline)).collect()
    }

    /// One line of the message language as plain text, such as the subject of an e-mail.
    pub fn plain_source(&self, source: &str) -> String {
        let (document, _) = parse(source);
        let lines = document.blocks.iter().flat_map(|block| &block.content);
        let texts = lines.map(|element| match element {
            Element::Paragraph { text, .. } | Element::Heading { text, .. } => self.plain(text),
            Element::List { .. } => String::new(),
        });
        texts.collect::<Vec<_>>().join(" ")
    }

    fn plain_inline(&self, inline: &Inline) -> String {
        match inline {
            Inline::Text { text, .. } => text.clone(),
            Inline::Strong { text, .. } | Inline::Link { text, .. } => self.plain(text),
            Inline::Break { .. } => " ".to_owned(),
            Inline::Optional { name, text, .. } if self.is_yes(name) => self.plain(text),
            Inline::Optional { .. } => String::new(),
            Inline::Placeholder { name, .. } => self.isolated(match self.filled(name) {
                Filled::Words(words) | Filled::Missing(words) | Filled::Address(words) => words,
                Filled::Code(code) => code.to_owned(),
                Filled::Phone(phone) => phone.national.clone(),
            }),
        }
    }

    /// A value in plain text. Among words that run from right to left the marks of Unicode keep it
    /// together, or a code would be shown in pieces.
    pub fn isolated(&self, value: String) -> String {
        match self.locale.direction() {
            Direction::Ltr => value,
            Direction::Rtl => format!("\u{2068}{value}\u{2069}"),
        }
    }

    fn typed(&self, kind: VariableKind, value: &Value) -> Option<Filled<'a>> {
        Some(Filled::Words(match value {
            Value::Text(text) if kind == VariableKind::UrlOwned => {
                return allowed_target(text, self.brand).map(|url| Filled::Address(url.to_owned()));
            }
            Value::Text(text) => visible(text),
            Value::Count(n) => n.to_string(),
            Value::Minutes(n) => self.chrome.duration(*n),
            Value::Date(date) => date.words(self.chrome),
            Value::DateTime(moment) => moment.words(self.chrome),
            // A yes or no selects text; it has no words of its own.
            Value::Flag(_) => String::new(),
        }))
    }
}

/// A value without the characters that nobody sees: they could turn or hide the words around it.
fn visible(text: &str) -> String {
    let line = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().filter(|c| !is_forbidden(*c)).map(line).collect()
}

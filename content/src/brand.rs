//! The provider in whose name a message speaks: name, colours, help line, link hosts.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use crate::canonical::canonical_json;
use crate::{Hash, Locale};
use words::text_value;

mod lengths;
mod logo;

pub use logo::{InvalidLogo, Logo};

/// The longest number that people read, in characters.
const MAX_NATIONAL_CHARS: usize = 40;

/// The facts of a provider, checked. Read them as fields: `brand.name`.
///
/// JSON carries a brand that was accepted once, perhaps under rules that have become stricter since;
/// it stays readable ([`Brand::accepted_once`]). What somebody writes now goes through
/// [`BrandFacts`] and [`Brand::new`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(into = "BrandFacts")]
#[schema(value_type = BrandFacts)]
pub struct Brand(Named);

/// Checked facts and the name that they go by.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Named {
    facts: BrandFacts,
    hash: Hash,
}

/// The facts of a provider as they are written down; [`Brand::new`] checks them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BrandFacts {
    /// The name that customers know, 1 to 60 characters.
    pub name: String,
    /// The name in the register of companies, at most 200 characters on one line.
    pub legal_name: String,
    /// The postal address, at most 300 characters on one line.
    pub address: String,
    /// Drawn beside the name.
    pub logo: Logo,
    /// Colours on a light page.
    pub light: Colours,
    /// Colours on a dark page.
    pub dark: Colours,
    /// Who answers.
    pub help: HelpLine,
    /// What the customer's account is called.
    pub account_page: LocalText,
    /// Ways to check a message that do not use a link in it, at most 20.
    pub verify_methods: Vec<LocalText>,
    /// Whether emergency calls work while a line is in the garden.
    pub emergency_calls: LocalText,
    /// Hosts to which messages may link, at most 100; their subdomains too.
    pub allowed_hosts: Vec<Host>,
}

/// The colours of one theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Colours {
    /// Filled buttons and the mark.
    pub button: Colour,
    /// Words on a filled button.
    pub on_button: Colour,
    /// Links and outlined buttons.
    pub accent: Colour,
    /// The ground of the box with the code.
    pub tint: Colour,
}

/// The help desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HelpLine {
    /// The number.
    pub phone: Phone,
    /// When somebody answers.
    pub hours: LocalText,
    /// What a call costs.
    pub cost: LocalText,
}

/// A telephone number in its two forms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Phone {
    /// `+` and 5 to 15 digits, after E.164.
    pub e164: String,
    /// As people write it: at most 40 digits, spaces, dashes and brackets.
    pub national: String,
}

/// Text in at most 100 languages, in each at most 300 characters on one line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(value_type = std::collections::BTreeMap<String, String>)]
pub struct LocalText(BTreeMap<Locale, String>);

impl LocalText {
    /// Text by locale.
    pub fn new(texts: impl IntoIterator<Item = (Locale, String)>) -> LocalText {
        // Collecting would sort first, and each kind of sort weighs a few kB in the browser.
        let mut by_locale = BTreeMap::new();
        by_locale.extend(texts);
        LocalText(by_locale)
    }

    /// The text for a locale, else for its language, else in English, else the first there is,
    /// else nothing.
    pub fn get(&self, locale: &Locale) -> &str {
        let of = |language: &str| self.0.keys().find(|known| known.language() == language);
        let near = of(locale.language()).or_else(|| of("en")).or_else(|| self.0.keys().next());
        let found = self.0.get(locale).or_else(|| near.and_then(|key| self.0.get(key)));
        found.map(String::as_str).unwrap_or_default()
    }
}

/// A colour as `#rrggbb`, lower case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String)]
pub struct Colour(String);

/// The text is not a colour.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a colour is written #rrggbb, for example #0b6b5d")]
pub struct InvalidColour;

impl FromStr for Colour {
    type Err = InvalidColour;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.strip_prefix('#').ok_or(InvalidColour)?;
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(InvalidColour);
        }
        Ok(Colour(text.to_ascii_lowercase()))
    }
}

text_value!(Colour, InvalidColour);

/// The name of a host: lower-case ASCII labels with at least one dot.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String)]
pub struct Host(String);

/// The text is not the name of a host.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a host is written like help.northwire.example, without scheme, port or path")]
pub struct InvalidHost;

impl FromStr for Host {
    type Err = InvalidHost;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        let label = |part: &str| {
            (1..=63).contains(&part.len())
                && part.bytes().all(plain)
                && !part.starts_with('-')
                && !part.ends_with('-')
        };
        let named =
            text.rsplit('.').next().is_some_and(|top| !top.bytes().all(|b| b.is_ascii_digit()));
        if !text.contains('.') || text.len() > 253 || !named || !text.split('.').all(label) {
            return Err(InvalidHost);
        }
        Ok(Host(text.to_owned()))
    }
}

text_value!(Host, InvalidHost);

/// Why facts do not make a brand.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidBrand {
    /// The name is missing, too long or has control characters.
    #[error("the provider's name has 1 to 60 characters on one line")]
    Name,
    /// The number is not in its international form.
    #[error("the help number is + and 5 to 15 digits, for example +31800555010")]
    PhoneE164,
    /// The number that people read is not a number.
    #[error("the help number that people read has at most 40 digits, spaces, dashes and brackets")]
    PhoneNational,
    /// The logo is no drawing that a page may hold.
    #[error(transparent)]
    Logo(InvalidLogo),
    /// A text that is too long, or on several lines.
    #[error("{field} has at most {max} characters on one line")]
    Text {
        /// Where it stands, as TOML names it.
        field: String,
        /// The most characters.
        max: usize,
    },
    /// A list that is too long.
    #[error("{field} has at most {max} entries")]
    List {
        /// Where it stands, as TOML names it.
        field: String,
        /// The most entries.
        max: usize,
    },
}

impl Brand {
    /// A brand, if its facts are right.
    ///
    /// # Errors
    /// [`InvalidBrand`] names the fact that is wrong.
    pub fn new(mut facts: BrandFacts) -> Result<Brand, InvalidBrand> {
        check(&facts)?;
        if facts.help.phone.national.len() > MAX_NATIONAL_CHARS {
            return Err(InvalidBrand::PhoneNational);
        }
        facts.logo = facts.logo.as_ref().parse().map_err(InvalidBrand::Logo)?;
        lengths::check(&facts)?;
        Ok(Brand::of_checked(facts))
    }

    /// A brand that was accepted once: it may have texts and lists that are too long today, and a logo
    /// that is left out of every page ([`Logo::drawing`]).
    ///
    /// # Errors
    /// [`InvalidBrand`] if the facts never made a brand, under no version of the rules.
    pub fn accepted_once(facts: BrandFacts) -> Result<Brand, InvalidBrand> {
        check(&facts)?;
        Ok(Brand::of_checked(facts))
    }

    fn of_checked(facts: BrandFacts) -> Brand {
        let hash = Hash::of(canonical_json(&facts).as_bytes());
        Brand(Named { facts, hash })
    }

    /// The SHA-256 of the canonical JSON of the facts.
    pub fn hash(&self) -> Hash {
        self.0.hash.clone()
    }

    /// How the provider signs: name, legal name and address.
    pub(crate) fn signature(&self) -> String {
        let parts = [self.name.as_str(), &self.legal_name, &self.address];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// Whether messages may link to `host`: it is on the list, or below a host on the list.
    pub fn allows_host(&self, host: &str) -> bool {
        allows(&self.allowed_hosts, host)
    }
}

/// What every version of the rules has asked for.
fn check(facts: &BrandFacts) -> Result<(), InvalidBrand> {
    let name = facts.name.trim();
    if name.is_empty() || name.chars().count() > 60 || name.chars().any(char::is_control) {
        return Err(InvalidBrand::Name);
    }
    let digits = facts.help.phone.e164.strip_prefix('+').ok_or(InvalidBrand::PhoneE164)?;
    if !(5..=15).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(InvalidBrand::PhoneE164);
    }
    let national = &facts.help.phone.national;
    let allowed = |c: char| c.is_ascii_digit() || " -()+".contains(c);
    let is_number =
        national.contains(|c: char| c.is_ascii_digit()) && national.chars().all(allowed);
    is_number.then_some(()).ok_or(InvalidBrand::PhoneNational)
}

/// Whether a host is on a list, or below a host on the list.
pub(crate) fn allows(hosts: &[Host], host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    hosts.iter().any(|allowed| {
        host.strip_suffix(&allowed.0).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    })
}

impl Deref for Brand {
    type Target = BrandFacts;

    fn deref(&self) -> &BrandFacts {
        &self.0.facts
    }
}

impl<'de> Deserialize<'de> for Brand {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Brand, D::Error> {
        let facts = BrandFacts::deserialize(deserializer)?;
        Brand::accepted_once(facts).map_err(serde::de::Error::custom)
    }
}

impl TryFrom<BrandFacts> for Brand {
    type Error = InvalidBrand;

    fn try_from(facts: BrandFacts) -> Result<Self, Self::Error> {
        Brand::new(facts)
    }
}

impl From<Brand> for BrandFacts {
    fn from(brand: Brand) -> Self {
        brand.0.facts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Target, library, parse, render};

    /// A brand as a row has it, with one fact that today's rules refuse.
    fn stored(fact: &str, value: &str) -> Brand {
        let mut json = serde_json::to_value(library::brand()).unwrap();
        json[fact] = value.into();
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn a_stored_brand_with_a_text_that_is_too_long_today_opens_and_is_not_saved_anew() {
        let long = "a".repeat(301);
        let brand = stored("address", &long);
        assert_eq!(brand.address, long);
        let refused = Brand::new(brand.into()).unwrap_err().to_string();
        assert_eq!(refused, "address has at most 300 characters on one line");
    }

    #[test]
    fn a_stored_logo_that_is_refused_today_is_kept_and_left_out_of_every_page() {
        let logo = "<svg><image href=\"https://evil.example/x\"/></svg>";
        let brand = stored("logo", logo);
        assert_eq!(brand.logo.as_ref(), logo, "the hash of the brand is that of what was stored");
        let values = library::personas().swap_remove(0).values;
        let (document, _) = parse("# A");
        let page = |brand: &Brand| render(&document, brand, &values, Target::GardenHtml).body;
        assert!(!page(&brand).contains("evil.example"));
        assert!(page(&library::brand()).contains("<svg"));
        let refused = Brand::new(brand.into()).unwrap_err().to_string();
        assert!(refused.contains("<image>"), "{refused}");
    }
}

//! The placeholders that authors may write, each with its type and where its value comes from.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::chrome::Chrome;
use crate::{Channel, Locale};
use words::text_value;

mod registry;

pub use registry::VARIABLES;

/// The name between the brackets of `((case code))`: 1 to 40 letters, digits and single spaces,
/// lower case. Staff may type any case and any spaces; the name is the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String)]
pub struct VariableName(String);

/// The text names no variable.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a placeholder's name has 1 to 40 letters, digits and spaces")]
pub struct InvalidVariableName;

impl FromStr for VariableName {
    type Err = InvalidVariableName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        let name = words.join(" ");
        let allowed = |c: char| c.is_alphanumeric() || c == ' ';
        if name.is_empty() || name.chars().count() > 40 || !name.chars().all(allowed) {
            return Err(InvalidVariableName);
        }
        Ok(VariableName(name))
    }
}

text_value!(VariableName, InvalidVariableName);

/// What kind of value a variable holds, and so how it is written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum VariableKind {
    /// The code that the customer reads out.
    CaseCode,
    /// Text that everybody in the household may read.
    TextPublic,
    /// Text about a person; refused in the garden.
    TextPersonal,
    /// A kind of device, written as a word of the locale.
    DeviceKind,
    /// A day, written with its weekday in words.
    Date,
    /// A day and a time of day.
    DateTime,
    /// A number of minutes.
    Duration,
    /// How often something can be done.
    Count,
    /// A telephone number, written in its national form with a `tel:` link.
    Phone,
    /// An address on one of the provider's hosts, shown in full.
    UrlOwned,
    /// Yes or no; has no words of its own and decides whether optional text is there.
    Bool,
}

/// The kinds of reader that samples are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SampleReader {
    /// The shortest values.
    Short,
    /// The longest values.
    Long,
    /// Values in a script that runs from right to left.
    Rtl,
    /// Only the values that no reader can be without.
    Missing,
}

impl SampleReader {
    /// Every kind of reader.
    pub const ALL: [SampleReader; 4] =
        [SampleReader::Short, SampleReader::Long, SampleReader::Rtl, SampleReader::Missing];
}

/// A variable that every document may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Variable {
    /// The name between the brackets.
    pub name: &'static str,
    /// What kind of value it holds.
    pub kind: VariableKind,
    /// What forms call it.
    pub label: &'static str,
    /// What the menu of the editor says beside the name.
    pub description: &'static str,
    /// What it may look like on a page; counted in its place.
    pub sample: &'static str,
    /// Values for the short, the long and the right-to-left reader, as [`Value::read`] takes them;
    /// empty for what the brand holds.
    ///
    /// [`Value::read`]: crate::Value::read
    pub samples: [&'static str; 3],
    /// The channels that may use it.
    pub channels: &'static [Channel],
    /// Whether other words stand there if the value is missing; each language's file has them, under
    /// `fallbacks` and the name. If not, the value is required.
    #[serde(skip)]
    pub has_fallback: bool,
    /// Whether the value is the same on every page of the brand.
    pub from_brand: bool,
}

impl Variable {
    /// The variable of that name, if there is one.
    pub fn named(name: &VariableName) -> Option<&'static Variable> {
        VARIABLES.iter().find(|variable| variable.name == name.as_ref())
    }

    /// Whether no page can do without the value. A yes or no that is missing is a no.
    pub fn is_required(&self) -> bool {
        !self.has_fallback && self.kind != VariableKind::Bool
    }

    /// What stands there if the value is missing: in the locale's language, else in English.
    pub fn fallback(&self, locale: &Locale) -> Option<&'static str> {
        self.has_fallback.then(|| Chrome::of(locale).text(&format!("fallbacks.{}", self.name)))
    }

    /// What stands there if the value is missing, by language.
    pub(crate) fn fallbacks(&self) -> Vec<(&'static str, &'static str)> {
        let languages = Chrome::languages().filter(|_| self.has_fallback);
        let words = languages.filter_map(|tag| Some((tag, self.fallback(&tag.parse().ok()?)?)));
        words.collect()
    }

    /// The value that a sample reader has, as [`Value::read`] takes it; nothing if it has none.
    ///
    /// [`Value::read`]: crate::Value::read
    pub fn sample_for(&self, reader: SampleReader) -> Option<&'static str> {
        let sample = match reader {
            SampleReader::Short => self.samples[0],
            SampleReader::Long => self.samples[1],
            SampleReader::Rtl => self.samples[2],
            SampleReader::Missing if self.is_required() => self.samples[0],
            SampleReader::Missing => "",
        };
        (!sample.is_empty()).then_some(sample)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_and_case_of_a_name_do_not_matter() {
        let name = "  Case \t CODE ".parse::<VariableName>().unwrap();
        assert_eq!(name.as_ref(), "case code");
        assert_eq!(Variable::named(&name).unwrap().kind, VariableKind::CaseCode);
    }

    #[test]
    fn a_name_has_letters_digits_and_spaces_only() {
        for wrong in ["", "  ", "a<b", "a))b", &"x".repeat(41)] {
            assert_eq!(wrong.parse::<VariableName>(), Err(InvalidVariableName), "{wrong:?}");
        }
    }

    #[test]
    fn every_variable_has_a_valid_name_of_its_own() {
        for (place, variable) in VARIABLES.iter().enumerate() {
            let name = variable.name.parse::<VariableName>().unwrap();
            assert_eq!(name.as_ref(), variable.name);
            assert_eq!(Variable::named(&name), Some(&VARIABLES[place]));
        }
    }

    #[test]
    fn every_variable_says_what_it_is_and_every_sample_is_of_its_type() {
        for variable in &VARIABLES {
            assert!(!variable.label.is_empty() && !variable.description.is_empty());
            assert!(!variable.channels.is_empty(), "{}", variable.name);
            assert_eq!(variable.from_brand, variable.samples.iter().all(|s| s.is_empty()));
            for reader in SampleReader::ALL {
                if let Some(sample) = variable.sample_for(reader) {
                    let read = crate::Value::read(variable.kind, sample);
                    assert!(read.is_ok(), "{}: {sample}", variable.name);
                }
            }
        }
    }

    #[test]
    fn text_about_a_person_is_never_for_the_garden() {
        for variable in VARIABLES.iter().filter(|v| v.kind == VariableKind::TextPersonal) {
            assert!(!variable.channels.contains(&Channel::Garden), "{}", variable.name);
        }
    }

    #[test]
    fn a_fallback_is_in_the_language_of_the_page_else_in_english() {
        let name = "paused on".parse::<VariableName>().unwrap();
        let variable = Variable::named(&name).unwrap();
        assert_eq!(variable.fallback(&"nl-BE".parse().unwrap()), Some("onlangs"));
        assert_eq!(variable.fallback(&"fi".parse().unwrap()), Some("recently"));
        assert!(!variable.is_required() && VARIABLES[0].is_required());
    }

    #[test]
    fn every_language_has_words_for_each_value_that_may_be_missing() {
        for variable in &VARIABLES {
            let words = variable.fallbacks();
            let n_languages = if variable.has_fallback { Chrome::languages().count() } else { 0 };
            assert_eq!(words.len(), n_languages, "{}", variable.name);
            assert!(words.iter().all(|(_, text)| !text.is_empty()), "{}: {words:?}", variable.name);
        }
    }
}

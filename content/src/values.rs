//! Everything that one subject's page is filled with.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::canonical::canonical_json;
use crate::variable::{SampleReader, VARIABLES, VariableKind};
use crate::{CaseCode, Date, DateTime, DeviceKind, Hash, Locale, Token, VariableName};

/// What one subject's page is filled with. The brand holds what is the same for all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Values {
    /// The code that the customer reads out.
    pub case_code: CaseCode,
    /// What the detection took the device for.
    pub device_kind: DeviceKind,
    /// The path part of the addresses to which the page's forms post.
    pub token: Token,
    /// What the release block shows.
    pub release: ReleaseState,
    /// How often the customer may still release the line.
    pub releases_left: u32,
    /// How long a release takes, in minutes.
    pub release_minutes: u32,
    /// Further values, by the name of their variable.
    #[serde(default)]
    pub more: BTreeMap<VariableName, Value>,
    /// The other languages in which this subject's page can be had, for the language links; they
    /// lead to the page's own address with `?locale=` and the tag.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_locales: Vec<Locale>,
    /// The language that the subject asked for or is known to read, where the page cannot be had in
    /// it: the page says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing_locale: Option<Locale>,
}

/// Where the release of a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ReleaseState {
    /// The page shows the button, as long as releases are left.
    Available,
    /// The customer asked; the page says what happens meanwhile.
    Requested,
    /// The internet is back on; the page says so.
    Released,
}

/// A typed value; its type decides how it is written out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "value", rename_all = "kebab-case")]
pub enum Value {
    /// Text, written as it is; never markup.
    Text(String),
    /// A whole number.
    Count(u32),
    /// A number of minutes.
    Minutes(u32),
    /// Yes or no.
    Flag(bool),
    /// A day.
    Date(Date),
    /// A day and a time of day.
    DateTime(DateTime),
}

/// The text is no value of the type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidValue(String);

impl Value {
    /// The value that a text stands for, as it comes from a table or a form: text as it is, whole
    /// numbers, `yes` or `no`, dates and times after RFC 3339.
    ///
    /// # Errors
    /// [`InvalidValue`] says what would be right.
    pub fn read(kind: VariableKind, text: &str) -> Result<Value, InvalidValue> {
        let wrong = |words: &str| InvalidValue(words.to_owned());
        let number = || text.parse::<u32>().map_err(|_| wrong("this is a whole number"));
        match kind {
            VariableKind::TextPublic | VariableKind::TextPersonal | VariableKind::Phone => {
                let fits = (1..=Value::MAX_CHARS).contains(&text.chars().count());
                let plain = fits && !text.contains(char::is_control);
                plain.then(|| Value::Text(text.to_owned())).ok_or_else(|| {
                    InvalidValue(format!(
                        "text has 1 to {} characters on one line",
                        Value::MAX_CHARS
                    ))
                })
            }
            VariableKind::UrlOwned => {
                let right = text.starts_with("https://") && !text.contains(char::is_whitespace);
                right
                    .then(|| Value::Text(text.to_owned()))
                    .ok_or_else(|| wrong("an address begins with https:// and has no spaces"))
            }
            VariableKind::CaseCode => text
                .parse::<CaseCode>()
                .map(|code| Value::Text(code.to_string()))
                .map_err(|error| InvalidValue(error.to_string())),
            VariableKind::DeviceKind => text
                .parse::<DeviceKind>()
                .map(|kind| Value::Text(kind.to_string()))
                .map_err(|error| InvalidValue(error.to_string())),
            VariableKind::Duration => number().map(Value::Minutes),
            VariableKind::Count => number().map(Value::Count),
            VariableKind::Bool => match text {
                "yes" => Ok(Value::Flag(true)),
                "no" => Ok(Value::Flag(false)),
                _ => Err(wrong("this is yes or no")),
            },
            VariableKind::Date => {
                text.parse().map(Value::Date).map_err(|error| InvalidValue(format!("{error}")))
            }
            VariableKind::DateTime => {
                text.parse().map(Value::DateTime).map_err(|error| InvalidValue(format!("{error}")))
            }
        }
    }

    /// The longest text that a value may be, in characters.
    pub const MAX_CHARS: usize = 60;
}

impl Values {
    /// What a made-up reader has: the samples of every variable.
    pub fn sample(reader: SampleReader) -> Option<Values> {
        let written = |name: &str| {
            let variable = VARIABLES.iter().find(|variable| variable.name == name)?;
            variable.sample_for(reader)
        };
        let mut more = BTreeMap::new();
        for variable in VARIABLES.iter().filter(|variable| !variable.is_required()) {
            let value =
                variable.sample_for(reader).and_then(|text| Value::read(variable.kind, text).ok());
            if let (Some(value), Ok(name)) = (value, variable.name.parse()) {
                more.insert(name, value);
            }
        }
        Some(Values {
            case_code: written("case code")?.parse().ok()?,
            device_kind: written("device")?.parse().ok()?,
            token: "sample".parse().ok()?,
            release: ReleaseState::Available,
            releases_left: written("releases left")?.parse().ok()?,
            release_minutes: written("release time")?.parse().ok()?,
            more,
            other_locales: Vec::new(),
            missing_locale: None,
        })
    }

    /// The SHA-256 of the canonical JSON of the values.
    pub fn hash(&self) -> Hash {
        Hash::of(canonical_json(self).as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_sample_reader_has_values() {
        for reader in SampleReader::ALL {
            let values = Values::sample(reader).unwrap();
            assert_eq!(values.more.is_empty(), reader == SampleReader::Missing, "{reader:?}");
        }
    }

    #[test]
    fn a_value_of_another_type_is_refused_with_what_would_be_right() {
        for (kind, wrong) in [
            (VariableKind::Count, "two"),
            (VariableKind::Bool, "true"),
            (VariableKind::Date, "tomorrow"),
            (VariableKind::DateTime, "2026-11-30"),
            (VariableKind::UrlOwned, "http://northwire.example"),
            (VariableKind::TextPublic, ""),
            (VariableKind::TextPersonal, "a\nb"),
            (VariableKind::DeviceKind, "toaster"),
            (VariableKind::CaseCode, "0"),
        ] {
            assert!(Value::read(kind, wrong).is_err(), "{kind:?} {wrong}");
        }
        assert_eq!(Value::read(VariableKind::Bool, "yes"), Ok(Value::Flag(true)));
        assert_eq!(Value::read(VariableKind::Duration, "10"), Ok(Value::Minutes(10)));
    }

    #[test]
    fn values_without_other_languages_are_written_as_before_there_were_any() {
        let values = Values::sample(SampleReader::Missing).unwrap();
        let written = serde_json::to_string(&values).unwrap();
        assert!(!written.contains("other_locales") && !written.contains("missing_locale"));
    }
}

//! The values of one subject, and the words that each becomes.

use std::collections::BTreeMap;

use super::Slot;
use crate::brand::Host;
use crate::chrome::Chrome;
use crate::parse::is_forbidden;
use crate::render::allowed_target;
use crate::variable::VariableKind;
use crate::{CaseCode, DeviceKind, Locale, ReleaseState, Token, Value, Values, VariableName};

/// What a template is filled with; small pages know less than those of a subject.
pub(crate) struct Filling<'a> {
    pub case_code: Option<&'a CaseCode>,
    pub token: Option<&'a Token>,
    pub device: Option<DeviceKind>,
    pub release_minutes: Option<u32>,
    pub releases_left: Option<u32>,
    pub release: ReleaseState,
    pub more: Option<&'a BTreeMap<VariableName, Value>>,
    pub other_locales: &'a [Locale],
    pub missing_locale: Option<&'a Locale>,
}

/// What a value becomes.
pub(crate) enum Written<'a> {
    /// Words.
    Words(String),
    /// A code, which must not break over two lines.
    Code(&'a CaseCode),
    /// An address on one of the provider's hosts, shown in full.
    Address(&'a str),
    /// The value is missing.
    Missing,
}

impl<'a> Filling<'a> {
    /// Everything that is known about a subject.
    pub fn of(values: &'a Values) -> Filling<'a> {
        Filling {
            case_code: Some(&values.case_code),
            token: Some(&values.token),
            device: Some(values.device_kind),
            release_minutes: Some(values.release_minutes),
            releases_left: Some(values.releases_left),
            release: values.release,
            more: Some(&values.more),
            other_locales: &values.other_locales,
            missing_locale: values.missing_locale.as_ref(),
        }
    }

    /// A page that no author wrote: nothing is known about anybody.
    pub const fn nobody() -> Filling<'a> {
        Filling {
            case_code: None,
            token: None,
            device: None,
            release_minutes: None,
            releases_left: None,
            release: ReleaseState::Available,
            more: None,
            other_locales: &[],
            missing_locale: None,
        }
    }

    /// Whether optional text that hangs on one of some variables is there; a value that is missing
    /// is a no.
    pub fn is_any(&self, names: &[VariableName]) -> bool {
        let yes =
            |name| matches!(self.more.and_then(|more| more.get(name)), Some(Value::Flag(true)));
        names.iter().any(yes)
    }

    /// What a value becomes.
    pub fn written(&self, slot: &Slot, chrome: Chrome, hosts: &[Host]) -> Written<'a> {
        let found = match slot.name.as_ref() {
            "case code" => self.case_code.map(Written::Code),
            "device" => self.device.map(|kind| Written::Words(chrome.device(kind).to_owned())),
            "release time" => self.release_minutes.map(|n| Written::Words(chrome.duration(n))),
            "releases left" => self.releases_left.map(|n| Written::Words(chrome.times(n))),
            _ => {
                let value = self.more.and_then(|more| more.get(&slot.name));
                value.and_then(|value| typed(slot.kind, value, chrome, hosts))
            }
        };
        found.unwrap_or(Written::Missing)
    }
}

fn typed<'a>(
    kind: VariableKind,
    value: &'a Value,
    chrome: Chrome,
    hosts: &[Host],
) -> Option<Written<'a>> {
    Some(Written::Words(match value {
        Value::Text(text) if kind == VariableKind::UrlOwned => {
            return allowed_target(text, hosts).map(Written::Address);
        }
        Value::Text(text) => visible(text),
        Value::Count(n) => n.to_string(),
        Value::Minutes(n) => chrome.duration(*n),
        Value::Date(date) => date.words(chrome),
        Value::DateTime(moment) => moment.words(chrome),
        // A yes or no selects text; it has no words of its own.
        Value::Flag(_) => String::new(),
    }))
}

/// A value without the characters that nobody sees: they could turn or hide the words around it.
pub(crate) fn visible(text: &str) -> String {
    let line = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().filter(|c| !is_forbidden(*c)).map(line).collect()
}

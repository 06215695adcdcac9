//! The fixed words of pages, one data file per language: labels, counts, devices, small pages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::data::CHROME_FILES;
use crate::{DeviceKind, Locale};

static CHROMES: LazyLock<BTreeMap<&'static str, Chrome>> = LazyLock::new(|| {
    let read = |(language, text): &(&'static str, &str)| {
        Some((*language, toml::from_str::<Chrome>(text).ok()?))
    };
    CHROME_FILES.iter().filter_map(read).collect()
});

static NO_WORDS: LazyLock<Chrome> = LazyLock::new(Chrome::default);

/// The fixed words of one language.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Chrome {
    plural: Plural,
    pub text: Labels,
    minutes: Counted,
    hours: Counted,
    times: Counted,
    devices: BTreeMap<DeviceKind, String>,
    pub release: ReleaseTexts,
    pub notices: NoticeTexts,
}

/// Labels of buttons and fields.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Labels {
    pub release_button: String,
    pub help_label: String,
    pub help_button: String,
    pub back: String,
}

/// What the release block shows instead of its button, in the message language.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReleaseTexts {
    pub requested: String,
    pub released: String,
    pub none_left: String,
}

/// Small pages, in the message language.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoticeTexts {
    pub help_received: String,
    pub release_requested: String,
    pub no_releases_left: String,
    pub unknown_token: String,
    pub form_empty: String,
    pub form_too_long: String,
    pub form_unreadable: String,
    pub try_again: String,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
struct Plural {
    rule: PluralRule,
}

/// How a language chooses the form of a counted word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum PluralRule {
    /// One form for 1, another for the rest: English, Dutch, German.
    #[default]
    OneOther,
    /// Six forms by the last two digits.
    Arabic,
}

/// A counted word; a form that a language does not need is left out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Counted {
    zero: Option<String>,
    one: Option<String>,
    two: Option<String>,
    few: Option<String>,
    many: Option<String>,
    other: String,
}

impl Chrome {
    /// The words for a locale: its language's, else English.
    pub fn of(locale: &Locale) -> &'static Chrome {
        let found = CHROMES.get(locale.language()).or_else(|| CHROMES.get("en"));
        found.unwrap_or(&NO_WORDS)
    }

    /// A duration in words: minutes up to two hours, then whole hours, rounded up.
    pub fn duration(&self, minutes: u32) -> String {
        if minutes < 120 {
            self.counted(&self.minutes, minutes)
        } else {
            self.counted(&self.hours, minutes.div_ceil(60))
        }
    }

    /// How often something can be done, in words.
    pub fn times(&self, n: u32) -> String {
        self.counted(&self.times, n)
    }

    /// A kind of device with its article.
    pub fn device(&self, kind: DeviceKind) -> &str {
        self.devices.get(&kind).map(String::as_str).unwrap_or_default()
    }

    fn counted(&self, word: &Counted, n: u32) -> String {
        let form = match (n, self.plural.rule) {
            (0, _) => &word.zero,
            (1, _) => &word.one,
            (2, _) => &word.two,
            (_, PluralRule::Arabic) if (3..=10).contains(&(n % 100)) => &word.few,
            (_, PluralRule::Arabic) if n % 100 >= 11 => &word.many,
            _ => &None,
        };
        form.as_ref().unwrap_or(&word.other).replace("{n}", &n.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    #[test]
    fn every_data_file_can_be_read_and_has_every_device() {
        for (language, text) in CHROME_FILES {
            let chrome =
                toml::from_str::<Chrome>(text).unwrap_or_else(|e| panic!("{language}: {e}"));
            for kind in DeviceKind::ALL {
                assert!(!chrome.device(kind).is_empty(), "{language} lacks {kind}");
            }
        }
    }

    #[test]
    fn every_placeholder_of_the_small_pages_exists() {
        for (language, text) in CHROME_FILES {
            let (_, findings) = parse(text);
            let wrong: Vec<_> =
                findings.iter().filter(|f| f.rule == "L-12" || f.rule == "L-11").collect();
            assert!(wrong.is_empty(), "{language}: {wrong:?}");
        }
    }

    #[test]
    fn counts_are_written_as_people_say_them() {
        let chrome = Chrome::of(&Locale::english());
        assert_eq!(chrome.duration(1), "1 minute");
        assert_eq!(chrome.duration(2), "2 minutes");
        assert_eq!(chrome.duration(121), "3 hours");
        assert_eq!(chrome.times(0), "not any more");
        assert_eq!(chrome.times(2), "twice");
        assert_eq!(chrome.times(12), "12 times");
    }

    #[test]
    fn a_language_without_a_file_is_written_in_english() {
        let finnish = "fi".parse::<Locale>().unwrap();
        assert_eq!(Chrome::of(&finnish).times(1), "once");
    }
}

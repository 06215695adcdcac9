//! The fixed words of pages, one data file per language: labels, counts, devices, small pages.

use crate::data::{CHROME_FILES, Data};
use crate::{DeviceKind, Locale};

/// The fixed words of one language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chrome(Option<Data>);

impl Chrome {
    /// The words for a locale: its language's, else English.
    pub fn of(locale: &Locale) -> Chrome {
        let named = |language: &str| Data::named(CHROME_FILES, language);
        Chrome(named(locale.language()).or_else(|| named("en")))
    }

    /// The words under a key of the file, such as `text.back`; some are in the message language.
    pub fn text(self, key: &str) -> &'static str {
        self.0.map(|data| data.text(key)).unwrap_or_default()
    }

    /// A duration in words: minutes up to two hours, then whole hours, rounded up.
    pub fn duration(self, minutes: u32) -> String {
        if minutes < 120 {
            self.counted("minutes", minutes)
        } else {
            self.counted("hours", minutes.div_ceil(60))
        }
    }

    /// How often something can be done, in words.
    pub fn times(self, n: u32) -> String {
        self.counted("times", n)
    }

    /// A kind of device with its article.
    pub fn device(self, kind: DeviceKind) -> &'static str {
        self.text(&format!("devices.{kind}"))
    }

    /// A counted word; a form that the language's file leaves out is the form `other`.
    fn counted(self, word: &str, n: u32) -> String {
        let six_forms = self.text("plural.rule") == "arabic";
        let form = match n {
            0 => "zero",
            1 => "one",
            2 => "two",
            _ if six_forms && (3..=10).contains(&(n % 100)) => "few",
            _ if six_forms && n % 100 >= 11 => "many",
            _ => "other",
        };
        let found = self.text(&format!("{word}.{form}"));
        let text = if found.is_empty() { self.text(&format!("{word}.other")) } else { found };
        text.replace("{n}", &n.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Leaf;
    use crate::parse;

    #[test]
    fn every_language_has_a_word_for_every_device() {
        for (language, _) in CHROME_FILES {
            let chrome = Chrome::of(&language.parse().unwrap());
            for kind in DeviceKind::ALL {
                assert!(!chrome.device(kind).is_empty(), "{language} lacks {kind}");
            }
            assert!(["one-other", "arabic"].contains(&chrome.text("plural.rule")), "{language}");
        }
    }

    #[test]
    fn every_text_of_the_small_pages_can_be_read() {
        for (language, entries) in CHROME_FILES {
            for (key, leaf) in *entries {
                let Leaf::Text(text) = leaf else { panic!("{language}: {key} is no text") };
                let wrong: Vec<_> =
                    parse(text).1.into_iter().filter(|finding| finding.rule != "L-02").collect();
                assert!(wrong.is_empty(), "{language} {key}: {wrong:?}");
            }
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

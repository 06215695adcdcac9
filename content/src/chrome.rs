//! The fixed words of pages, one data file per language: labels, counts, devices, small pages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::data::{CHROME_FILES, Data, Leaf};
use crate::{DeviceKind, Document, Locale, Pseudo, parse, pseudo};

/// The fixed words of one language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chrome {
    data: Option<Data>,
    pseudo: Option<Pseudo>,
}

/// English labels in a made-up language, by key.
type Labels = BTreeMap<&'static str, String>;

static ACCENTED: LazyLock<Labels> = LazyLock::new(|| labels(Pseudo::Accent));
static TURNED: LazyLock<Labels> = LazyLock::new(|| labels(Pseudo::Bidi));

fn labels(pseudo: Pseudo) -> Labels {
    let mut labels = Labels::new();
    let english = CHROME_FILES.iter().filter(|(language, _)| *language == "en");
    for (key, leaf) in english.flat_map(|(_, entries)| *entries) {
        if let Leaf::Text(text) = leaf {
            labels.insert(key, pseudo.text(text));
        }
    }
    labels
}

impl Chrome {
    /// The words for a locale: its language's, else English.
    pub fn of(locale: &Locale) -> Chrome {
        let named = |language: &str| Data::named(CHROME_FILES, language);
        Chrome {
            data: named(locale.language()).or_else(|| named("en")),
            pseudo: Pseudo::of(locale),
        }
    }

    /// What a locale's language calls itself; nothing if it has no file.
    pub fn name_of(locale: &Locale) -> Option<&'static str> {
        Data::named(CHROME_FILES, locale.language()).map(|data| data.text("language.name"))
    }

    /// Every language that has a file.
    pub fn languages() -> impl Iterator<Item = &'static str> {
        CHROME_FILES.iter().map(|(language, _)| *language)
    }

    /// The label under a key of the file, such as `text.back`.
    pub fn text(self, key: &str) -> &'static str {
        let labels = match self.pseudo {
            None => return self.written(key),
            Some(Pseudo::Accent) => &*ACCENTED,
            Some(Pseudo::Bidi) => &*TURNED,
        };
        labels.get(key).map(String::as_str).unwrap_or_default()
    }

    /// The text in the message language under a key of the file, such as `release.requested`.
    pub fn document(self, key: &str) -> Document {
        let (document, _) = parse(self.written(key));
        match self.pseudo {
            Some(made_up) => pseudo(&document, made_up),
            None => document,
        }
    }

    /// What the language's file says, or the English one.
    fn written(self, key: &str) -> &'static str {
        self.data.map(|data| data.text(key)).unwrap_or_default()
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
        let takes = |form: &&str| covers(self.written(&format!("plural.{form}")), n);
        let form = FORMS.into_iter().find(takes).unwrap_or("other");
        let found = self.text(&format!("{word}.{form}"));
        let text = if found.is_empty() { self.text(&format!("{word}.other")) } else { found };
        text.replace("{n}", &n.to_string())
    }
}

/// The forms of a counted word besides `other`, in the order in which a number tries them.
const FORMS: [&str; 5] = ["zero", "one", "two", "few", "many"];

/// Whether a number is among those that a chrome file writes as `2`, `3-10`, `3-10 of 100` (of the
/// rest after division by 100) or `1 of 10 but 11 of 100`.
fn covers(numbers: &str, n: u32) -> bool {
    match numbers.split_once(" but ") {
        Some((these, but)) => in_range(these, n) && !in_range(but, n),
        None => in_range(numbers, n),
    }
}

fn in_range(numbers: &str, n: u32) -> bool {
    let (range, divisor) = numbers.split_once(" of ").unwrap_or((numbers, ""));
    let rest = divisor.parse().ok().and_then(|divisor| n.checked_rem(divisor)).unwrap_or(n);
    let (first, last) = range.split_once('-').unwrap_or((range, range));
    let number = |text: &str| text.parse::<u32>().ok();
    number(first).zip(number(last)).is_some_and(|(first, last)| (first..=last).contains(&rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_a_word_for_every_device() {
        for (language, _) in CHROME_FILES {
            let chrome = Chrome::of(&language.parse().unwrap());
            for kind in DeviceKind::ALL {
                assert!(!chrome.device(kind).is_empty(), "{language} lacks {kind}");
            }
        }
    }

    #[test]
    fn every_form_of_a_word_is_taken_by_some_number() {
        for (language, entries) in CHROME_FILES {
            let chrome = Chrome::of(&language.parse().unwrap());
            for (key, _) in entries.iter().filter(|(key, _)| !key.starts_with("plural.")) {
                let Some((_, form)) = key.rsplit_once('.').filter(|(_, f)| FORMS.contains(f))
                else {
                    continue;
                };
                let numbers = chrome.written(&format!("plural.{form}"));
                assert!((0..200).any(|n| covers(numbers, n)), "{language} {key}: {numbers:?}");
            }
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
    fn arabic_counts_in_six_forms() {
        let chrome = Chrome::of(&"ar".parse().unwrap());
        let expected = [
            (0, "صفر"),
            (1, "مرة واحدة"),
            (2, "مرتان"),
            (3, "3 مرات"),
            (10, "10 مرات"),
            (11, "11 مرة"),
            (99, "99 مرة"),
            (100, "100 مرة"),
            (103, "103 مرات"),
        ];
        for (n, words) in expected {
            assert_eq!(chrome.times(n), words);
        }
        assert_eq!(chrome.duration(2), "دقيقتين");
        assert_eq!(chrome.duration(600), "10 ساعات");
    }

    #[test]
    fn a_file_says_which_numbers_take_which_form() {
        let among = |numbers: &str| (0..=121).filter(|n| covers(numbers, *n)).collect::<Vec<_>>();
        assert_eq!(among("2"), [2]);
        assert_eq!(among("3-5"), [3, 4, 5]);
        assert_eq!(among("3-4 of 100"), [3, 4, 103, 104]);
        let polish_few = among("2-4 of 10 but 12-14 of 100");
        assert_eq!(polish_few[..6], [2, 3, 4, 22, 23, 24]);
        assert!(!polish_few.contains(&112) && polish_few.contains(&104));
        for wrong in ["", "few", "3-", "5-3"] {
            assert!(among(wrong).is_empty(), "{wrong}");
        }
    }

    #[test]
    fn the_words_of_a_made_up_language_are_english_ones_that_strain_the_page() {
        let accented = Chrome::of(&"xx-accent".parse().unwrap());
        assert_eq!(accented.duration(5), "5 mmííññúúťééš");
        let turned = Chrome::of(&"xx-bidi".parse().unwrap());
        assert_eq!(turned.text("text.back").matches('\u{202e}').count(), 4);
        let note = turned.document("release.requested");
        assert_eq!(note.locale().to_string(), "xx-bidi");
    }

    #[test]
    fn a_language_without_a_file_is_written_in_english() {
        let finnish = "fi".parse::<Locale>().unwrap();
        assert_eq!(Chrome::of(&finnish).times(1), "once");
    }
}

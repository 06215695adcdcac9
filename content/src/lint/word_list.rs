//! The words that rules look for, one data file per language, and how phrases are found.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::Locale;
use crate::data::WORD_FILES;
use crate::prose::Word;

static LISTS: LazyLock<BTreeMap<&'static str, WordList>> = LazyLock::new(|| {
    let read = |(language, text): (&'static str, &str)| {
        Some((language, WordList::from(toml::from_str::<File>(text).ok()?)))
    };
    WORD_FILES.iter().copied().filter_map(read).collect()
});

static NO_WORDS: LazyLock<WordList> = LazyLock::new(WordList::default);

/// The words of one language. For a language without a file every list is empty.
#[derive(Clone, Debug, Default)]
pub struct WordList {
    /// The longest sentence that most readers follow, in words.
    pub(super) max_sentence_words: u32,
    /// The longest average sentence, in words.
    pub(super) max_average_words: u32,
    abbreviations: Vec<String>,
    phrases: BTreeMap<String, Vec<Phrase>>,
    verify: BTreeMap<String, Vec<Phrase>>,
    fixes: BTreeMap<String, String>,
    device_kinds: BTreeMap<String, Vec<Phrase>>,
    function_words: Vec<String>,
    terms: Vec<(Phrase, Term)>,
    formal: Vec<(Phrase, Formal)>,
}

/// A formal word and the plain one.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Formal {
    bad: String,
    /// The plain word.
    pub good: String,
}

/// A technical word and what to write instead.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Term {
    bad: String,
    /// The plain word.
    pub good: String,
    /// What the technical word means.
    pub explain: String,
}

/// A data file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    max_sentence_words: u32,
    max_average_words: u32,
    abbreviations: Vec<String>,
    phrases: BTreeMap<String, Vec<String>>,
    verify: BTreeMap<String, Vec<String>>,
    fixes: BTreeMap<String, String>,
    device_kinds: BTreeMap<String, Vec<String>>,
    function_words: Vec<String>,
    term: Vec<Term>,
    formal: Vec<Formal>,
}

/// Some words in a row; one that ends in a star matches any ending.
#[derive(Clone, Debug)]
struct Phrase(Vec<Pattern>);

#[derive(Clone, Debug)]
enum Pattern {
    Whole(String),
    Beginning(String),
}

impl WordList {
    /// The words of a locale's language.
    pub(crate) fn of(locale: &Locale) -> &'static WordList {
        LISTS.get(locale.language()).unwrap_or(&NO_WORDS)
    }

    /// Whether a word without its full stop, in lower case, is an abbreviation.
    pub(crate) fn is_abbreviation(&self, word: &str) -> bool {
        let initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        initial || self.abbreviations.iter().any(|known| known == word)
    }

    /// Whether the language has a file; a rule about words keeps quiet without.
    pub(super) fn is_known(&self) -> bool {
        !self.phrases.is_empty()
    }

    /// Where phrases of a list stand in the text of some words, in order and not overlapping.
    pub(super) fn find(&self, list: &str, words: &[Word]) -> Vec<Range<usize>> {
        self.phrases.get(list).map(|phrases| find(phrases, words)).unwrap_or_default()
    }

    /// Whether a phrase of a list is among some words.
    pub(super) fn has(&self, list: &str, words: &[Word]) -> bool {
        !self.find(list, words).is_empty()
    }

    /// The names of the ways to check a message that are among some words.
    pub(super) fn verify_methods(&self, words: &[Word]) -> impl Iterator<Item = &str> {
        let named = |phrases: &[Phrase]| !find(phrases, words).is_empty();
        self.verify.iter().filter(move |(_, phrases)| named(phrases)).map(|(name, _)| name.as_str())
    }

    /// How many kinds of device are named among some words.
    pub(super) fn n_kinds(&self, words: &[Word]) -> usize {
        self.device_kinds.values().filter(|phrases| !find(phrases, words).is_empty()).count()
    }

    /// How many of some words, in lower case, are among the smallest words of the language.
    pub(super) fn n_function_words(&self, words: &[&str]) -> usize {
        let small = |word: &&&str| self.function_words.iter().any(|known| known == **word);
        words.iter().filter(small).count()
    }

    /// Every language that has a file.
    pub(super) fn all() -> impl Iterator<Item = (&'static str, &'static WordList)> {
        LISTS.iter().map(|(language, list)| (*language, list))
    }

    /// Where technical words stand among some words.
    pub(super) fn find_terms(&self, words: &[Word]) -> Vec<(Range<usize>, &Term)> {
        find_entries(&self.terms, words)
    }

    /// Where formal words stand among some words.
    pub(super) fn find_formal(&self, words: &[Word]) -> Vec<(Range<usize>, &Formal)> {
        find_entries(&self.formal, words)
    }

    /// The words that mend a finding.
    pub(super) fn fix(&self, name: &str) -> &str {
        self.fixes.get(name).map(String::as_str).unwrap_or_default()
    }
}

fn find_entries<'l, T>(list: &'l [(Phrase, T)], words: &[Word]) -> Vec<(Range<usize>, &'l T)> {
    let mut found = Vec::new();
    for at in 0..words.len() {
        if let Some((phrase, entry)) = list.iter().find(|(phrase, _)| phrase.begins(&words[at..])) {
            let last = &words[at + phrase.0.len() - 1];
            found.push((words[at].range.start..last.range.end, entry));
        }
    }
    found
}

fn find(phrases: &[Phrase], words: &[Word]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let longest = phrases.iter().filter(|phrase| phrase.begins(&words[at..]));
        let length = longest.map(|phrase| phrase.0.len()).max().unwrap_or(0);
        if length > 0 {
            found.push(words[at].range.start..words[at + length - 1].range.end);
        }
        at += length.max(1);
    }
    found
}

impl Phrase {
    fn begins(&self, words: &[Word]) -> bool {
        self.0.len() <= words.len()
            && self.0.iter().zip(words).all(|(pattern, word)| pattern.matches(&word.lower))
    }
}

impl Pattern {
    fn matches(&self, word: &str) -> bool {
        match self {
            Pattern::Whole(whole) => word == whole,
            Pattern::Beginning(beginning) => word.starts_with(beginning.as_str()),
        }
    }
}

impl From<File> for WordList {
    fn from(file: File) -> WordList {
        let read = |lists: BTreeMap<String, Vec<String>>| {
            let phrases = |texts: Vec<String>| texts.iter().map(|text| phrase(text)).collect();
            lists.into_iter().map(|(name, texts)| (name, phrases(texts))).collect()
        };
        WordList {
            max_sentence_words: file.max_sentence_words,
            max_average_words: file.max_average_words,
            abbreviations: file.abbreviations,
            phrases: read(file.phrases),
            verify: read(file.verify),
            fixes: file.fixes,
            device_kinds: read(file.device_kinds),
            function_words: file.function_words,
            terms: file.term.into_iter().map(|term| (phrase(&term.bad), term)).collect(),
            formal: file.formal.into_iter().map(|word| (phrase(&word.bad), word)).collect(),
        }
    }
}

fn phrase(text: &str) -> Phrase {
    let pattern = |word: &str| match word.strip_suffix('*') {
        Some(beginning) => Pattern::Beginning(beginning.to_lowercase()),
        None => Pattern::Whole(word.to_lowercase()),
    };
    Phrase(text.split_whitespace().map(pattern).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::words;

    #[test]
    fn every_data_file_can_be_read() {
        for (language, text) in WORD_FILES {
            let read = toml::from_str::<File>(text);
            assert!(read.is_ok(), "{language}: {:?}", read.err());
        }
    }

    #[test]
    fn every_language_has_the_same_lists() {
        let english = &LISTS["en"];
        for (language, list) in LISTS.iter() {
            assert!(list.phrases.keys().eq(english.phrases.keys()), "{language}: phrases");
            assert!(list.verify.keys().eq(english.verify.keys()), "{language}: verify");
            assert!(list.fixes.keys().eq(english.fixes.keys()), "{language}: fixes");
            assert!(
                list.device_kinds.keys().eq(english.device_kinds.keys()),
                "{language}: devices"
            );
            assert!(!list.function_words.is_empty() && !list.terms.is_empty(), "{language}");
        }
    }

    #[test]
    fn a_phrase_matches_whole_words_in_any_case() {
        let list = WordList::of(&Locale::english());
        assert_eq!(list.find("virus_scanner", &words("Run a Virus  scanner.")), vec![6..20]);
        assert!(list.has("no_help", &words("It doesn’t help.")));
        assert!(!list.has("password", &words("a pass word")));
    }

    #[test]
    fn a_language_without_a_file_finds_nothing() {
        let list = WordList::of(&"fi".parse().unwrap());
        assert!(!list.is_known() && !list.has("password", &words("password")));
    }
}

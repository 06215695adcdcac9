//! The words that rules look for, one data file per language.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::phrase::{Entries, Phrases};
use crate::Locale;
use crate::data::{Data, Leaf, WORD_FILES};
use crate::prose::Word;

static LISTS: LazyLock<BTreeMap<&'static str, WordList>> = LazyLock::new(|| {
    let read = |language: &'static str| {
        Some((language, WordList::from(Data::named(WORD_FILES, language)?)))
    };
    by_name(WORD_FILES.iter().filter_map(|(language, _)| read(language)))
});

static NO_WORDS: LazyLock<WordList> = LazyLock::new(WordList::default);

/// The words of one language. For a language without a file every list is empty.
#[derive(Clone, Debug, Default)]
pub struct WordList {
    /// The longest sentence that most readers follow, in words.
    pub(super) max_sentence_words: u32,
    /// The longest average sentence, in words.
    pub(super) max_average_words: u32,
    /// How far behind its auxiliary a participle may stand, in words, and how far before it.
    passive_after: u32,
    passive_before: u32,
    abbreviations: &'static [&'static str],
    function_words: &'static [&'static str],
    may_repeat: &'static [&'static str],
    quotes: &'static [&'static str],
    phrases: BTreeMap<&'static str, Phrases>,
    verify: BTreeMap<&'static str, Phrases>,
    device_kinds: BTreeMap<&'static str, Phrases>,
    fixes: BTreeMap<&'static str, &'static str>,
    terms: Entries<Term>,
    formal: Entries<Formal>,
}

/// A technical word and what to write instead.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Term {
    /// The plain word.
    pub good: &'static str,
    /// What the technical word means.
    pub explain: &'static str,
}

/// A formal word and the plain one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Formal {
    /// The plain word.
    pub good: &'static str,
}

impl WordList {
    /// The words of a locale's language.
    pub(crate) fn of(locale: &Locale) -> &'static WordList {
        LISTS.get(locale.language()).unwrap_or(&NO_WORDS)
    }

    /// Whether a word without its full stop, in lower case, is an abbreviation.
    pub(crate) fn is_abbreviation(&self, word: &str) -> bool {
        let initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        initial || self.abbreviations.contains(&word)
    }

    /// Whether a word, in lower case, may stand twice in a row.
    pub(super) fn may_repeat(&self, word: &str) -> bool {
        self.may_repeat.contains(&word)
    }

    /// The quotation marks of the language: the one that opens, the one that closes, and others that
    /// may be used; none if the language has no file.
    pub(super) fn quotes(&self) -> &'static [&'static str] {
        self.quotes
    }

    /// Whether the language has a file; a rule about words keeps quiet without.
    pub(super) fn is_known(&self) -> bool {
        !self.phrases.is_empty()
    }

    /// Where phrases of a list stand in the text of some words, in order and not overlapping.
    pub(super) fn find(&self, list: &str, words: &[Word]) -> Vec<Range<usize>> {
        self.phrases.get(list).map(|phrases| phrases.find(words)).unwrap_or_default()
    }

    /// Whether a phrase of a list is among some words.
    pub(super) fn has(&self, list: &str, words: &[Word]) -> bool {
        self.phrases.get(list).is_some_and(|phrases| phrases.are_among(words))
    }

    /// Whether a sentence is in the passive voice, as far as its words tell.
    pub(super) fn is_passive(&self, sentence: &[Word]) -> bool {
        let lists = ["passive_auxiliary", "passive_participle", "not_participle"];
        let [Some(auxiliary), Some(participle), Some(other)] = lists.map(|l| self.phrases.get(l))
        else {
            return false;
        };
        let one = |list: &Phrases, word: &Word| list.are_among(std::slice::from_ref(word));
        let participle = |word: &Word| one(participle, word) && !one(other, word);
        let (before, after) = (self.passive_before as usize, self.passive_after as usize);
        (0..sentence.len()).filter(|at| one(auxiliary, &sentence[*at])).any(|at| {
            let near = at.saturating_sub(before)..sentence.len().min(at + after + 1);
            near.into_iter().any(|place| place != at && participle(&sentence[place]))
        })
    }

    /// The names of the ways to check a message that are among some words.
    pub(super) fn verify_methods(&self, words: &[Word]) -> impl Iterator<Item = &str> {
        self.verify.iter().filter(|(_, phrases)| phrases.are_among(words)).map(|(name, _)| *name)
    }

    /// How many kinds of device are named among some words.
    pub(super) fn n_kinds(&self, words: &[Word]) -> usize {
        self.device_kinds.values().filter(|phrases| phrases.are_among(words)).count()
    }

    /// How many of some words, in lower case, are among the smallest words of the language.
    pub(super) fn n_function_words(&self, words: &[&str]) -> usize {
        words.iter().filter(|word| self.function_words.contains(word)).count()
    }

    /// Every language that has a file.
    pub(super) fn all() -> impl Iterator<Item = (&'static str, &'static WordList)> {
        LISTS.iter().map(|(language, list)| (*language, list))
    }

    /// Where technical words stand among some words.
    pub(super) fn find_terms(&self, words: &[Word]) -> Vec<(Range<usize>, &Term)> {
        self.terms.find(words)
    }

    /// Where formal words stand among some words.
    pub(super) fn find_formal(&self, words: &[Word]) -> Vec<(Range<usize>, &Formal)> {
        self.formal.find(words)
    }

    /// The words that fix a finding.
    pub(super) fn fix(&self, name: &str) -> &'static str {
        self.fixes.get(name).copied().unwrap_or_default()
    }
}

impl From<Data> for WordList {
    fn from(data: Data) -> WordList {
        let texts = |key: &'static str| {
            data.under(key).filter_map(|(name, leaf)| match leaf {
                Leaf::Text(text) => Some((name, text)),
                _ => None,
            })
        };
        WordList {
            max_sentence_words: data.number("max_sentence_words"),
            max_average_words: data.number("max_average_words"),
            passive_after: data.number("passive_after"),
            passive_before: data.number("passive_before"),
            abbreviations: data.list("abbreviations"),
            function_words: data.list("function_words"),
            may_repeat: data.list("may_repeat"),
            quotes: data.list("quotes"),
            phrases: phrases(data, "phrases"),
            verify: phrases(data, "verify"),
            device_kinds: phrases(data, "device_kinds"),
            fixes: by_name(texts("fixes")),
            terms: entries(data, "term", |key| Term {
                good: data.text(&format!("{key}.good")),
                explain: data.text(&format!("{key}.explain")),
            }),
            formal: entries(data, "formal", |key| Formal {
                good: data.text(&format!("{key}.good")),
            }),
        }
    }
}

/// Entries by name. Collecting would sort first, and each kind of sort weighs a few kB in the
/// browser.
fn by_name<T>(entries: impl Iterator<Item = (&'static str, T)>) -> BTreeMap<&'static str, T> {
    let mut map = BTreeMap::new();
    map.extend(entries);
    map
}

/// The lists under a key, by name.
fn phrases(data: Data, key: &str) -> BTreeMap<&'static str, Phrases> {
    let list = |(name, leaf)| match leaf {
        Leaf::List(texts) => Some((name, Phrases::of(texts))),
        _ => None,
    };
    by_name(data.under(key).filter_map(list))
}

/// The tables of a list, each under the phrase that it is about.
fn entries<T>(data: Data, list: &str, read: impl Fn(&str) -> T) -> Entries<T> {
    Entries::of(data.under(list).filter_map(|(name, leaf)| {
        match (name.strip_suffix(".bad"), leaf) {
            (Some(place), Leaf::Text(bad)) => Some((bad, read(&format!("{list}.{place}")))),
            _ => None,
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::words;

    #[test]
    fn every_language_has_technical_and_formal_words() {
        for (language, list) in WordList::all() {
            assert!(list.is_known() && list.max_sentence_words > 0, "{language}");
            assert!(
                !list.function_words.is_empty()
                    && !list.abbreviations.is_empty()
                    && list.quotes.len() >= 2,
                "{language}"
            );
            assert!(list.terms.all().all(|term| !term.good.is_empty()), "{language}");
            assert!(list.terms.all().count() > 0 && list.formal.all().count() > 0, "{language}");
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
    fn a_star_stands_for_any_letters_wherever_it_is() {
        let list = WordList::of(&Locale::english());
        assert!(list.is_passive(&words("your line has been restricted")));
        assert!(list.is_passive(&words("a virus was not found")));
        assert!(!list.is_passive(&words("we paused what is yours to need")));
        let dutch = WordList::of(&"nl".parse().unwrap());
        assert!(dutch.is_passive(&words("omdat uw verbinding door ons geblokkeerd wordt")));
        assert!(!dutch.is_passive(&words("het wordt geen groot bericht")));
    }

    #[test]
    fn a_language_without_a_file_finds_nothing() {
        let list = WordList::of(&"fi".parse().unwrap());
        assert!(!list.is_known() && !list.has("password", &words("password")));
    }
}

//! Phrases and how they are found among words. Each word of a document is held against each phrase of
//! each list, so what its first letter already excludes is not compared further.

use std::ops::Range;

use crate::prose::{Word, bit_of};

/// Some words in a row; a star in a word stands for any letters.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    patterns: Vec<Pattern>,
    begins_with: FirstBytes,
}

#[derive(Clone, Debug)]
enum Pattern {
    Whole(String),
    /// What stands before the star and after it.
    Around(String, String),
}

/// The bytes with which a matching word may begin, by their last six bits: some that match nothing
/// are let through, none that matches is left out.
#[derive(Clone, Copy, Debug, Default)]
struct FirstBytes(u64);

/// A list of phrases.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases {
    list: Vec<Phrase>,
    begin_with: FirstBytes,
}

impl Phrases {
    /// The phrases that some texts are.
    pub fn of(texts: &[&str]) -> Phrases {
        let list: Vec<Phrase> = texts.iter().map(|text| Phrase::of(text)).collect();
        let any = list.iter().fold(0, |any, phrase| any | phrase.begins_with.0);
        Phrases { list, begin_with: FirstBytes(any) }
    }

    /// Where phrases stand in the text of some words, in order and not overlapping.
    pub fn find(&self, words: &[Word]) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let length = self.longest(&words[at..]);
            if length > 0 {
                found.push(words[at].range.start..words[at + length - 1].range.end);
            }
            at += length.max(1);
        }
        found
    }

    /// Whether one of the phrases is among some words.
    pub fn are_among(&self, words: &[Word]) -> bool {
        (0..words.len()).any(|at| self.longest(&words[at..]) > 0)
    }

    /// How many words the longest phrase has with which these words begin; 0 if none does.
    fn longest(&self, words: &[Word]) -> usize {
        if !words.first().is_some_and(|word| self.begin_with.has(word)) {
            return 0;
        }
        let matching = self.list.iter().filter(|phrase| phrase.begins(words));
        matching.map(|phrase| phrase.patterns.len()).max().unwrap_or(0)
    }
}

/// Phrases that each stand for something.
#[derive(Clone, Debug, Default)]
pub(super) struct Entries<T> {
    list: Vec<(Phrase, T)>,
    begin_with: FirstBytes,
}

impl<T> Entries<T> {
    /// The entries of a list, in its order.
    pub fn of(entries: impl Iterator<Item = (&'static str, T)>) -> Entries<T> {
        let list: Vec<_> = entries.map(|(text, entry)| (Phrase::of(text), entry)).collect();
        let any = list.iter().fold(0, |any, (phrase, _)| any | phrase.begins_with.0);
        Entries { list, begin_with: FirstBytes(any) }
    }

    /// What the phrases stand for.
    #[cfg(test)]
    pub fn all(&self) -> impl Iterator<Item = &T> {
        self.list.iter().map(|(_, entry)| entry)
    }

    /// Where the phrases stand among some words, each with its entry; the first in the list comes
    /// before others at the same place.
    pub fn find(&self, words: &[Word]) -> Vec<(Range<usize>, &T)> {
        let mut found = Vec::new();
        for (at, word) in words.iter().enumerate().filter(|(_, word)| self.begin_with.has(word)) {
            let here = self.list.iter().find(|(phrase, _)| phrase.begins(&words[at..]));
            if let Some((phrase, entry)) = here {
                let last = &words[at + phrase.patterns.len() - 1];
                found.push((word.range.start..last.range.end, entry));
            }
        }
        found
    }
}

impl Phrase {
    /// The phrase that a text is.
    pub fn of(text: &str) -> Phrase {
        let pattern = |word: &str| match word.split_once('*') {
            Some((before, after)) => Pattern::Around(before.to_lowercase(), after.to_lowercase()),
            None => Pattern::Whole(word.to_lowercase()),
        };
        let patterns: Vec<Pattern> = text.split_whitespace().map(pattern).collect();
        let begins_with = FirstBytes::of(patterns.first());
        Phrase { patterns, begins_with }
    }

    fn begins(&self, words: &[Word]) -> bool {
        words.first().is_some_and(|word| self.begins_with.has(word))
            && self.patterns.len() <= words.len()
            && self.patterns.iter().zip(words).all(|(pattern, word)| pattern.matches(&word.lower))
    }
}

impl FirstBytes {
    fn of(first: Option<&Pattern>) -> FirstBytes {
        let (Some(Pattern::Whole(text)) | Some(Pattern::Around(text, _))) = first else {
            return FirstBytes::default();
        };
        FirstBytes(text.bytes().next().map_or(u64::MAX, bit_of))
    }

    fn has(self, word: &Word) -> bool {
        self.0 & word.bit != 0
    }
}

impl Pattern {
    fn matches(&self, word: &str) -> bool {
        match self {
            Pattern::Whole(whole) => word == whole,
            Pattern::Around(before, after) => word
                .strip_prefix(before.as_str())
                .is_some_and(|rest| rest.ends_with(after.as_str())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::words;

    #[track_caller]
    fn check(phrases: &[&str], text: &str, expected: &[&str]) {
        let list = Phrases::of(phrases);
        let words = words(text);
        let found: Vec<&str> = list.find(&words).into_iter().map(|place| &text[place]).collect();
        assert_eq!(found, expected);
        assert_eq!(list.are_among(&words), !expected.is_empty());
    }

    #[test]
    fn the_longest_phrase_at_a_place_is_found_and_nothing_inside_it() {
        check(&["scan", "virus", "virus scan"], "A virus scan, a scan", &["virus scan", "scan"]);
    }

    #[test]
    fn a_first_letter_excludes_no_word_that_matches() {
        check(&["*ed"], "We paused it", &["paused"]);
        check(&["über*"], "Überall", &["Überall"]);
        check(&["вирус"], "Ваш вирус", &["вирус"]);
        check(&["password*"], "pass words", &[]);
    }
}

//! How many syllables a word has, for the formulas of readability. Hyphenation finds most of them,
//! but never cuts off a single letter (o-pen); the groups of vowels in each piece make up for that.

use std::cell::RefCell;
use std::collections::BTreeMap;

use hypher::{Lang, hyphenate_bounded};

/// The least letters of a piece: hyphenation was not made for shorter ones.
const MIN_LETTERS: usize = 2;

/// The language for which syllables can be told, if it is one of these.
pub(crate) fn language(language: &str) -> Option<Lang> {
    match language {
        "en" => Some(Lang::English),
        "nl" => Some(Lang::Dutch),
        _ => None,
    }
}

/// How many words are remembered; more than two long pages have.
const MAX_KNOWN: usize = 2_000;

/// The longest word that is remembered, in bytes: a text may be one word of 256 KiB.
const MAX_KNOWN_BYTES: usize = 45;

thread_local! {
    /// The syllables of words that were counted before: at each keystroke nearly all are the same.
    static KNOWN: RefCell<[BTreeMap<String, usize>; 2]> = const {
        RefCell::new([BTreeMap::new(), BTreeMap::new()])
    };
}

/// The syllables of a word in lower case, at least one. Digits and marks have none of their own.
pub(crate) fn n_syllables(word: &str, language: Lang) -> usize {
    if word.len() > MAX_KNOWN_BYTES {
        return counted(word, language);
    }
    KNOWN.with_borrow_mut(|known| {
        let known = &mut known[usize::from(language == Lang::Dutch)];
        if let Some(n) = known.get(word) {
            return *n;
        }
        if known.len() >= MAX_KNOWN {
            known.clear();
        }
        let n = counted(word, language);
        known.insert(word.to_owned(), n);
        n
    })
}

fn counted(word: &str, language: Lang) -> usize {
    let parts = word.split(|c: char| !c.is_alphabetic()).filter(|part| !part.is_empty());
    let pieces = parts.flat_map(|part| hyphenate_bounded(part, language, MIN_LETTERS, MIN_LETTERS));
    let in_pieces: usize = pieces.map(|piece| n_vowel_groups(piece, language).max(1)).sum();
    in_pieces.max(1)
}

fn n_vowel_groups(piece: &str, language: Lang) -> usize {
    let spoken = if language == Lang::English { without_silent_end(piece) } else { piece };
    let mut n_groups = 0;
    let mut in_group = false;
    for (place, c) in spoken.chars().enumerate() {
        let vowel = is_vowel(c) || (c == 'y' && place > 0);
        n_groups += usize::from(vowel && !in_group);
        in_group = vowel;
    }
    n_groups
}

fn is_vowel(c: char) -> bool {
    "aeiouàáâäèéêëìíîïòóôöùúûü".contains(c)
}

/// An English piece without an ending that nobody speaks: wait(ed) is spoken, paus(ed) is not.
fn without_silent_end(piece: &str) -> &str {
    let silent = |ending: &str, spoken_after: &[char]| {
        let stem = piece.strip_suffix(ending)?;
        (!stem.ends_with(spoken_after) && stem.contains(is_vowel)).then_some(stem)
    };
    if is_consonant_le(piece) {
        return piece;
    }
    silent("ed", &['t', 'd'])
        .or_else(|| silent("es", &['s', 'z', 'x', 'c', 'g', 'h']))
        .or_else(|| silent("e", &[]))
        .unwrap_or(piece)
}

/// Whether a piece ends as "able" and "little" do.
fn is_consonant_le(piece: &str) -> bool {
    let stem = piece.strip_suffix("le").or_else(|| piece.strip_suffix("les"));
    stem.and_then(|stem| stem.chars().next_back()).is_some_and(|c| !is_vowel(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a list that are counted otherwise than people say them.
    fn wrong(list: &str, language: Lang) -> Vec<String> {
        let spoken =
            |said: &&str| n_syllables(&said.replace('·', ""), language) != said.split('·').count();
        list.split_whitespace().filter(spoken).map(str::to_owned).collect()
    }

    #[test]
    fn english_words_have_the_syllables_that_people_say() {
        let list = "o·pen de·vice your in·ter·net take cam·e·ra re·cord·er a·ble e·ven a·bout \
            a·gain rout·er print·er prob·a·bly com·put·er peo·ple lit·tle pass·word paused door·bell \
            choose se·cu·ri·ty part·ner hap·py use mes·sage straight a·way num·ber ac·count on·ly \
            ma·li·cious op·er·at·ing in·for·ma·tion en·vi·ron·ment vis·it·ed con·nec·tion \
            re·strict·ed se·cured web·sites wait sec·onds al·so in·to ea·sy wait·ed";
        assert_eq!(wrong(list, Lang::English), Vec::<String>::new());
    }

    #[test]
    fn dutch_words_have_the_syllables_that_people_say() {
        let list = "ap·pa·raat uw in·ter·net te·le·foon com·pu·ter o·pen o·ké al·le uit stek·ker \
            wacht·woord rou·ter waar·schijn·lijk met·een kies nieuw re·ke·ning nood·op·roe·pen pa·gi·na \
            meld·de el·ke an·der o·ver e·ven ook mi·nu·ten aan ie·der die·nen eer·ste";
        assert_eq!(wrong(list, Lang::Dutch), Vec::<String>::new());
    }

    #[test]
    fn words_of_any_length_have_syllables() {
        assert_eq!(n_syllables(&"a".repeat(46), Lang::English), 1);
        assert_eq!(n_syllables(&"ネットワーク".repeat(3), Lang::Dutch), 1);
        let compound = "arbeidsongeschiktheidsverzekeringsmaatschappijen";
        assert_eq!((compound.len(), n_syllables(compound, Lang::Dutch)), (48, 14));
        assert!(n_syllables(&"lalelo".repeat(20_000), Lang::English) > 10_000);
    }

    #[test]
    fn what_has_no_letters_is_one_syllable() {
        assert_eq!(n_syllables("10", Lang::English), 1);
        assert_eq!(n_syllables("wi-fi", Lang::English), 2);
        assert_eq!(n_syllables("7k4-92r", Lang::English), 2);
    }
}

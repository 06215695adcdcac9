//! Unicode text in its composed form (NFC), so that an é is the same letter however it was typed.
//! The tables are made by `build.rs` and hold only what NFC needs; a general crate would bring
//! the compatibility forms too, which weigh more in the browser than the rest of this crate's data.

use std::borrow::Cow;

use crate::data::{COMBINING, COMPOSED, DECOMPOSED};

/// Below this nothing is composed or reordered.
const FIRST_MARK: char = '\u{300}';

/// Where the Korean syllables and their parts begin, and how many of each there are.
const SYLLABLES: u32 = 0xAC00;
const LEADS: u32 = 0x1100;
const VOWELS: u32 = 0x1161;
const TAILS: u32 = 0x11A7;
const N_LEADS: u32 = 19;
const N_VOWELS: u32 = 21;
const N_TAILS: u32 = 28;

/// The text in NFC.
pub(crate) fn nfc(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| c < FIRST_MARK) {
        return Cow::Borrowed(text);
    }
    let mut apart = Vec::with_capacity(text.len());
    text.chars().for_each(|c| push_decomposed(c, &mut apart));
    for run in apart.chunk_by_mut(|a, b| class(*a) != 0 && class(*b) != 0) {
        run.sort_by_key(|c| class(*c));
    }
    Cow::Owned(composed(&apart))
}

fn push_decomposed(c: char, apart: &mut Vec<char>) {
    let syllable = u32::from(c).wrapping_sub(SYLLABLES);
    if syllable < N_LEADS * N_VOWELS * N_TAILS {
        let (lead, rest) = (syllable / (N_VOWELS * N_TAILS), syllable % (N_VOWELS * N_TAILS));
        let (vowel, tail) = (rest / N_TAILS, rest % N_TAILS);
        let parts = [LEADS + lead, VOWELS + vowel, TAILS + tail];
        let n_parts = if tail == 0 { 2 } else { 3 };
        apart.extend(parts.into_iter().take(n_parts).filter_map(char::from_u32));
        return;
    }
    match DECOMPOSED.binary_search_by_key(&c, |(whole, _)| *whole) {
        Ok(place) => apart.extend(DECOMPOSED[place].1.chars()),
        Err(_) => apart.push(c),
    }
}

/// Joins each mark with the letter before it, unless a mark between the two stands in the way.
fn composed(apart: &[char]) -> String {
    let mut out: Vec<char> = Vec::with_capacity(apart.len());
    let mut starter = None;
    let mut between = None;
    for &c in apart {
        let class = class(c);
        let reaches = between.is_none_or(|between| between < class);
        let joined = starter
            .filter(|_| reaches)
            .and_then(|place: usize| Some((place, pair(out[place], c)?)));
        if let Some((place, whole)) = joined {
            out[place] = whole;
            continue;
        }
        if class == 0 {
            (starter, between) = (Some(out.len()), None);
        } else {
            between = Some(class);
        }
        out.push(c);
    }
    out.into_iter().collect()
}

/// The letter that two characters make together.
fn pair(a: char, b: char) -> Option<char> {
    let (first, second) = (u32::from(a), u32::from(b));
    let (lead, vowel) = (first.wrapping_sub(LEADS), second.wrapping_sub(VOWELS));
    if lead < N_LEADS && vowel < N_VOWELS {
        return char::from_u32(SYLLABLES + (lead * N_VOWELS + vowel) * N_TAILS);
    }
    let (syllable, tail) = (first.wrapping_sub(SYLLABLES), second.wrapping_sub(TAILS));
    let open = syllable < N_LEADS * N_VOWELS * N_TAILS && syllable % N_TAILS == 0;
    if open && (1..N_TAILS).contains(&tail) {
        return char::from_u32(first + tail);
    }
    let place = COMPOSED.binary_search_by_key(&(a, b), |(a, b, _)| (*a, *b)).ok()?;
    Some(COMPOSED[place].2)
}

/// The order of a mark among others on the same letter; 0 for a letter.
fn class(c: char) -> u8 {
    let place = COMBINING.partition_point(|(_, last, _)| *last < c);
    COMBINING.get(place).filter(|(first, ..)| *first <= c).map_or(0, |(_, _, class)| *class)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn every_character_is_composed_as_the_standard_says() {
        for c in '\0'..=char::MAX {
            let text = c.to_string();
            assert_eq!(nfc(&text), text.nfc().collect::<String>(), "U+{:04X}", u32::from(c));
            let apart: String = text.nfd().collect();
            assert_eq!(nfc(&apart), apart.nfc().collect::<String>(), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn marks_are_ordered_and_blocked_as_the_standard_says() {
        for text in [
            "e\u{301}\u{323}",
            "e\u{323}\u{301}",
            "a\u{315}\u{300}",
            "한\u{11a8}",
            "\u{1100}\u{1161}\u{11a8}",
            "a\u{300}\u{300}",
            "\u{301}e",
        ] {
            assert_eq!(nfc(text), text.nfc().collect::<String>(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn every_text_is_composed_as_the_standard_says(
            text in "(?s).{0,20}|[a-zA-Z\u{300}-\u{36f}\u{1100}-\u{11ff}\u{ac00}-\u{ac40}\u{591}-\u{5c7}\u{93c}\u{915}-\u{939}]{0,20}"
        ) {
            prop_assert_eq!(nfc(&text), text.nfc().collect::<String>());
        }
    }
}

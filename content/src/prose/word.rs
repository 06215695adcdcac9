//! What counts as a word: a run of letters and digits, with marks such as `'`, `-`, `.` and `:`
//! inside it, so that "don't", "7K4-92R", "8:00" and a host are one word each.

use std::ops::Range;

/// A word of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// In lower case, with a plain apostrophe: for comparing.
    pub lower: String,
    /// Its place in the line.
    pub range: Range<usize>,
    /// The bit of its first byte, by which most phrases are seen not to begin with it.
    pub bit: u64,
}

/// The bit that stands for a byte, by its last six bits.
pub(crate) const fn bit_of(byte: u8) -> u64 {
    1 << (byte % 64)
}

/// The words of a line, in order.
pub(crate) fn words(text: &str) -> Vec<Word> {
    word_ranges(text).into_iter().map(|range| word(text, range)).collect()
}

/// The places of the words of a line, in order.
pub(crate) fn word_ranges(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let inside = start.is_some() && is_joint(c) && next.is_some_and(is_letter);
        if is_letter(c) || inside {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            found.push(from..at);
        }
    }
    if let Some(from) = start {
        found.push(from..text.len());
    }
    found
}

fn word(text: &str, range: Range<usize>) -> Word {
    let lower = text[range.clone()].to_lowercase();
    let lower = if lower.contains('\u{2019}') { lower.replace('\u{2019}', "'") } else { lower };
    let bit = lower.bytes().next().map_or(0, bit_of);
    Word { lower, range, bit }
}

/// Letters, digits and the marks that belong to a letter (accents, vowel signs, joiners).
fn is_letter(c: char) -> bool {
    c.is_alphanumeric()
        || ('\u{300}'..='\u{36f}').contains(&c)
        || matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}')
}

fn is_joint(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '-' | '.' | ':' | ',' | '@' | '/' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let lower: Vec<String> = words(text).into_iter().map(|word| word.lower).collect();
        assert_eq!(lower, expected);
    }

    #[test]
    fn marks_inside_a_word_belong_to_it() {
        check("Don’t wait: 7K4-92R, 8:00.", &["don't", "wait", "7k4-92r", "8:00"]);
        check("see my.northwire.example.", &["see", "my.northwire.example"]);
    }

    #[test]
    fn words_of_other_scripts_count_too() {
        check("جهاز في منزلك", &["جهاز", "في", "منزلك"]);
        check("", &[]);
        check("…— !", &[]);
    }
}

//! Where sentences end. A full stop after an abbreviation, inside a number or before a small
//! letter ends nothing. A general segmenter (UAX 29) splits there, so it would need all of this on
//! top of itself and a dozen crates below.

use std::ops::Range;

use crate::lint::WordList;

/// The ranges of the sentences of a text, without the white space between them.
pub(super) fn ranges(text: &str, list: &WordList) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_end(c) {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((at, c)) = chars.next_if(|(_, c)| is_end(*c) || is_closing(*c)) {
            end = at + c.len_utf8();
        }
        if ends_here(&text[start..at], &text[end..], c, list) {
            push_trimmed(text, start..end, &mut found);
            start = end;
        }
    }
    push_trimmed(text, start..text.len(), &mut found);
    found
}

fn push_trimmed(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    let end = start + part.trim().len();
    if start < end {
        found.push(start..end);
    }
}

/// Whether the mark `c` between `before` and `after` ends a sentence.
fn ends_here(before: &str, after: &str, c: char, list: &WordList) -> bool {
    if after.is_empty() {
        return true;
    }
    if !after.starts_with(char::is_whitespace) && !is_wide(c) {
        return false;
    }
    let next_is_small = after.trim_start().starts_with(char::is_lowercase);
    if c != '.' {
        return !next_is_small;
    }
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let last = last.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    !next_is_small && !list.is_abbreviation(&last)
}

fn is_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔' | '。' | '！' | '？' | '।')
}

/// Marks after which no space is written.
fn is_wide(c: char) -> bool {
    matches!(c, '。' | '！' | '？')
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | ')' | ']' | '”' | '’' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Locale;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let list = WordList::of(&Locale::english());
        let found: Vec<&str> = ranges(text, list).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_full_stop_ends_a_sentence() {
        check("Pull out the plug. Wait.", &["Pull out the plug.", "Wait."]);
        check("Really?! \"Yes.\" No", &["Really?!", "\"Yes.\"", "No"]);
    }

    #[test]
    fn an_abbreviation_or_a_number_ends_nothing() {
        check("Ask Dr. Jones at 8.30 today.", &["Ask Dr. Jones at 8.30 today."]);
        check("See e.g. Cameras.", &["See e.g. Cameras."]);
        check(
            "Version 2.0 is my.northwire.example now",
            &["Version 2.0 is my.northwire.example now"],
        );
    }

    #[test]
    fn nothing_has_no_sentence() {
        check("", &[]);
        check(" . ", &["."]);
    }
}

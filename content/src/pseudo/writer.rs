//! How words are written in a made-up language.

use super::Pseudo;

const PLAIN: &str = "ACDEGHIJKLNORSTUWYZacdeghijklnorstuwyz";
const ACCENTED: &str = "ÁÇĎÉĞĤÍĴĶĹÑÓŘŠŤÚŴÝŽáçďéğĥíĵķĺñóršťúŵýž";

/// The letters that are written twice first; others only where too few of these come.
const VOWELS: &str = "aeiouyAEIOUY";

/// From here on letters run from right to left, whatever they are.
const RIGHT_TO_LEFT: char = '\u{202e}';

/// The end of that.
const AS_BEFORE: char = '\u{202c}';

/// Tenths of a letter that a text may be too short by, so that no word becomes endless.
const MAX_OWED: usize = 40;

/// Writes one text.
pub(super) struct Writer {
    pseudo: Pseudo,
    /// What the text is still too short by, in tenths of a letter.
    owed: usize,
}

impl Writer {
    /// A writer at the beginning of a text.
    pub fn new(pseudo: Pseudo) -> Writer {
        Writer { pseudo, owed: 10 }
    }

    /// Writes what stays as it is.
    pub fn keep(&mut self, text: &str, out: &mut String) {
        out.push_str(text);
        self.owe(text.chars().count());
    }

    /// Writes a word in the made-up language.
    pub fn word(&mut self, word: &str, out: &mut String) {
        match self.pseudo {
            Pseudo::Accent => word.chars().for_each(|c| self.letter(c, out)),
            Pseudo::Bidi => {
                out.push(RIGHT_TO_LEFT);
                out.push_str(word);
                out.push(AS_BEFORE);
            }
        }
    }

    /// A letter with its accent, twice where the text is too short.
    fn letter(&mut self, c: char, out: &mut String) {
        let letter = accented(c);
        out.push(letter);
        self.owe(1);
        if self.owed >= 15 || (self.owed >= 10 && VOWELS.contains(c)) {
            out.push(letter);
            self.owed -= 10;
        }
    }

    /// Each character makes the text four tenths of a letter too short.
    fn owe(&mut self, n_chars: usize) {
        self.owed = (self.owed + 4 * n_chars).min(MAX_OWED);
    }
}

fn accented(c: char) -> char {
    let place = PLAIN.chars().position(|plain| plain == c);
    place.and_then(|place| ACCENTED.chars().nth(place)).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_plain_letter_has_its_accented_one() {
        assert_eq!(PLAIN.chars().count(), ACCENTED.chars().count());
        assert_eq!((accented('A'), accented('z'), accented('ß')), ('Á', 'ž', 'ß'));
    }
}

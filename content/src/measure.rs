//! Numbers about a document for the foot of the editor. Whole numbers only, so that they are the
//! same everywhere.

use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Document;
use crate::lint::WordList;
use crate::prose::lines;
use crate::readability::{counts, scores};

/// Words that most people read silently in a minute; the slow half, on a small screen.
const WORDS_PER_MINUTE: u32 = 180;

/// How long a document is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Measures {
    /// Words, a placeholder counting as the words it is likely to become.
    pub words: u32,
    /// Sentences, headings and list items among them.
    pub sentences: u32,
    /// Words of the longest sentence.
    pub longest_sentence_words: u32,
    /// Time to read it, at 180 words a minute, in seconds.
    pub reading_seconds: u32,
    /// How easy it is to read, in tenths: Flesch in English, Flesch–Douma in Dutch, else nothing.
    pub ease_tenths: Option<i32>,
    /// The years of school that it takes, in tenths: Flesch–Kincaid, English only.
    pub grade_tenths: Option<i32>,
    /// LIX, in tenths; for Latin letters only.
    pub lix_tenths: Option<i32>,
}

/// Counts the words and sentences of a document. The scores of reading leave headings out.
pub fn measure(document: &Document) -> Measures {
    let locale = document.locale();
    let lines = lines(document, WordList::of(&locale));
    let scores = scores(&counts(lines.iter(), &locale), &locale);
    let lengths: Vec<u32> = lines
        .iter()
        .flat_map(|line| &line.sentences)
        .map(|sentence| u32::try_from(sentence.words.len()).unwrap_or(u32::MAX))
        .collect();
    let words = lengths.iter().fold(0_u32, |sum, n| sum.saturating_add(*n));
    Measures {
        words,
        sentences: u32::try_from(lengths.len()).unwrap_or(u32::MAX),
        longest_sentence_words: lengths.iter().copied().max().unwrap_or(0),
        reading_seconds: words.saturating_mul(60).div_ceil(WORDS_PER_MINUTE),
        ease_tenths: scores.ease_tenths,
        grade_tenths: scores.grade_tenths,
        lix_tenths: scores.lix_tenths,
    }
}

/// What gzip puts around the packed bytes when it names no file: header, checksum, length.
const GZIP_FRAME_BYTES: u64 = 18;

/// The gzip size of a page in bytes, by one pinned encoder and level. Too slow for every keystroke.
pub fn gzip_bytes(body: &str) -> u64 {
    // Only the size matters; the checksum's table would weigh 16 kB in the browser.
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(6));
    // Writing to memory cannot fail.
    let _ = encoder.write_all(body.as_bytes());
    encoder.finish().map_or(0, |bytes| bytes.len() as u64 + GZIP_FRAME_BYTES)
}

#[cfg(test)]
mod tests {
    use flate2::write::GzEncoder;

    use super::*;

    #[test]
    fn the_size_is_the_one_that_gzip_gives() {
        for text in ["", "a", crate::library::documents()[0].source] {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
            encoder.write_all(text.as_bytes()).unwrap();
            assert_eq!(gzip_bytes(text), encoder.finish().unwrap().len() as u64);
        }
    }
}

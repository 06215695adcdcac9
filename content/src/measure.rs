//! Numbers about a document for the foot of the editor. Whole numbers only, so that they are the
//! same everywhere.

use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Document;
use crate::lint::WordList;
use crate::prose::{Line, lines};
use crate::readability::{Scores, counts, scores};

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
    Measures::of(lines.iter(), scores)
}

impl Measures {
    /// The measures of some lines, which have these scores.
    pub(crate) fn of<'l>(lines: impl Iterator<Item = &'l Line>, scores: Scores) -> Measures {
        let mut measures = Measures {
            ease_tenths: scores.ease_tenths,
            grade_tenths: scores.grade_tenths,
            lix_tenths: scores.lix_tenths,
            ..Measures::default()
        };
        for sentence in lines.flat_map(|line| &line.sentences) {
            let n_words = u32::try_from(sentence.words.len()).unwrap_or(u32::MAX);
            measures.sentences = measures.sentences.saturating_add(1);
            measures.words = measures.words.saturating_add(n_words);
            measures.longest_sentence_words = measures.longest_sentence_words.max(n_words);
        }
        measures.reading_seconds = measures.words.saturating_mul(60).div_ceil(WORDS_PER_MINUTE);
        measures
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

/// A size in bytes that the gzip of a page does not reach, told much faster than by packing it:
/// what its letters alone would take, each as long as it is rare. Packing also finds repeated words.
pub(crate) fn gzip_bytes_at_most(body: &str) -> u64 {
    /// The table of letters, and the odd bits that whole codes leave.
    const TABLE_BYTES: u64 = 200;
    let mut counts = [0_u32; 256];
    body.bytes().for_each(|byte| counts[usize::from(byte)] += 1);
    let total = body.len() as f64;
    let bits = |count: u32| f64::from(count) * libm::log2(total / f64::from(count));
    let bits: f64 = counts.into_iter().filter(|count| *count > 0).map(bits).sum();
    // The packer pays for whole bits, and for short repetitions that are worth little: at most 17 %
    // in the tests, on text without any pattern.
    let bytes = (bits * 1.17 / 8.0) as u64;
    bytes + TABLE_BYTES + GZIP_FRAME_BYTES
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

    #[track_caller]
    fn bounded(text: &str) {
        let (packed, bound) = (gzip_bytes(text), gzip_bytes_at_most(text));
        assert!(packed <= bound, "{packed} > {bound}");
    }

    #[test]
    fn no_page_packs_to_more_than_its_bound() {
        for shown in crate::library::renderings() {
            bounded(&shown.rendered.body);
        }
        let seed = crate::Hash::of(b"seed").to_string();
        let mut chain = seed.clone();
        for _ in 0..200 {
            chain.push_str(crate::Hash::of(chain.as_bytes()).as_ref());
            bounded(&chain);
        }
        for text in ["", "a", "äöü", &"x".repeat(10_000), &seed] {
            bounded(text);
        }
    }
}

//! ## What it finds
//! Sentences with more words than most people follow: over 25 in English, over 20 in Dutch and
//! German.
//! ## Why it matters
//! Who loses the thread of an instruction does not carry it out.
//! ## Instead
//! Make two sentences, each with one thing to know or to do.

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule};
use crate::Weight;

pub(super) const RULE: Rule = Rule {
    id: "E-01",
    name: "long sentence",
    weight: Weight::Error,
    blocks_submit: false,
    channels: ALL,
    why: "who loses the thread of an instruction does not carry it out",
    source: "GOV.UK on sentence length, 2014; a Dutch government checklist, 2019 (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\nIf you have a camera or a recorder or a printer or a doorbell or a router then you have to find out which of them it is before you go on.",
        good: "# A\n\nFind your camera. Pull out the plug. Wait 10 seconds.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let limit = page.words.max_sentence_words as usize;
    for sentence in page.lines().flat_map(|line| &line.sentences) {
        let n_words = sentence.words.len();
        if limit > 0 && n_words > limit {
            flags.add(sentence.span, format!("a sentence of {n_words} words; at most {limit}"));
        }
    }
}

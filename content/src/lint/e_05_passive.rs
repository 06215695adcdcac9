//! ## What it finds
//! More than one sentence in ten in the passive voice: "has been restricted", "wordt geblokkeerd".
//! ## Why it matters
//! A sentence without a person in it sounds like an authority, and nobody knows who has to act.
//! ## Instead
//! Say who does it: "We paused your internet."

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule};

use crate::{Span, Weight};

pub(super) const RULE: Rule = Rule {
    id: "E-05",
    name: "passive",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: ALL,
    why: "a sentence without a person in it hides who has to act",
    source: "Dutch plain-language tips; write-good (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\nYour connection has been restricted. A virus was found. The steps must be carried out by you. Wait.",
        good: "# A\n\nWe paused your connection. A partner found a virus. Carry out the steps. Wait.",
    },
    check,
};

/// One sentence may be passive whatever the length of the text.
const MIN_PASSIVE: usize = 2;

fn check(page: &Page<'_>, flags: &mut Flags) {
    let lines = || page.lines().filter(|line| !line.is_heading);
    let n_sentences: usize = lines().map(|line| line.sentences.len()).sum();
    let passive: Vec<Span> = lines()
        .flat_map(|line| line.sentences.iter().zip(line.sentence_words()))
        .filter(|(_, words)| page.words.is_passive(words))
        .map(|(sentence, _)| sentence.span)
        .collect();
    if passive.len() >= MIN_PASSIVE && passive.len() * 10 > n_sentences {
        let message =
            format!("{} of {n_sentences} sentences are passive; at most one in ten", passive.len());
        flags.add(passive[0], message);
    }
}

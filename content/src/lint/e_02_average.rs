//! ## What it finds
//! A text whose sentences have more than 15 words on average. Headings do not count.
//! ## Why it matters
//! At 14 words over nine in ten readers understand a sentence at first reading.
//! ## Instead
//! Cut the longest sentences in two; the editor's foot names the longest.

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule};
use crate::Weight;
use crate::prose::Line;

/// Fewer sentences than this have no average worth speaking of.
const MIN_SENTENCES: usize = 3;

pub(super) const RULE: Rule = Rule {
    id: "E-02",
    name: "average sentence",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: ALL,
    why: "at 14 words over nine in ten readers understand a sentence at once",
    source: "GOV.UK on sentence length, 2014; Australian style manual (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\nWe have found that one of the devices in your home is sending data that it should not send. This is why we have placed your connection in a special part of our network for now. Please read all of this page with care before you continue with the steps that are below.",
        good: "# A\n\nFind your camera. Pull out the plug. Wait 10 seconds.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let text = page.lines().filter(|line| !line.is_heading);
    let lengths: Vec<usize> = text.flat_map(Line::sentence_words).map(<[_]>::len).collect();
    let total: usize = lengths.iter().sum();
    let limit = page.words.max_average_words as usize;
    if lengths.len() >= MIN_SENTENCES && limit > 0 && total > limit * lengths.len() {
        let average = total.div_ceil(lengths.len());
        flags.add(
            page.top(),
            format!("sentences have about {average} words on average; at most {limit}"),
        );
    }
}

//! ## What it finds
//! A page of more than 350 words.
//! ## Why it matters
//! People read about a quarter of a long page, and rarely the quarter that matters.
//! ## Instead
//! Cut what nobody needs in order to act.

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule};
use crate::Weight;

pub(super) const RULE: Rule = Rule {
    id: "E-11",
    name: "length",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: ALL,
    why: "people read about a quarter of a long page",
    source: "GOV.UK on reading on the web, 2014 (P)",
    #[cfg(test)]
    samples: Samples { bad: super::g_01_bytes::tests::LONG, good: "# A\n\nUnplug it." },
    check,
};

const MAX_WORDS: usize = 350;

fn check(page: &Page<'_>, flags: &mut Flags) {
    let n_words: usize = page.lines().map(|line| line.words.len()).sum();
    if n_words > MAX_WORDS {
        flags.add(page.top(), format!("{n_words} words; people finish {MAX_WORDS}"));
    }
}

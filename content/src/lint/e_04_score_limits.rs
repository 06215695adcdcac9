//! ## What it finds
//! A score that is out of its band, to say how far scores can be trusted.
//! ## Why it matters
//! A score counts syllables and words, not sense. A bad text can score well.
//! ## Instead
//! Mend what the other rules name; then read the text to somebody.

#[cfg(test)]
use super::Samples;
use super::e_03_readability;
use super::{ALL, Flags, Page, Rule};
use crate::Weight;

pub(super) const RULE: Rule = Rule {
    id: "E-04",
    name: "limits of scores",
    weight: Weight::Information,
    blocks_submit: false,
    channels: ALL,
    why: "a score counts syllables and words, not sense: a bad text can score well",
    source: "encyclopaedia on readability; our own test, in which a bad page passes (P)",
    #[cfg(test)]
    samples: Samples { bad: super::e_03_readability::HARD, good: "# A\n\nUnplug it." },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    if !e_03_readability::problems(page).is_empty() {
        let message = "the score is a hint, not a proof: read the text to somebody";
        flags.add(page.top(), message);
    }
}

//! ## What it finds
//! Words that ask for a password, a card number, bank data or an identity document.
//! ## Why it matters
//! Genuine senders promise never to ask. One question like that undoes the promise for all.
//! ## Instead
//! Ask for the case code only.

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule};
use crate::Weight;

pub(super) const RULE: Rule = Rule {
    id: "D-03",
    name: "secrets",
    weight: Weight::Error,
    blocks_submit: true,
    channels: ALL,
    why: "genuine senders promise never to ask for secrets",
    source: "tax authority's list of genuine contacts (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\nPlease enter your password and your card number.",
        good: "# A\n\nChoose a new password for your camera.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    page.flag_phrases("secret", flags, |words| {
        format!("“{words}” asks for what no message may ask")
    });
}

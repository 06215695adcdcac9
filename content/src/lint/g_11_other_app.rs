//! ## What it finds
//! Sentences that send the reader to another app while the page is open.
//! ## Why it matters
//! On phones the page closes when another app opens, and the device leaves the network.
//! ## Instead
//! Ask for it after the release, or on another device.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN, Page, Rule};
use crate::Weight;

pub(super) const RULE: Rule = Rule {
    id: "G-11",
    name: "other app",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: GARDEN,
    why: "on phones the page closes when another app opens",
    source: "Wireless Broadband Alliance on captive behaviour (S)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\nOpen the app of your bank.",
        good: "# A\n\nPull out the plug.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    page.flag_phrases("other_app", flags, |words| format!("“{words}” closes the page on a phone"));
}

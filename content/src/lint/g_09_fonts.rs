//! ## What it finds
//! Fonts that the page brings or loads.
//! ## Why it matters
//! A font weighs ten times the page, and the device has its own.
//! ## Instead
//! Leave the fonts to the device.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN, Page, Rule};
use crate::Weight;

pub(super) const RULE: Rule = Rule {
    id: "G-09",
    name: "fonts",
    weight: Weight::Error,
    blocks_submit: true,
    channels: GARDEN,
    why: "a font weighs ten times the page, and the device has its own",
    source: "budget of the first round trip, RFC 6928 (S)",
    #[cfg(test)]
    samples: Samples {
        bad: "<!DOCTYPE html><style>@font-face{font-family:x;src:url(data:,)}</style>",
        good: "# A",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let carried = page.style().contains("@font-face");
    if carried || page.tags().iter().any(|tag| tag.is("as", "font")) {
        flags.add(page.top(), "the page brings a font");
    }
}

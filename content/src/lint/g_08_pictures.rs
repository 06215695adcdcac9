//! ## What it finds
//! Pictures that are not drawn in the page itself, and drawings of more than 3 kB.
//! ## Why it matters
//! A picture weighs more than all words together, on the slowest line of all.
//! ## Instead
//! Draw the logo with fewer points.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN, Page, Rule};
use crate::Weight;

pub(super) const RULE: Rule = Rule {
    id: "G-08",
    name: "pictures",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: GARDEN,
    why: "a picture weighs more than all words together",
    source: "budget of the first round trip, RFC 6928 (S)",
    #[cfg(test)]
    samples: Samples {
        bad: "<!DOCTYPE html><img alt=\"\" src=\"data:image/png;base64,AAAA\">",
        good: "# A",
    },
    check,
};

const MAX_BYTES: usize = 3_000;

fn check(page: &Page<'_>, flags: &mut Flags) {
    if page.tags().iter().any(|tag| tag.name == "img") {
        flags.add(page.top(), "a picture is not drawn in the page itself");
    }
    for drawing in page.html().split("<svg").skip(1) {
        let n_bytes = drawing.find("</svg>").unwrap_or(drawing.len());
        if n_bytes > MAX_BYTES {
            flags.add(page.top(), format!("a drawing takes {n_bytes} bytes; at most {MAX_BYTES}"));
        }
    }
}

//! ## What it finds
//! Pictures without words for those who cannot see them, and a logo that is neither hidden nor
//! named.
//! ## Why it matters
//! Who hears the page hears the name of a file, or nothing.
//! ## Instead
//! The provider's name stands beside the logo, so hide the logo: aria-hidden="true".

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN_AND_EMAIL, Page, Rule};
use crate::Weight;

pub(super) const RULE: Rule = Rule {
    id: "F-06",
    name: "words for pictures",
    weight: Weight::Error,
    blocks_submit: true,
    channels: GARDEN_AND_EMAIL,
    why: "who hears the page hears the name of a file, or nothing",
    source: "WCAG 1.1.1 and 1.4.1 (S)",
    #[cfg(test)]
    samples: Samples { bad: "<!DOCTYPE html><img src=\"data:,\">", good: "# A" },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for tag in page.tags() {
        let named = tag.get("aria-label").is_some() || tag.is("aria-hidden", "true");
        if tag.name == "img" && tag.get("alt").is_none() && !named {
            flags.add(page.top(), "a picture has no words for those who cannot see it");
        }
        if tag.name == "svg" && !named {
            let message = "the logo is neither hidden nor named; give it aria-hidden=\"true\"";
            flags.add_as(Weight::Warning, page.top(), message);
        }
    }
}

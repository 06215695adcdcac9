//! ## What it finds
//! Script in any form: a script tag, an attribute that begins with on, a javascript address.
//! ## Why it matters
//! The sign-in screens of phones forbid it or break it, and the page forbids it itself.
//! ## Instead
//! Leave it out; the page works without.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN, Page, Rule};
use crate::Weight;

pub(super) const RULE: Rule = Rule {
    id: "G-03",
    name: "script",
    weight: Weight::Error,
    blocks_submit: true,
    channels: GARDEN,
    why: "the sign-in screens of phones forbid script or break it",
    source: "documentation of captive portals; storage calls that throw on iOS (S)",
    #[cfg(test)]
    samples: Samples { bad: "<!DOCTYPE html><p onclick=\"go()\">", good: "# A" },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for tag in page.tags() {
        let runs = |(name, value): &(String, String)| {
            name.starts_with("on")
                || value.trim_start().to_ascii_lowercase().starts_with("javascript:")
        };
        if tag.name == "script" || tag.attributes.iter().any(runs) {
            flags.add(page.top(), format!("a <{}> would run script", tag.name));
        }
    }
}

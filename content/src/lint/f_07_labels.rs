//! ## What it finds
//! Fields without a label.
//! ## Why it matters
//! Who hears the page, or speaks to it, cannot tell what to write.
//! ## Instead
//! Leave the forms of the page as they are.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN, Page, Rule};
use crate::Weight;

pub(super) const RULE: Rule = Rule {
    id: "F-07",
    name: "labels",
    weight: Weight::Error,
    blocks_submit: true,
    channels: GARDEN,
    why: "who hears the page cannot tell what to write",
    source: "WCAG 3.3.2 and 4.1.2 (S)",
    #[cfg(test)]
    samples: Samples {
        bad: "<!DOCTYPE html><form><input name=\"a\"></form>",
        good: "# A\n\n## Help {#help .help}\n\nCall us.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for tag in page.tags() {
        let button = ["hidden", "submit", "button"].iter().any(|kind| tag.is("type", kind));
        let field = ["input", "textarea", "select"].contains(&tag.name.as_str()) && !button;
        let named = tag.labels > 0 || tag.get("aria-label").is_some();
        if field && !named {
            flags.add(page.top(), "a field has no label");
        }
    }
}

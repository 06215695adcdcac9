//! ## What it finds
//! An e-mail wider than 600 pixels, a table that is not marked as layout, or styles that are not
//! inside the tags.
//! ## Why it matters
//! Mail programs drop style elements, and screen readers read a layout table cell by cell.
//! ## Instead
//! Leave the frame of the e-mail as it is.

#[cfg(test)]
use super::Samples;
use super::{EMAIL, Flags, Page, Rule};
use crate::Weight;

pub(super) const RULE: Rule = Rule {
    id: "M-04",
    name: "column",
    weight: Weight::Error,
    blocks_submit: true,
    channels: EMAIL,
    why: "mail programs drop style elements, and screen readers read tables cell by cell",
    source: "a government's e-mail template (S)",
    #[cfg(test)]
    samples: Samples {
        bad: "email:<!DOCTYPE html><table><tr><td>x</td></tr></table>",
        good: "email:# A\n\nText.",
    },
    check,
};

const MAX_PIXELS: u32 = 600;

fn check(page: &Page<'_>, flags: &mut Flags) {
    for tag in page.tags() {
        if tag.name == "table" && !tag.is("role", "presentation") {
            flags.add(page.top(), "a table is not marked as layout");
        }
        if tag.name == "style" || tag.get("class").is_some() {
            flags.add(page.top(), "a style is not inside its tag");
        }
        let style = tag.get("style").unwrap_or_default();
        let widths = style.split(';').filter_map(|declaration| {
            let (name, value) = declaration.split_once(':')?;
            name.trim().ends_with("width").then(|| value.trim().strip_suffix("px")?.parse().ok())?
        });
        if widths.into_iter().any(|pixels: u32| pixels > MAX_PIXELS) {
            flags.add(page.top(), format!("something is wider than {MAX_PIXELS} pixels"));
        }
    }
}

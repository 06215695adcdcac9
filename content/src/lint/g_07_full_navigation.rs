//! ## What it finds
//! A form that does not end in a new page, or a release block without its form.
//! ## Why it matters
//! Phones look whether the internet is back only after a full page has been loaded.
//! ## Instead
//! Leave the forms of the page as they are.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN, Page, Rule};

use super::markup::Tag;
use crate::Weight;
use crate::document::BlockKind;

pub(super) const RULE: Rule = Rule {
    id: "G-07",
    name: "release",
    weight: Weight::Error,
    blocks_submit: true,
    channels: GARDEN,
    why: "phones look whether the internet is back only after a full page has been loaded",
    source: "Wireless Broadband Alliance on captive behaviour (S)",
    #[cfg(test)]
    samples: Samples {
        bad: "<!DOCTYPE html><form method=\"get\" action=\"/g/x/release\"></form>",
        good: "# A\n\n## Done? {#release .release}\n\nPress the button.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let forms = || page.tags().iter().filter(|tag| tag.name == "form");
    if forms().any(|form| !form.is("method", "post")) {
        flags.add(page.top(), "a form is not posted, so no new page follows");
    }
    let ends = |tag: &Tag| {
        let path = tag.get("action").and_then(|action| action.split('?').next());
        path.is_some_and(|path| path.ends_with("/release"))
    };
    if let Some(section) = page.section(BlockKind::Release)
        && !forms().any(ends)
    {
        flags.add(section.block.heading_span, "the release block has no button");
    }
}

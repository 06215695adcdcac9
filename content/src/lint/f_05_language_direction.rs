//! ## What it finds
//! A page whose root, or whose first part in an e-mail, does not say its language and direction,
//! and links to other languages that do not.
//! ## Why it matters
//! Without it a screen reader speaks Arabic with an English voice, and lines begin at the wrong
//! side.
//! ## Instead
//! Leave the root of the page as it is.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN_AND_EMAIL, Page, Rule};

use super::markup::Tag;
use crate::{Channel, Weight};

pub(super) const RULE: Rule = Rule {
    id: "F-05",
    name: "language and direction",
    weight: Weight::Error,
    blocks_submit: true,
    channels: GARDEN_AND_EMAIL,
    why: "a screen reader speaks with the wrong voice, and lines begin at the wrong side",
    source: "WCAG 3.1.1 and 3.1.2; mail programs drop the root (S)",
    #[cfg(test)]
    samples: Samples { bad: "<!DOCTYPE html><html><body>", good: "# A" },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let says = |tag: &Tag| tag.get("lang").is_some() && tag.get("dir").is_some();
    let named = |name: &str| page.tags().iter().position(|tag| tag.name == name);
    if !named("html").is_some_and(|place| says(&page.tags()[place])) {
        flags.add(page.top(), "the root of the page does not say its language and direction");
    }
    let wrapper = named("body").and_then(|place| page.tags().get(place + 1));
    if page.document.channel() == Channel::Email && !wrapper.is_some_and(says) {
        flags.add(
            page.top(),
            "the first part of the e-mail does not say its language and direction",
        );
    }
    let silent = |tag: &&Tag| tag.get("hreflang").is_some() && tag.get("lang").is_none();
    if page.tags().iter().any(|tag| silent(&tag)) {
        flags.add(page.top(), "a link to another language does not say its own");
    }
}

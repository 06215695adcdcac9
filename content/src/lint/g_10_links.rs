//! ## What it finds
//! More than two links in a garden page.
//! ## Why it matters
//! Some sign-in screens open no links, so the page has to be complete without following any.
//! ## Instead
//! Say on the page what the link would say.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN, Page, Rule};
use crate::Weight;
use crate::prose::links;

const MAX_LINKS: usize = 2;

pub(super) const RULE: Rule = Rule {
    id: "G-10",
    name: "links",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: GARDEN,
    why: "some sign-in screens open no links; the page has to be complete without",
    source: "documentation of captive portals (S)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\n[a](https://a.northwire.example) [b](https://b.northwire.example) [c](https://c.northwire.example)",
        good: "# A\n\n[Our advice](https://a.northwire.example)",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for (_, span) in links(page.document).into_iter().skip(MAX_LINKS) {
        flags.add(span, "a page in the garden has to be complete without following links");
    }
}

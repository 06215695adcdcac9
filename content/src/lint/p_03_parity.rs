//! ## What it finds
//! A translation with other blocks, steps, placeholders or links than the default locale.
//! ## Why it matters
//! Who reads the other language gets less, and a comparison of two texts would compare languages.
//! ## Instead
//! Translate block by block; keep names, steps and placeholders.

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule};

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Block, Element};
use crate::prose::{links_of, placeholders_of};
use crate::{Document, Weight};

pub(super) const RULE: Rule = Rule {
    id: "P-03",
    name: "parity",
    weight: Weight::Error,
    blocks_submit: true,
    channels: ALL,
    why: "who reads the other language must get the same",
    source: "PacketFence issue 3470 (O)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\nText.",
        good: "# A\n\n((case code))\n\n## Fix {#fix .steps}\n\n1. One\n2. Two",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let Some(default) = page.context.default_locale else { return };
    let document = page.document;
    if default.locale() == document.locale() {
        return;
    }
    let (own, known) = (by_id(document), by_id(default));
    for block in &default.blocks {
        if !own.contains_key(block.id.as_str()) {
            let message = format!("the block “{}” of the default locale is missing", block.id);
            flags.add(page.top(), message);
        }
    }
    for block in &document.blocks {
        match known.get(block.id.as_str()) {
            None => {
                let message = format!("the default locale has no block “{}”", block.id);
                flags.add(block.heading_span, message);
            }
            Some(known) => compare(block, known, (document, default), flags),
        }
    }
}

/// The blocks of a document by their names.
fn by_id(document: &Document) -> BTreeMap<&str, &Block> {
    let mut blocks = BTreeMap::new();
    blocks.extend(document.blocks.iter().map(|block| (block.id.as_str(), block)));
    blocks
}

/// Compares a block with the same one in the default locale.
fn compare(own: &Block, known: &Block, in_: (&Document, &Document), flags: &mut Flags) {
    let place = own.heading_span;
    let mut flag = |what: &str, (own, known): (String, String)| {
        if own != known {
            flags.add(place, format!("{what}: {own} here, {known} in the default locale"));
        }
    };
    flag("the kind", (own.kind.name().to_owned(), known.kind.name().to_owned()));
    flag("steps", (n_steps(own).to_string(), n_steps(known).to_string()));
    flag("placeholders", (placeholder_names(own), placeholder_names(known)));
    flag("links", (link_targets(own, in_.0), link_targets(known, in_.1)));
}

fn n_steps(block: &Block) -> usize {
    let items = block.content.iter().map(|element| match element {
        Element::List { ordered: true, items, .. } => items.len(),
        _ => 0,
    });
    items.sum()
}

fn placeholder_names(block: &Block) -> String {
    let mut names = BTreeSet::new();
    names.extend(placeholders_of(block).iter().map(|name| name.to_string()));
    listed(names)
}

/// The targets of the links; the part of an address that names its language does not count.
fn link_targets(block: &Block, document: &Document) -> String {
    let locale = document.locale();
    let mut targets = BTreeSet::new();
    for target in links_of(block) {
        let parts = target.split('/').map(|part| {
            if part == locale.as_ref() || part == locale.language() { "{locale}" } else { part }
        });
        targets.insert(parts.collect::<Vec<_>>().join("/"));
    }
    listed(targets)
}

fn listed(names: BTreeSet<String>) -> String {
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.into_iter().collect::<Vec<_>>().join(", ")
    }
}

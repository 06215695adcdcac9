//! ## What it finds
//! A page without a block of steps, or one whose steps are not a numbered list of 3 to 5.
//! ## Why it matters
//! In a trial with five steps 92 % did at least one but only 24 % did all. Fewer, numbered steps
//! can be ticked off while standing in front of a device.
//! ## Instead
//! A numbered list of 3 to 5 steps, one action each.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN_AND_EMAIL, Page, Rule};
use crate::Weight;
use crate::document::{Block, BlockKind, Element};

pub(super) const RULE: Rule = Rule {
    id: "B-01",
    name: "steps",
    weight: Weight::Error,
    blocks_submit: false,
    channels: GARDEN_AND_EMAIL,
    why: "of five steps 92 % of customers did at least one, only 24 % did all",
    source: "Rodríguez et al. 2021, 177 customers (T)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\n## Fix it {#fix .steps}\n\n1. Unplug it.\n2. Choose a new password.",
        good: "# A\n\n## Fix it {#fix .steps}\n\n1. Find it.\n2. Unplug it.\n3. Choose a new password.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let mut blocks = page.blocks(BlockKind::Steps).peekable();
    if blocks.peek().is_none() {
        flags.add(page.top(), "there is no block of steps; add one with {#fix .steps}");
    }
    for block in blocks {
        check_block(block, flags);
    }
}

fn check_block(block: &Block, flags: &mut Flags) {
    let counts: Vec<usize> = block
        .content
        .iter()
        .filter_map(|element| match element {
            Element::List { ordered: true, items, .. } => Some(items.len()),
            _ => None,
        })
        .collect();
    match counts[..] {
        [] => flags.add(block.heading_span, "the steps are not a numbered list"),
        [3..=5] => {}
        [n] => flags.add(block.heading_span, format!("{n} steps; readers manage 3 to 5")),
        _ => flags.add(block.heading_span, "the steps are more than one numbered list"),
    }
}

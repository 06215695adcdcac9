//! ## What it finds
//! A help block before the steps.
//! ## Why it matters
//! People look for help where it was on the last page: after the steps.
//! ## Instead
//! Put the help block after steps and release.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN, Page, Rule};
use crate::Weight;
use crate::document::BlockKind;

pub(super) const RULE: Rule = Rule {
    id: "F-08",
    name: "place of help",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: GARDEN,
    why: "people look for help where it was on the last page",
    source: "WCAG 3.2.6 (S)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\n## Help {#help .help}\n\nCall.\n\n## Fix {#fix .steps}\n\n1. Unplug.",
        good: "# A\n\n## Fix {#fix .steps}\n\n1. Unplug.\n\n## Help {#help .help}\n\nCall.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let position = |kind| page.document.blocks.iter().position(|block| block.kind == kind);
    if let (Some(help), Some(steps)) = (position(BlockKind::Help), position(BlockKind::Steps))
        && help < steps
    {
        let place = page.document.blocks[help].heading_span;
        flags.add(place, "help comes before the steps; put it after them, as on other pages");
    }
}

//! ## What it finds
//! A page that names the device with ((device)), but whose steps are the same for every device.
//! ## Why it matters
//! Who reads which device it is looks for what to do with that one.
//! ## Instead
//! Say ((device)) in the step that finds the device, or leave it out of the page.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN, Page, Rule};
use crate::Weight;
use crate::document::BlockKind;

pub(super) const RULE: Rule = Rule {
    id: "B-10",
    name: "device-specific",
    weight: Weight::Information,
    blocks_submit: false,
    channels: GARDEN,
    why: "who reads which device it is looks for what to do with that one",
    source: "Çetin et al. 2019: recorders and cameras were cleaned up slower than routers (O)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\nIt is ((device)).\n\n## Fix {#fix .steps}\n\n1. Pull the plug.",
        good: "# A\n\nIt is ((device)).\n\n## Fix {#fix .steps}\n\n1. Pull the plug of ((device)).",
    },
    check,
};

const DEVICE: &str = "device";

fn check(page: &Page<'_>, flags: &mut Flags) {
    let Some(steps) = page.section(BlockKind::Steps) else { return };
    let named = page.sections.iter().any(|section| section.uses(DEVICE));
    if named && !steps.uses(DEVICE) {
        let message = "the page says which device it is, but the steps do not";
        flags.add(steps.block.heading_span, message);
    }
}

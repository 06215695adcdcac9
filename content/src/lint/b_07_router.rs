//! ## What it finds
//! Steps that never name the router or modem.
//! ## Why it matters
//! Many infected devices are routers, and routers are cleaned up fastest.
//! ## Instead
//! Give the router a step of its own, the last one.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN_AND_EMAIL, Page, Rule};
use crate::Weight;
use crate::document::BlockKind;

pub(super) const RULE: Rule = Rule {
    id: "B-07",
    name: "router",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: GARDEN_AND_EMAIL,
    why: "many infected devices are routers, and they are cleaned up fastest",
    source: "Çetin et al. 2019 (O)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\n## Fix it {#fix .steps}\n\n1. Unplug your camera.",
        good: "# A\n\n## Fix it {#fix .steps}\n\n1. Unplug your camera.\n2. Unplug your router.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for section in page.sections.iter().filter(|section| section.block.kind == BlockKind::Steps) {
        let steps = section.steps();
        let named = steps.iter().flatten().any(|line| page.words.has("router", &line.words));
        if !named && !steps.is_empty() && page.words.is_known() {
            flags.add(section.block.heading_span, "no step is about the router or modem");
        }
    }
}

//! ## What it finds
//! Steps that need a download, an update or an app.
//! ## Why it matters
//! In the garden they cannot be reached, so the reader is stuck at that step.
//! ## Instead
//! Ask only for what works without the internet: plug, button, password.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN, Page, Rule};
use crate::Weight;
use crate::document::BlockKind;

pub(super) const RULE: Rule = Rule {
    id: "B-06",
    name: "downloads",
    weight: Weight::Error,
    blocks_submit: false,
    channels: GARDEN,
    why: "in the garden nothing can be downloaded, so the reader is stuck at that step",
    source: "documentation of captive portals on what a portal must not need (S)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\n## Fix it {#fix .steps}\n\n1. Download the app of the maker.",
        good: "# A\n\n## Fix it {#fix .steps}\n\n1. Pull out the plug.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for section in page.sections.iter().filter(|section| section.block.kind == BlockKind::Steps) {
        for line in &section.lines {
            for place in page.words.find("download", &line.words) {
                let message =
                    format!("“{}” cannot be done from the garden", &line.prose.text[place.clone()]);
                flags.add(line.span(place), message);
            }
        }
    }
}

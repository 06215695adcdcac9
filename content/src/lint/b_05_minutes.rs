//! ## What it finds
//! Steps without the time they take, or with another time in the words than in the braces.
//! ## Why it matters
//! People start what they can finish. Without a time they put it off.
//! ## Instead
//! Write it in both places: "How to fix it (about 15 minutes) {#fix .steps minutes=15}".

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN_AND_EMAIL, Page, Rule};
use crate::Weight;
use crate::document::BlockKind;

pub(super) const RULE: Rule = Rule {
    id: "B-05",
    name: "time needed",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: GARDEN_AND_EMAIL,
    why: "people start what they know they can finish",
    source: "advice on effort (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\n## How to fix it {#fix .steps}\n\n1. Unplug.",
        good: "# A\n\n## How to fix it (about 15 minutes) {#fix .steps minutes=15}\n\n1. Unplug.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for section in page.sections.iter().filter(|section| section.block.kind == BlockKind::Steps) {
        let heading = section.block.heading_span;
        let Some(minutes) = section.block.attributes.get("minutes") else {
            flags
                .add(heading, "does not say how long the steps take; add minutes=15 in the braces");
            continue;
        };
        let written =
            section.lines.iter().flat_map(|line| &line.words).any(|word| word.lower == *minutes);
        if !written {
            flags.add(heading, format!("the braces say {minutes} minutes, the words do not"));
        }
    }
}

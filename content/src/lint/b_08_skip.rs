//! ## What it finds
//! Steps without a word on what to do if one does not work.
//! ## Why it matters
//! Who is stuck at one step gives up, though every step that is done makes cleanup more likely.
//! ## Instead
//! "Can't do a step? Go on to the next one. Every step helps."

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN_AND_EMAIL, Page, Rule};
use crate::Weight;
use crate::document::BlockKind;

pub(super) const RULE: Rule = Rule {
    id: "B-08",
    name: "way on",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: GARDEN_AND_EMAIL,
    why: "who is stuck gives up, though every step helps",
    source: "Rodríguez et al. 2021: the steps raised cleanup by 32 % (T)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\n## Fix it {#fix .steps}\n\n1. Unplug.",
        good: "# A\n\n## Fix it {#fix .steps}\n\n1. Unplug.\n\nCan't do a step? Go on to the next one.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for section in page.sections.iter().filter(|section| section.block.kind == BlockKind::Steps) {
        if !section.has("skip_step", page.words) && page.words.is_known() {
            flags
                .add(section.block.heading_span, "does not say what to do if a step does not work");
        }
    }
}

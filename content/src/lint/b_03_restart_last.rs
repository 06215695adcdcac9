//! ## What it finds
//! A restart in the last step, or one after which neither the same nor the next step changes the
//! password.
//! ## Why it matters
//! A restart removes the virus from memory. With the old password it is back within minutes.
//! ## Instead
//! Put the new password into the step of the restart or right after it.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN_AND_EMAIL, Page, Rule};
use crate::Weight;
use crate::document::BlockKind;

pub(super) const RULE: Rule = Rule {
    id: "B-03",
    name: "restart and password",
    weight: Weight::Error,
    blocks_submit: false,
    channels: GARDEN_AND_EMAIL,
    why: "after a restart the virus comes back within minutes unless the password changes at once",
    source: "lab devices reinfected within minutes, NDSS 2019; advice of authorities (O)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\n## Fix it {#fix .steps}\n\n1. Unplug it.\n2. Wait.\n3. Choose a new password.",
        good: "# A\n\n## Fix it {#fix .steps}\n\n1. Find it.\n2. Unplug it.\n3. Choose a new password.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for section in page.sections.iter().filter(|section| section.block.kind == BlockKind::Steps) {
        let steps = section.steps();
        let has = |place: usize, list: &str| {
            steps
                .get(place)
                .is_some_and(|step| step.iter().any(|line| page.words.has(list, &line.words)))
        };
        let Some(restart) = (0..steps.len()).find(|place| has(*place, "restart")) else { continue };
        if !has(restart, "password") && !has(restart + 1, "password") {
            let line = &steps[restart][0];
            let message = "neither this step nor the next changes the password; put it there";
            flags.add(line.span(0..line.prose.text.len()), message);
        }
    }
}

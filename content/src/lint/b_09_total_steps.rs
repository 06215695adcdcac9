//! ## What it finds
//! More than 5 numbered steps in all blocks together.
//! ## Why it matters
//! Of five steps a quarter of the customers did all. Of more, fewer do.
//! ## Instead
//! Keep what must be done, and say of the rest that it is good to do later.

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule};
use crate::Weight;

const MAX_STEPS: usize = 5;

pub(super) const RULE: Rule = Rule {
    id: "B-09",
    name: "number of steps",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: ALL,
    why: "of five steps a quarter of the customers did all",
    source: "Rodríguez et al. 2021: 24 % did all five (T)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\n1. One\n2. Two\n3. Three\n\n## B {#b .steps}\n\n1. One\n2. Two\n3. Three",
        good: "# A\n\n1. One\n2. Two\n3. Three",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let n_steps: usize = page.sections.iter().map(|section| section.steps().len()).sum();
    if n_steps > MAX_STEPS {
        flags.add(page.top(), format!("{n_steps} steps in all; readers manage {MAX_STEPS}"));
    }
}

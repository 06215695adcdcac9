//! ## What it finds
//! A page that does not say what happens if the reader does nothing, and after how long.
//! ## Why it matters
//! What is not said is imagined, and imagined worse.
//! ## Instead
//! A consequence block with one plain sentence: what happens, and when.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN, Page, Rule};
use crate::Weight;
use crate::document::BlockKind;

pub(super) const RULE: Rule = Rule {
    id: "C-04",
    name: "without action",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: GARDEN,
    why: "what is not said is imagined, and imagined worse",
    source: "Çetin et al. 2018: released after 30 days (O)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\nUnplug it.",
        good: "# A\n\n## If you do nothing {#wait .consequence}\n\nYour internet stays paused for 30 days.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let Some(section) = page.section(BlockKind::Consequence) else {
        flags.add(
            page.top(),
            "does not say what happens without action; add a block with {#wait .consequence}",
        );
        return;
    };
    let timed = section.has("period", page.words) || section.uses("release time");
    if !timed && page.words.is_known() {
        flags.add(section.block.heading_span, "does not say after how long");
    }
}

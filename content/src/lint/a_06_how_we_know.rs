//! ## What it finds
//! A page that does not say how the provider knows.
//! ## Why it matters
//! Without it readers think that they are watched, or that the message is a guess or a fake.
//! ## Instead
//! One sentence, without promising which device: "A security partner saw it and told us."

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN, Page, Rule, add_under_heading};
use crate::Weight;

pub(super) const RULE: Rule = Rule {
    id: "A-06",
    name: "how we know",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: GARDEN,
    why: "readers who do not learn how the provider knows think that they are watched or fooled",
    source: "Rodríguez et al. 2021 on generic detection (T)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\nA device has a virus.",
        good: "# A\n\nA security partner told us about it.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let said = page.sections.iter().any(|section| section.has("how_we_know", page.words));
    if said || !page.words.is_known() {
        return;
    }
    let sentence = page.words.fix("how_we_know");
    let lead = page.document.blocks.first();
    let fix = lead.and_then(|block| add_under_heading(block, "Add the sentence", sentence));
    flags.add_with_fix(page.top(), "does not say how the provider knows", fix);
}

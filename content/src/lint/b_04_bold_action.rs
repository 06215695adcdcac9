//! ## What it finds
//! Steps that do not begin with the action in bold, or whose bold part has more than 12 words.
//! ## Why it matters
//! Who stands in front of a device with a telephone in hand reads the bold words only.
//! ## Instead
//! Begin with the verb: "**Pull out the plug.** Wait 10 seconds."

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN_AND_EMAIL, Page, Rule};
use crate::Weight;
use crate::document::{BlockKind, Element, Inline};
use crate::prose::{Prose, words};

const MAX_WORDS: usize = 12;

pub(super) const RULE: Rule = Rule {
    id: "B-04",
    name: "bold action",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: GARDEN_AND_EMAIL,
    why: "who stands in front of a device reads the bold words only",
    source: "plain-language advice on lists (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\n## Fix it {#fix .steps}\n\n1. You should pull out the plug.",
        good: "# A\n\n## Fix it {#fix .steps}\n\n1. **Pull out the plug.** Wait.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for block in page.blocks(BlockKind::Steps) {
        for element in &block.content {
            let Element::List { ordered: true, items, .. } = element else { continue };
            for item in items {
                let Some(Element::Paragraph { text, span }) = item.content.first() else {
                    continue;
                };
                match text.first() {
                    Some(Inline::Strong { text, span }) => {
                        let n_words = words(&Prose::of(text).text).len();
                        if n_words > MAX_WORDS {
                            flags.add(
                                *span,
                                format!("{n_words} words in bold; at most {MAX_WORDS}"),
                            );
                        }
                    }
                    _ => flags.add(*span, "the step does not begin with its action in bold"),
                }
            }
        }
    }
}

//! ## What it finds
//! Headings that skip a level, such as #### right under ##.
//! ## Why it matters
//! Who moves by headings, as people do who hear a page, looks for the level that is missing.
//! ## Instead
//! Use ## for a block and ### inside it.

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule};
use crate::Weight;
use crate::document::Element;

pub(super) const RULE: Rule = Rule {
    id: "F-01",
    name: "heading levels",
    weight: Weight::Error,
    blocks_submit: true,
    channels: ALL,
    why: "who moves by headings looks for the level that is missing",
    source: "WCAG 1.3.1 and 2.4.6 (S)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\n## B {#b .inset}\n\n#### C\n\nText.",
        good: "# A\n\n## B {#b .inset}\n\n### C\n\nText.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for section in &page.sections {
        let mut above = 2;
        for element in &section.block.content {
            if let Element::Heading { level, span, .. } = element {
                if *level > above + 1 {
                    flags.add(
                        *span,
                        format!("a heading of level {level} right under level {above}"),
                    );
                }
                above = (*level).max(2);
            }
        }
    }
}

//! ## What it finds
//! Threats, and more than one consequence block.
//! ## Why it matters
//! A deadline with a threat is the pattern of fraud, and customers who feel threatened leave.
//! ## Instead
//! Say once and plainly what happens: "If you do nothing, your internet stays paused."

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule};
use crate::Weight;
use crate::document::BlockKind;

pub(super) const RULE: Rule = Rule {
    id: "C-08",
    name: "threats",
    weight: Weight::Error,
    blocks_submit: false,
    channels: ALL,
    why: "threats are the pattern of fraud; 5 of 97 customers of the standard page threatened to leave",
    source: "Çetin et al. 2019 (O); consumer advice on fraud (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\nFailure to act will lead to legal action.",
        good: "# A\n\nIf you do nothing, your internet stays paused.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    page.flag_phrases("threat", flags, |words| format!("“{words}” threatens the reader"));
    let consequences =
        page.sections.iter().filter(|section| section.block.kind == BlockKind::Consequence);
    for second in consequences.skip(1) {
        flags.add(second.block.heading_span, "a second consequence; one is enough");
    }
}

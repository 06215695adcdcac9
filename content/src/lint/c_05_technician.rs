//! ## What it finds
//! A page that neither offers nor declines the visit of a technician, or offers one without a
//! price.
//! ## Why it matters
//! One customer in ten asks for a technician. Whoever has to ask calls.
//! ## Instead
//! "We do not send a technician. We go through the steps with you on the phone." Or offer the visit
//! and say what it costs.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN, Page, Rule};
use crate::Weight;
use crate::document::BlockKind;
use crate::prose::Line;

pub(super) const RULE: Rule = Rule {
    id: "C-05",
    name: "technician",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: GARDEN,
    why: "one customer in ten asks for a technician; who has to ask calls",
    source: "Çetin et al. 2019: 10 to 11 % of customers asked (O)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\n## Help {#help .help}\n\nA technician can visit you.",
        good: "# A\n\n## Help {#help .help}\n\nWe do not send a technician.",
    },
    check,
};

/// Words about a visit, about there being none, and about what something costs.
pub(super) const TECHNICIAN: &str = "technician";
const NO_VISIT: &str = "no_visit";
const COST: &str = "cost";

fn check(page: &Page<'_>, flags: &mut Flags) {
    if !page.words.is_known() {
        return;
    }
    let says = |line: &Line, list| page.words.has(list, &line.words);
    let about: Vec<&Line> = page.lines().filter(|line| says(line, TECHNICIAN)).collect();
    let Some(first) = about.first() else {
        let help = page.section(BlockKind::Help).map(|section| section.block.heading_span);
        let message = "does not say whether a technician can come, and at what price";
        flags.add(help.unwrap_or_else(|| page.top()), message);
        return;
    };
    let answered = |line: &&Line| {
        says(line, NO_VISIT) || says(line, COST) || line.prose.text.contains(['€', '£', '$'])
    };
    if !about.iter().any(answered) {
        let place = first.span(0..first.prose.text.len());
        flags.add(place, "does not say what the visit of the technician costs");
    }
}

//! ## What it finds
//! A page that does not say whether emergency calls work, or what can still be reached.
//! ## Why it matters
//! A fixed telephone over the internet may be the only one in the house.
//! ## Instead
//! "((emergency calls)) You can still reach this page and ((account page name))."

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN, Page, Rule, add_under_heading};
use crate::Weight;
use crate::document::BlockKind;
use crate::prose::Line;

pub(super) const RULE: Rule = Rule {
    id: "C-06",
    name: "what still works",
    weight: Weight::Error,
    blocks_submit: true,
    channels: GARDEN,
    why: "a telephone over the internet may be the only one in the house; people must know if it works",
    source: "Çetin et al. 2019: 4 of 40 and 18 of 97 could not work; life-critical services in gardens (O)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\n## What still works? {#open .still-works}\n\nYou can still reach this page.",
        good: "# A\n\n## What still works? {#open .still-works}\n\n((emergency calls)) You can still reach this page.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let Some(section) = page.section(BlockKind::StillWorks) else {
        flags.add(
            page.top(),
            "there is no block on what still works; add one with {#open .still-works}",
        );
        return;
    };
    if !page.words.is_known() {
        return;
    }
    let mut emergency = section.uses("emergency calls");
    let mut services = false;
    let text = section.lines.iter().filter(|line| !line.is_heading);
    for sentence in text.flat_map(Line::sentence_words) {
        if page.words.has("emergency", sentence) {
            emergency = true;
        } else {
            services |= page.words.has("reachable", sentence);
        }
    }
    let message = match (emergency, services) {
        (true, true) => return,
        (false, true) => "does not say whether emergency calls work",
        (true, false) => "does not say what can still be reached",
        (false, false) => "says neither whether emergency calls work nor what can still be reached",
    };
    let fix = add_under_heading(section.block, "Add a line with both", page.words.fix("emergency"));
    flags.add_with_fix(section.block.heading_span, message, fix);
}

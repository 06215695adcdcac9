//! ## What it finds
//! A page of more than 350 words, not counting what is folded in the garden until it is opened.
//! ## Why it matters
//! People read about a quarter of a long page, and rarely the quarter that matters.
//! ## Instead
//! Cut what nobody needs in order to act.

#[cfg(test)]
use super::Samples;
use super::page::Section;
use super::{ALL, Flags, Page, Rule};
use crate::document::BlockKind;
use crate::{Channel, Weight};

pub(super) const RULE: Rule = Rule {
    id: "E-11",
    name: "length",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: ALL,
    why: "people read about a quarter of a long page",
    source: "GOV.UK on reading on the web, 2014 (P)",
    #[cfg(test)]
    samples: Samples { bad: super::g_01_bytes::tests::LONG, good: "# A\n\nUnplug it." },
    check,
};

const MAX_WORDS: usize = 350;

fn check(page: &Page<'_>, flags: &mut Flags) {
    let n_words: usize = page.sections.iter().map(|section| n_visible(page, section)).sum();
    if n_words > MAX_WORDS {
        flags.add(page.top(), format!("{n_words} words; people finish {MAX_WORDS}"));
    }
}

/// The words of a block that are seen without opening anything.
fn n_visible(page: &Page<'_>, section: &Section<'_>) -> usize {
    let folds = page.document.channel() == Channel::Garden
        && matches!(section.block.kind, BlockKind::Why | BlockKind::Faq);
    let seen = section.lines.iter().filter(|line| !folds || line.is_heading);
    seen.map(|line| line.words.len()).sum()
}

#[cfg(test)]
mod tests {
    use crate::{Context, library, lint, parse};

    #[test]
    fn what_is_folded_in_the_garden_does_not_count() {
        let flagged = |channel: &str, kind: &str| {
            let body = "Word. ".repeat(400);
            let source =
                format!("+++\nchannel = \"{channel}\"\n+++\n# A\n\n## B {{#b .{kind}}}\n\n{body}");
            let findings = lint(&parse(&source).0, &Context::of(&library::brand()));
            findings.iter().any(|finding| finding.rule == "E-11")
        };
        assert!(!flagged("garden", "why") && flagged("garden", "inset") && flagged("email", "why"));
    }
}

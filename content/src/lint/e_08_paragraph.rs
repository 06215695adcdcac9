//! ## What it finds
//! Paragraphs of more than 3 sentences.
//! ## Why it matters
//! On a telephone a long paragraph is a grey block that is skipped.
//! ## Instead
//! Begin a new paragraph, or make a list.

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule};
use crate::Weight;

const MAX_SENTENCES: usize = 3;

pub(super) const RULE: Rule = Rule {
    id: "E-08",
    name: "long paragraph",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: ALL,
    why: "on a telephone a long paragraph is a grey block that is skipped",
    source: "a Dutch government checklist, 2019 (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\nOne is here. Two is here. Three is here. Four is here.",
        good: "# A\n\nOne is here. Two is here. Three is here.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for line in page.lines().filter(|line| !line.is_heading) {
        let n_sentences = line.sentences.len();
        if n_sentences > MAX_SENTENCES {
            let span = line.span(0..line.prose.text.len());
            flags.add(
                span,
                format!("a paragraph of {n_sentences} sentences; at most {MAX_SENTENCES}"),
            );
        }
    }
}

//! ## What it finds
//! Formal words that have a plain one.
//! ## Why it matters
//! Formal words cost time and sound like a threat.
//! ## Instead
//! Write as you would say it on the telephone.

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule, like};
use crate::{Fix, Weight};

pub(super) const RULE: Rule = Rule {
    id: "E-07",
    name: "formal words",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: ALL,
    why: "formal words cost time and sound like a threat",
    source: "a municipality's plain-language guide (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\nPlease read this prior to the start.",
        good: "# A\n\nPlease read this before the start.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for line in page.lines() {
        for (place, word) in page.words.find_formal(&line.words) {
            let span = line.span(place.clone());
            let fix = Fix {
                label: format!("Write “{}”", word.good),
                span,
                replacement: like(&line.prose.text[place.clone()], word.good),
            };
            let message =
                format!("“{}” is formal; “{}” is plain", &line.prose.text[place], word.good);
            flags.add_with_fix(span, message, Some(fix));
        }
    }
}

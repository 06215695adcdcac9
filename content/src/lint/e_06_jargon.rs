//! ## What it finds
//! Technical words that most readers do not know and that are not explained in the same sentence.
//! ## Why it matters
//! A word that has to be looked up ends the reading; in the garden it cannot be looked up.
//! ## Instead
//! Use the plain word, or explain it: "malware (a kind of virus)".

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule, like};
use crate::{Fix, Weight};

pub(super) const RULE: Rule = Rule {
    id: "E-06",
    name: "jargon",
    weight: Weight::Error,
    blocks_submit: false,
    channels: ALL,
    why: "a word that has to be looked up ends the reading",
    source: "B1 word lists: frequent, concrete words (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\nYour device is part of a botnet.",
        good: "# A\n\nYour device takes part in a botnet (a group of hacked devices).",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for line in page.lines() {
        for (place, term) in page.words.find_terms(&line.words) {
            let span = line.span(place.clone());
            let sentence = line.sentence_at(span);
            let end = sentence
                .and_then(|sentence| line.words.get(sentence.words.end - 1))
                .map(|w| w.range.end);
            let after =
                line.prose.text.get(place.end..end.unwrap_or(place.end)).unwrap_or_default();
            if after.trim_start().starts_with('(') {
                continue;
            }
            let fix = Fix {
                label: format!("Write “{}”", term.good),
                span,
                replacement: like(&line.prose.text[place.clone()], term.good),
            };
            let message =
                format!("“{}” is a technical word: {}", &line.prose.text[place], term.explain);
            flags.add_with_fix(span, message, Some(fix));
        }
    }
}

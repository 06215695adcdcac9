//! ## What it finds
//! Abbreviations that are not explained in brackets.
//! ## Why it matters
//! Who does not know an abbreviation cannot guess it.
//! ## Instead
//! Write it out, or explain it: "NAS (network drive)".

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule};
use crate::Weight;

/// Everybody knows these.
const KNOWN: [&str; 9] = ["pc", "pcs", "tv", "tvs", "wifi", "usb", "id", "sms", "ok"];

pub(super) const RULE: Rule = Rule {
    id: "E-09",
    name: "abbreviation",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: ALL,
    why: "who does not know an abbreviation cannot guess it",
    source: "a municipality's plain-language guide (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\nUnplug the NVR and the DVR.",
        good: "# A\n\nUnplug the NVR (video recorder), the PC and the TV.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for line in page.lines() {
        for word in &line.words {
            let text = &line.prose.text[word.range.clone()];
            let n_letters = text.chars().count();
            let short = (2..=4).contains(&n_letters) && text.chars().all(char::is_uppercase);
            let explained = line.prose.text[word.range.end..].trim_start().starts_with('(');
            if short && !explained && !KNOWN.contains(&word.lower.as_str()) {
                flags.add(line.span(word.range.clone()), format!("“{text}” is not explained"));
            }
        }
    }
}

//! ## What it finds
//! A placeholder that has no words for one of the sample readers: short, long, right to left, or
//! with values missing; in the subject too.
//! ## Why it matters
//! The reader sees the brackets, which is how a fake looks.
//! ## Instead
//! Give the variable a fallback, or use ((name??optional text)).

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule};

use std::collections::BTreeSet;

use crate::prose::placeholders_with_places;
use crate::variable::SampleReader;
use crate::{Target, Values, Weight, compile, subject_line};

pub(super) const RULE: Rule = Rule {
    id: "P-05",
    name: "readers",
    weight: Weight::Error,
    blocks_submit: true,
    channels: ALL,
    why: "a reader for whom a value is missing sees the brackets",
    source: "practice with templates (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "+++\nmessage = \"m\"\nvariant = \"v\"\nchannel = \"email\"\nlocale = \"en\"\nsubject = \"Dear ((nobody))\"\n+++\n# A",
        good: "email:# A\n\nDear ((customer name)), since ((paused on)).",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let places = placeholders_with_places(page.document);
    let mut told = BTreeSet::new();
    let targets = Target::of(page.document.channel());
    let mut templates = Vec::new();
    for reader in SampleReader::ALL {
        let Some(values) = Values::sample(reader) else { continue };
        let subject = subject_line(page.document, page.brand, &values);
        if subject.contains("((") && told.insert("subject") {
            flags.add(page.top(), "a reader would see brackets in the subject");
        }
        let without_words: Vec<_> =
            places.iter().filter(|(name, _)| !page.has_words(name, &values)).collect();
        if without_words.is_empty() {
            continue;
        }
        // Optional text that a reader does not get shows no brackets either.
        if templates.is_empty() {
            let compiled = |target: &Target| compile(page.document, page.brand, *target);
            templates.extend(targets.iter().map(compiled));
        }
        for template in &templates {
            let body = template.body(&values);
            let shown = bracketed(&body);
            for (name, span) in &without_words {
                if shown.contains(name.as_ref()) && told.insert(name.as_ref()) {
                    flags.add(*span, format!("a reader would see the brackets of (({name}))"));
                }
            }
        }
    }
}

/// What stands between double brackets, without brackets of its own.
fn bracketed(text: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for part in text.split("((").skip(1) {
        let inner = part.split_once("))").map(|(inner, _)| inner.trim_start_matches('('));
        found.extend(inner);
    }
    found
}

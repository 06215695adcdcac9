//! ## What it finds
//! The provider's name spelled in another way than the brand has it.
//! ## Why it matters
//! A name that changes its spelling is how people recognise a fake.
//! ## Instead
//! Use ((provider name)), which is always right.

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule};
use crate::{Fix, Weight};

pub(super) const RULE: Rule = Rule {
    id: "D-01",
    name: "provider name",
    weight: Weight::Error,
    blocks_submit: true,
    channels: ALL,
    why: "a name that changes its spelling is how people recognise a fake",
    source: "consumer advice on fraud (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\nThis message is from northWire.",
        good: "# A\n\nThis message is from Northwire. See my.northwire.example.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let name = page.brand.name.as_str();
    let lower = name.to_lowercase();
    for line in page.lines() {
        for word in &line.words {
            let found = &line.prose.text[word.range.clone()];
            if word.lower == lower && found != name {
                let span = line.span(word.range.clone());
                let label = format!("Write {name}");
                let fix = Fix { label, span, replacement: name.to_owned() };
                flags.add_with_fix(span, format!("the provider is called {name}"), Some(fix));
            }
        }
    }
}

//! ## What it finds
//! Sentences that say the reader caused the infection or broke a rule.
//! ## Why it matters
//! A reader who feels accused complains or stops reading instead of cleaning up.
//! ## Instead
//! Name the device and the next step: "A device in your home has a virus. You can fix it."

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule};
use crate::Weight;

pub(super) const RULE: Rule = Rule {
    id: "A-05",
    name: "blame",
    weight: Weight::Error,
    blocks_submit: false,
    channels: ALL,
    why: "a reader who feels accused complains instead of cleaning up",
    source: "Çetin et al. 2019 on complaints; a provider's customers on abuse e-mails, 2011 (O)",
    #[cfg(test)]
    samples: Samples {
        bad: "# You infected our network\n\nThis is a violation of the terms.",
        good: "# A device in your home has a virus\n\nYou can fix it yourself.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for line in page.lines() {
        for place in page.words.find("blame", &line.words) {
            let message = format!("“{}” blames the reader", &line.prose.text[place.clone()]);
            flags.add(line.span(place), message);
        }
    }
}

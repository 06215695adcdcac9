//! ## What it finds
//! Deadlines in an e-mail shorter than 72 hours.
//! ## Why it matters
//! "Within 24 hours" is the mark of fraud in providers' names.
//! ## Instead
//! Leave the deadline out, or give at least three days.

#[cfg(test)]
use super::Samples;
use super::{EMAIL, Flags, Page, Rule};
use crate::Weight;

pub(super) const RULE: Rule = Rule {
    id: "D-07",
    name: "deadline",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: EMAIL,
    why: "a deadline of hours is the mark of fraud in providers' names",
    source: "a fake e-mail in a provider's name with 24 hours (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "+++\nmessage = \"m\"\nvariant = \"v\"\nchannel = \"email\"\nlocale = \"en\"\n+++\n# A\n\nPlease act within 24 hours.",
        good: "+++\nmessage = \"m\"\nvariant = \"v\"\nchannel = \"email\"\nlocale = \"en\"\n+++\n# A\n\nPlease act within 7 days.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    page.flag_phrases("short_deadline", flags, |words| {
        format!("“{words}” is a deadline like those of fraud")
    });
}

//! ## What it finds
//! A page that moves on or loads itself again without being asked.
//! ## Why it matters
//! Slow readers lose their place, and what they wrote.
//! ## Instead
//! Let the reader go on when ready.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN_AND_EMAIL, Page, Rule};
use crate::Weight;

pub(super) const RULE: Rule = Rule {
    id: "F-09",
    name: "time limits",
    weight: Weight::Error,
    blocks_submit: true,
    channels: GARDEN_AND_EMAIL,
    why: "slow readers lose their place, and what they wrote",
    source: "WCAG 2.2.1 (S)",
    #[cfg(test)]
    samples: Samples {
        bad: "<!DOCTYPE html><meta http-equiv=\"refresh\" content=\"5\">",
        good: "# A",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let refresh = |value: &str| value.eq_ignore_ascii_case("refresh");
    for tag in page.tags() {
        if tag.get("http-equiv").is_some_and(refresh)
            || ["marquee", "blink"].contains(&tag.name.as_str())
        {
            flags.add(page.top(), "the page moves without being asked");
        }
    }
}

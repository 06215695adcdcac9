//! ## What it finds
//! Anything that the page would load: pictures, styles, fonts, frames.
//! ## Why it matters
//! In the garden nothing else can be reached, so the page would wait, or look broken.
//! ## Instead
//! Everything that is shown is in the page itself.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN, Page, Rule};
use crate::Weight;

pub(super) const RULE: Rule = Rule {
    id: "G-02",
    name: "requests",
    weight: Weight::Error,
    blocks_submit: true,
    channels: GARDEN,
    why: "in the garden nothing else can be reached",
    source: "documentation of captive portals; a portal whose logo failed (S)",
    #[cfg(test)]
    samples: Samples {
        bad: "<!DOCTYPE html><link rel=\"stylesheet\" href=\"https://cdn.example/a.css\">",
        good: "# A",
    },
    check,
};

/// Attributes that load what they name.
const LOADING: [&str; 6] = ["src", "srcset", "poster", "background", "data", "manifest"];

fn check(page: &Page<'_>, flags: &mut Flags) {
    for tag in page.tags() {
        let foreign = |value: &str| !value.is_empty() && !value.starts_with("data:");
        let linked = tag.name == "link" && tag.get("href").is_some_and(foreign);
        if linked || LOADING.iter().any(|name| tag.get(name).is_some_and(foreign)) {
            flags.add(page.top(), format!("a <{}> would be loaded from elsewhere", tag.name));
        }
        let styled = tag.get("style").unwrap_or_default();
        if loads(styled) {
            flags.add(page.top(), format!("the style of a <{}> would load something", tag.name));
        }
    }
    if loads(page.style()) {
        flags.add(page.top(), "the style of the page would load something");
    }
}

fn loads(style: &str) -> bool {
    let outside = |part: &str| !part.trim_start_matches(['"', '\'']).starts_with("data:");
    style.contains("@import") || style.split("url(").skip(1).any(outside)
}

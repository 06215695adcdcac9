//! ## What it finds
//! Pictures, backgrounds and other files that an e-mail would load or carry.
//! ## Why it matters
//! A picture from elsewhere tells who opened the e-mail and when; blocked, it looks broken. Genuine
//! senders attach nothing.
//! ## Instead
//! Say it in words.

#[cfg(test)]
use super::Samples;
use super::{EMAIL, Flags, Page, Rule};
use crate::Weight;

pub(super) const RULE: Rule = Rule {
    id: "D-09",
    name: "pictures",
    weight: Weight::Error,
    blocks_submit: true,
    channels: EMAIL,
    why: "a picture from elsewhere is a spy, and blocked it looks broken",
    source: "tax authority's advice on genuine e-mails (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "email:<!DOCTYPE html><img src=\"https://t.example/p.gif\">",
        good: "email:# A\n\nText.",
    },
    check,
};

/// Tags that load or carry a file.
const LOADING: [&str; 7] = ["img", "picture", "object", "embed", "video", "audio", "link"];

fn check(page: &Page<'_>, flags: &mut Flags) {
    for tag in page.tags() {
        let style = tag.get("style").unwrap_or_default();
        let loads = LOADING.contains(&tag.name.as_str())
            || tag.get("src").is_some()
            || tag.get("background").is_some()
            || style.contains("url(");
        if loads {
            flags.add(
                page.top(),
                format!("a <{}> loads something; an e-mail has words only", tag.name),
            );
        }
    }
}

//! ## What it finds
//! Anything that is wider than a screen of 320 pixels: fixed widths, or a telephone number that
//! cannot be broken and is too long.
//! ## Why it matters
//! Who has to move a page sideways loses the line.
//! ## Instead
//! Shorten the number that people read to at most 24 characters.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN, Page, Rule};

use super::markup::Tag;
use crate::Weight;

pub(super) const RULE: Rule = Rule {
    id: "F-04",
    name: "small screens",
    weight: Weight::Error,
    blocks_submit: true,
    channels: GARDEN,
    why: "who has to move a page sideways loses the line",
    source: "WCAG 1.4.10 (S)",
    #[cfg(test)]
    samples: Samples { bad: "<!DOCTYPE html><style>body{width:600px}</style>", good: "# A" },
    check,
};

/// The narrowest screen, in CSS pixels.
const SCREEN_PIXELS: u32 = 320;

/// What fits such a screen in one piece, in characters.
const MAX_CHARS: usize = 24;

fn check(page: &Page<'_>, flags: &mut Flags) {
    let wide = widths(page.style()).find(|pixels| *pixels > SCREEN_PIXELS);
    if let Some(pixels) = wide {
        flags.add(page.top(), format!("something is {pixels} pixels wide; a small screen has 320"));
    }
    let unbroken = |tag: &&Tag| tag.is("class", "tel") || tag.is("class", "code");
    for tag in page.tags().iter().filter(unbroken) {
        if tag.text.chars().count() > MAX_CHARS {
            flags
                .add(page.top(), format!("“{}” does not fit a small screen on one line", tag.text));
        }
    }
}

/// The widths in pixels that a style fixes.
fn widths(style: &str) -> impl Iterator<Item = u32> {
    let declarations = style.split(['{', '}', ';']);
    declarations.filter_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        let fixed = ["width", "min-width", "inline-size", "min-inline-size"].contains(&name.trim());
        fixed.then(|| value.trim().strip_suffix("px")?.parse().ok())?
    })
}

//! ## What it finds
//! Buttons that are lower than 44 pixels.
//! ## Why it matters
//! On a telephone a small button is missed, most of all by shaking hands.
//! ## Instead
//! Leave the style of the page as it is.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN, Page, Rule};
use crate::Weight;

pub(super) const RULE: Rule = Rule {
    id: "F-03",
    name: "size of targets",
    weight: Weight::Error,
    blocks_submit: true,
    channels: GARDEN,
    why: "a small button is missed, most of all by shaking hands",
    source: "WCAG 2.5.8 asks for 24 pixels; makers of phones recommend 44 (S)",
    #[cfg(test)]
    samples: Samples {
        bad: "<!DOCTYPE html><style>button{min-block-size:1rem}</style><button>Go</button>",
        good: "# A\n\n## Help {#help .help}\n\nCall us.",
    },
    check,
};

/// 44 pixels at the usual size of text, in hundredths of a rem.
const MIN_HUNDREDTHS: u32 = 275;

fn check(page: &Page<'_>, flags: &mut Flags) {
    let has_button = page.tags().iter().any(|tag| tag.name == "button");
    if has_button && button_hundredths(page.style()) < MIN_HUNDREDTHS {
        flags.add(page.top(), "a button is lower than 44 pixels");
    }
}

/// The least height of a button, in hundredths of a rem; 0 if the style does not say it in rem.
fn button_hundredths(style: &str) -> u32 {
    let rule = style.split('}').find_map(|rule| {
        let (selector, declarations) = rule.rsplit_once('{')?;
        (selector == "button").then_some(declarations)
    });
    let size =
        rule.and_then(|rule| rule.split(';').find_map(|d| d.strip_prefix("min-block-size:")));
    let Some(number) = size.and_then(|size| size.strip_suffix("rem")) else { return 0 };
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let hundredths = format!("{part:0<2}");
    let whole: u32 = whole.parse().unwrap_or(0);
    whole * 100 + hundredths.get(..2).and_then(|part| part.parse().ok()).unwrap_or(0)
}

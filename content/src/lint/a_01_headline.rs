//! ## What it finds
//! A page without exactly one headline, a headline over 90 characters, or one that does not say
//! that a device has a problem and what happened to the connection.
//! ## Why it matters
//! People read the first line and decide whether the message is for them.
//! ## Instead
//! One line with both facts: "A device in your home has a virus. We paused your internet."

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN_AND_EMAIL, Page, Rule};
use crate::document::{BlockKind, Element};
use crate::prose::{Line, Word};
use crate::{Span, Weight};

const MAX_CHARS: usize = 90;

pub(super) const RULE: Rule = Rule {
    id: "A-01",
    name: "headline",
    weight: Weight::Error,
    blocks_submit: false,
    channels: GARDEN_AND_EMAIL,
    why: "people read the first line and decide whether the message is for them",
    source: "government guidance on e-mails and plain-language advice (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "# Important information about your subscription\n\nHello.",
        good: "# A device in your home has a virus. We paused your internet.\n\nHello.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for block in &page.document.blocks {
        for element in &block.content {
            if let Element::Heading { level: 1, span, .. } = element {
                flags.add(*span, "a page has one headline; this is another");
            }
        }
    }
    let lead = page.document.blocks.first().filter(|block| block.kind == BlockKind::Lead);
    let title = lead.map(|lead| Line::of(&lead.title, true, page.words));
    let Some(title) = title.filter(|title| !title.words.is_empty()) else {
        flags.add(page.top(), "the page has no headline; begin with a line after a single #");
        return;
    };
    let place = title.span(0..title.prose.text.len());
    if title.prose.text.chars().count() > MAX_CHARS {
        flags.add(place, "the headline is longer than 90 characters");
    }
    if page.words.is_known() {
        check_words(page, &title.words, place, flags);
    }
}

fn check_words(page: &Page<'_>, title: &[Word], place: Span, flags: &mut Flags) {
    let has = |list: &str| page.words.has(list, title);
    let device = has("device") && has("problem");
    let connection = has("connection") && has("interruption");
    let message = match (device, connection) {
        (true, true) => return,
        (false, true) => "the headline does not say that a device has a problem",
        (true, false) => "the headline does not say what happened to the connection",
        (false, false) => {
            "the headline says neither that a device has a problem nor what happened to the connection"
        }
    };
    flags.add(place, message);
}

//! ## What it finds
//! A headline that shares no three words in a row with the headline on another channel, or with the
//! subject of its own e-mail.
//! ## Why it matters
//! Who reads the e-mail, sees the page and calls must know that all three are about the same thing.
//! ## Instead
//! Use the same key words everywhere: "a device in your home has a virus".

use std::collections::BTreeSet;

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule};

use crate::document::Element;
use crate::prose::{Prose, Word, words};
use crate::{Channel, Document, Weight};

pub(super) const RULE: Rule = Rule {
    id: "D-11",
    name: "key phrase",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: ALL,
    why: "e-mail, page and help desk must be known for the same message",
    source: "a provider's customers of whom half never saw the e-mail, 2011 (O)",
    #[cfg(test)]
    samples: Samples {
        bad: "# Your internet is slow\n\nText.",
        good: "# A device at home has a virus. We paused it.\n\nText.",
    },
    check,
};

/// How many words in a row make a phrase.
const SHARED_WORDS: usize = 3;

/// How far into a script its opening goes, in words.
const OPENING_WORDS: usize = 40;

fn check(page: &Page<'_>, flags: &mut Flags) {
    let own = opening(page.document);
    if own.len() < SHARED_WORDS {
        return;
    }
    let subject = words(&page.document.front.subject);
    if page.document.channel() == Channel::Email
        && subject.len() >= SHARED_WORDS
        && !share(&own, &subject)
    {
        flags.add(page.top(), "the subject and the headline share no key phrase");
    }
    let locale = page.document.locale();
    for sibling in page.context.siblings.iter().filter(|sibling| sibling.locale() == locale) {
        let other = opening(sibling);
        let channel = sibling.channel();
        if channel != page.document.channel() && other.len() >= SHARED_WORDS && !share(&own, &other)
        {
            flags.add(
                page.top(),
                format!("the headline shares no key phrase with the one in “{channel}”"),
            );
        }
    }
}

/// The words of the headline; of a script, also those that are said first.
fn opening(document: &Document) -> Vec<Word> {
    let Some(lead) = document.blocks.first() else { return Vec::new() };
    let mut opening = words(&Prose::of(&lead.title).text);
    if document.channel() == Channel::Script {
        let said = lead.content.iter().filter_map(|element| match element {
            Element::Paragraph { text, .. } => Some(words(&Prose::of(text).text)),
            _ => None,
        });
        opening.extend(said.flatten());
        opening.truncate(OPENING_WORDS);
    }
    opening
}

/// Whether some words in a row are in both.
fn share(a: &[Word], b: &[Word]) -> bool {
    let mut runs = BTreeSet::new();
    runs.extend(a.windows(SHARED_WORDS).map(run));
    b.windows(SHARED_WORDS).any(|words| runs.contains(&run(words)))
}

fn run(words: &[Word]) -> [&str; SHARED_WORDS] {
    std::array::from_fn(|place| words[place].lower.as_str())
}

//! ## What it finds
//! Links with words that say nothing: "here", "click here", "this link", "more".
//! ## Why it matters
//! Who hears the links of a page read out, one after the other, cannot tell them apart.
//! ## Instead
//! Use the name of the page that the link opens.

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule};
use crate::Weight;
use crate::prose::{links_with_text, words};

pub(super) const RULE: Rule = Rule {
    id: "E-10",
    name: "link words",
    weight: Weight::Error,
    blocks_submit: false,
    channels: ALL,
    why: "read out alone, such a link says nothing",
    source: "WCAG 2.4.4 (S)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\nClick [here](https://my.northwire.example).",
        good: "# A\n\nOpen [our advice](https://my.northwire.example).",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for (text, _, span) in links_with_text(page.document) {
        let words = words(&text);
        let empty = page.words.find("empty_link", &words).first().is_some_and(|place| {
            place.start == words[0].range.start
                && Some(place.end) == words.last().map(|w| w.range.end)
        });
        if empty || words.is_empty() {
            flags.add(span, "these words do not say where the link leads");
        }
    }
}

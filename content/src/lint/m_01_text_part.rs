//! ## What it finds
//! Words or links that are in the HTML of an e-mail and not in its text.
//! ## Why it matters
//! Some people read only the text. A link or a step that is missing there is missing for them.
//! ## Instead
//! Write each block once; both parts are made from it.

#[cfg(test)]
use super::Samples;
use super::rule::MAX_PER_RULE;
use super::{EMAIL, Flags, Page, Rule};

use crate::variable::SampleReader;
use crate::{Target, Weight};

pub(super) const RULE: Rule = Rule {
    id: "M-01",
    name: "text part",
    weight: Weight::Error,
    blocks_submit: true,
    channels: EMAIL,
    why: "some people read only the text part",
    source: "a mail system whose two parts drifted apart (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "email:<!DOCTYPE html><h2>Only here</h2>",
        good: "email:# A\n\n## Help {#help .help}\n\nOpen [our advice](https://my.northwire.example/a).",
    },
    check,
};

/// Tags whose words are those of the message.
const WORDS: [&str; 7] = ["h1", "h2", "h3", "p", "li", "strong", "a"];

fn check(page: &Page<'_>, flags: &mut Flags) {
    let text = folded(&page.rendered(Target::EmailText, SampleReader::Long));
    let mut part = TextPart { text: &text, at: 0 };
    for tag in page.tags().iter().filter(|tag| WORDS.contains(&tag.name.as_str())) {
        // All stand at the top of the page; more than are told would only be looked for.
        if flags.0.len() >= MAX_PER_RULE {
            return;
        }
        let words = folded(&unescaped(&tag.text));
        if !part.has(&words) {
            flags.add(page.top(), format!("“{words}” is not in the text part"));
        }
        let target = tag.get("href").filter(|target| target.starts_with("http"));
        if let Some(target) = target.filter(|target| !part.has(&folded(target))) {
            flags.add(page.top(), format!("the link to {target} is not in the text part"));
        }
    }
}

/// The text part, and how far its words were found.
struct TextPart<'t> {
    text: &'t str,
    at: usize,
}

impl TextPart<'_> {
    /// Whether words are in the text. Both parts are in one order, so they are looked for from where
    /// the last ones were: from the beginning each time would take the square of the length. What
    /// is out of order (the provider's name stands at the top of the HTML and at the end of the text)
    /// leads too far ahead; the next words then lead back.
    fn has(&mut self, words: &str) -> bool {
        let from = |start: usize| self.text[start..].find(words).map(|found| start + found);
        let Some(at) = from(self.at).or_else(|| from(0)) else { return false };
        self.at = at;
        true
    }
}

/// Without white space and marks of direction: the text part has its own lines.
fn folded(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{2068}' | '\u{2069}')).collect()
}

fn unescaped(text: &str) -> String {
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    plain.replace("&amp;", "&")
}

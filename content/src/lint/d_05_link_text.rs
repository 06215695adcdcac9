//! ## What it finds
//! Links whose words look like an address other than the one they lead to.
//! ## Why it matters
//! It is the oldest trick of fraud, and readers are told to look for it.
//! ## Instead
//! Write the address itself, or plain words.

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule};
use crate::Weight;
use crate::prose::links_with_text;

pub(super) const RULE: Rule = Rule {
    id: "D-05",
    name: "link text",
    weight: Weight::Error,
    blocks_submit: true,
    channels: ALL,
    why: "words that show one address and lead to another are the oldest trick of fraud",
    source: "consumer advice on fraud (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\n[www.northwire.example](https://my.northwire.example/login)",
        good: "# A\n\n[my.northwire.example](https://my.northwire.example) and [our advice](https://help.northwire.example)",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for (text, target, span) in links_with_text(page.document) {
        let shown = bare(&text);
        let looks_like_address = shown.contains('.') && !shown.contains(char::is_whitespace);
        if looks_like_address && shown != bare(target) {
            flags.add(span, format!("the link shows {shown} and leads to {}", bare(target)));
        }
    }
}

/// An address without scheme and closing slash.
fn bare(address: &str) -> String {
    let lower = address.trim().to_lowercase();
    let rest = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    rest.trim_end_matches('/').to_owned()
}

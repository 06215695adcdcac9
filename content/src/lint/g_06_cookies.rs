//! ## What it finds
//! A form that does not say by itself whose page it is on.
//! ## Why it matters
//! Cookies are gone as soon as the sign-in screen closes, so the address of the form has to carry
//! the token.
//! ## Instead
//! Leave the forms of the page as they are.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN, Page, Rule};
use crate::Weight;

pub(super) const RULE: Rule = Rule {
    id: "G-06",
    name: "cookies",
    weight: Weight::Error,
    blocks_submit: true,
    channels: GARDEN,
    why: "cookies are gone as soon as the sign-in screen closes",
    source: "Wireless Broadband Alliance on captive behaviour (S)",
    #[cfg(test)]
    samples: Samples {
        bad: "<!DOCTYPE html><form method=\"post\" action=\"/help\"></form>",
        good: "# A\n\n## Help {#help .help}\n\nCall us.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for form in page.tags().iter().filter(|tag| tag.name == "form") {
        let action = form.get("action").unwrap_or_default();
        let token = action.strip_prefix("/g/").and_then(|rest| rest.split_once('/'));
        if token.is_none_or(|(token, _)| token.is_empty()) {
            flags.add(page.top(), "a form would need a cookie to know whose page it is on");
        }
    }
}

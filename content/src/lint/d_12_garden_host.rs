//! ## What it finds
//! A garden whose address is a number, is not under one of the provider's hosts, or is hard to
//! read.
//! ## Why it matters
//! On some phones the address above the page is the only thing that the provider cannot be robbed
//! of.
//! ## Instead
//! A short name under the provider's own domain, such as help.northwire.example.

use super::{Flags, GARDEN, Page, Rule};
#[cfg(test)]
use super::{NUMBER_HOST, Samples};
use crate::Weight;

pub(super) const RULE: Rule = Rule {
    id: "D-12",
    name: "garden host",
    weight: Weight::Information,
    blocks_submit: false,
    channels: GARDEN,
    why: "above the page some phones show only its address",
    source: "Android's sign-in screen prints the address as its title (S)",
    #[cfg(test)]
    samples: Samples { bad: NUMBER_HOST, good: "# A" },
    check,
};

/// Longer addresses are cut off in the title of a phone, in characters.
const MAX_CHARS: usize = 40;

fn check(page: &Page<'_>, flags: &mut Flags) {
    let Some(host) = page.context.garden_host else { return };
    let number = host.contains(':') || host.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let problem = if number {
        "is a number, not a name that people know"
    } else if host.split('.').any(|label| label.starts_with("xn--")) {
        "is written in code where it is not in plain letters"
    } else if !page.brand.allows_host(host) {
        "is not under one of the provider's hosts"
    } else if host.chars().count() > MAX_CHARS {
        "is too long for the title of a phone"
    } else {
        return;
    };
    flags.add(page.top(), format!("the address of the garden, {host}, {problem}"));
}

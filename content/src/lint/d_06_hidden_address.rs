//! ## What it finds
//! Links in an e-mail whose words are not the address itself.
//! ## Why it matters
//! Who did not expect the e-mail has to see where a link leads before touching it.
//! ## Instead
//! Show the address: https://my.northwire.example.

#[cfg(test)]
use super::Samples;
use super::{EMAIL, Flags, Page, Rule};
use crate::Weight;
use crate::prose::links_with_text;

pub(super) const RULE: Rule = Rule {
    id: "D-06",
    name: "hidden address",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: EMAIL,
    why: "who did not expect the e-mail has to see where a link leads",
    source: "government messaging guidance on links (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "+++\nmessage = \"m\"\nvariant = \"v\"\nchannel = \"email\"\nlocale = \"en\"\n+++\n# A\n\n[Our advice](https://my.northwire.example)",
        good: "+++\nmessage = \"m\"\nvariant = \"v\"\nchannel = \"email\"\nlocale = \"en\"\n+++\n# A\n\n<https://my.northwire.example>",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for (text, target, span) in links_with_text(page.document) {
        let bare =
            |address: &str| address.trim_start_matches("https://").trim_end_matches('/').to_owned();
        if target.starts_with("http") && bare(text.trim()) != bare(target) {
            flags.add(span, "the words hide the address");
        }
    }
}

//! ## What it finds
//! An e-mail that does not say what to do if no page appears.
//! ## Why it matters
//! Phones that are already connected stop looking for such a page, so it may never open by itself.
//! ## Instead
//! "No page? Turn the Wi-Fi of your phone off and on."

#[cfg(test)]
use super::Samples;
use super::{EMAIL, Flags, Page, Rule};
use crate::Weight;

pub(super) const RULE: Rule = Rule {
    id: "C-07",
    name: "no page",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: EMAIL,
    why: "phones that are connected stop looking, so the page may never open by itself",
    source: "documentation of captive portals (S)",
    #[cfg(test)]
    samples: Samples {
        bad: "+++\nmessage = \"m\"\nvariant = \"v\"\nchannel = \"email\"\nlocale = \"en\"\n+++\n# A\n\nOpen any page.",
        good: "+++\nmessage = \"m\"\nvariant = \"v\"\nchannel = \"email\"\nlocale = \"en\"\n+++\n# A\n\nNo page? Turn your Wi-Fi off and on.",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let said = page.sections.iter().any(|section| section.has("wifi_again", page.words));
    if !said && page.words.is_known() {
        flags.add(page.top(), "does not say what to do if no page appears");
    }
}

//! ## What it finds
//! A page after the release that is not complete in itself, or not in the language of the message.
//! ## Why it matters
//! The sign-in screen may close at once. What is not on that page is not read.
//! ## Instead
//! Add the language to the fixed words of the pages.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN, Page, Rule};

use crate::chrome::Chrome;
use crate::variable::SampleReader;
use crate::{Notice, Pseudo, Values, Weight, render_notice};

pub(super) const RULE: Rule = Rule {
    id: "G-12",
    name: "result page",
    weight: Weight::Error,
    blocks_submit: true,
    channels: GARDEN,
    why: "the sign-in screen may close at once; what is not on that page is not read",
    source: "documentation of captive portals (S)",
    #[cfg(test)]
    samples: Samples {
        bad: "+++\nmessage = \"m\"\nvariant = \"v\"\nchannel = \"garden\"\nlocale = \"fi\"\n+++\n# A",
        good: "# A",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let Some(values) = Values::sample(SampleReader::Long) else { return };
    let locale = page.document.locale();
    let notice = Notice::ReleaseRequested {
        case_code: values.case_code.clone(),
        token: values.token.clone(),
        minutes: values.release_minutes,
    };
    let body = render_notice(&notice, page.brand, &locale).body;
    let phone = page.brand.help.phone.national.as_str();
    for (what, words) in [("the code", values.case_code.as_ref()), ("the help line", phone)] {
        if !body.contains(words) {
            flags.add(page.top(), format!("the page after the release lacks {what}"));
        }
    }
    if Pseudo::of(&locale).is_none() && Chrome::name_of(&locale).is_none() {
        let message =
            format!("buttons and small pages have no words in “{locale}”; they are in English");
        flags.add_as(Weight::Warning, page.top(), message);
    }
}

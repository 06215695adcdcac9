//! ## What it finds
//! An e-mail without a subject or preheader, or with a subject of more than 60 characters.
//! ## Why it matters
//! Mail programs cut long subjects and fill a missing preheader with the first words they find.
//! ## Instead
//! Fill both in the front matter; the subject says that a device has a virus.

#[cfg(test)]
use super::Samples;
use super::{EMAIL, Flags, Page, Rule};
use crate::Weight;

const MAX_CHARS: usize = 60;

pub(super) const RULE: Rule = Rule {
    id: "M-03",
    name: "subject",
    weight: Weight::Warning,
    blocks_submit: false,
    channels: EMAIL,
    why: "mail programs cut long subjects and fill a missing preheader with anything",
    source: "practice of mail programs (P)",
    #[cfg(test)]
    samples: Samples {
        bad: "+++\nmessage = \"m\"\nvariant = \"v\"\nchannel = \"email\"\nlocale = \"en\"\n+++\n# A",
        good: "+++\nmessage = \"m\"\nvariant = \"v\"\nchannel = \"email\"\nlocale = \"en\"\nsubject = \"A device has a virus\"\npreheader = \"How to fix it\"\n+++\n# A",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let front = &page.document.front;
    let n_chars = front.subject.chars().count();
    if n_chars == 0 {
        flags.add(page.top(), "the e-mail has no subject; write one in the front matter");
    } else if n_chars > MAX_CHARS {
        flags.add(page.top(), format!("the subject has {n_chars} characters; at most {MAX_CHARS}"));
    }
    if front.preheader.is_empty() {
        flags.add(page.top(), "the e-mail has no preheader; write one in the front matter");
    }
}

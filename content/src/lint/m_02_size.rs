//! ## What it finds
//! An e-mail of more than 30 kB (a warning) or 102 kB (an error).
//! ## Why it matters
//! Some mail programs cut what is longer and hide the rest behind a link.
//! ## Instead
//! Say less.

#[cfg(test)]
use super::Samples;
use super::{EMAIL, Flags, Page, Rule};
use crate::Weight;

pub(super) const RULE: Rule = Rule {
    id: "M-02",
    name: "size",
    weight: Weight::Error,
    blocks_submit: true,
    channels: EMAIL,
    why: "some mail programs cut what is longer",
    source: "a mail program that cuts at 102 kB (O)",
    #[cfg(test)]
    samples: Samples { bad: super::g_01_bytes::tests::LONG_EMAIL, good: "email:# A\n\nText." },
    check,
};

const WARN_BYTES: usize = 30_000;
const MAX_BYTES: usize = 102_000;

fn check(page: &Page<'_>, flags: &mut Flags) {
    let n_bytes = page.html().len();
    if n_bytes > MAX_BYTES {
        flags.add(page.top(), format!("the e-mail takes {n_bytes} bytes; at most {MAX_BYTES}"));
    } else if n_bytes > WARN_BYTES {
        let message = format!("the e-mail takes {n_bytes} bytes; {WARN_BYTES} is plenty");
        flags.add_as(Weight::Warning, page.top(), message);
    }
}

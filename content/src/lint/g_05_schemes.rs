//! ## What it finds
//! Links that begin with anything but https, http, tel or sms, such as mailto.
//! ## Why it matters
//! The sign-in screen of Android shows an error page for them; the one of iPhones does nothing.
//! ## Instead
//! Write an e-mail address as words, or offer the form on the page.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN, Page, Rule};
use crate::Weight;
use crate::prose::links;

pub(super) const RULE: Rule = Rule {
    id: "G-05",
    name: "schemes",
    weight: Weight::Error,
    blocks_submit: true,
    channels: GARDEN,
    why: "the sign-in screens of phones open nothing else",
    source: "Android's CaptivePortalLogin; behaviour of iOS (S)",
    #[cfg(test)]
    samples: Samples {
        bad: "# A\n\n[Write to us](mailto:help@northwire.example)",
        good: "# A\n\n[Call us](tel:+44800555010)",
    },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for (target, span) in links(page.document) {
        let Some((scheme, _)) = target.split_once(':') else { continue };
        if !["https", "http", "tel", "sms"].contains(&scheme) {
            flags.add(span, format!("phones cannot open {scheme}: here"));
        }
    }
}

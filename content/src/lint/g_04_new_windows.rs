//! ## What it finds
//! New windows, frames, downloads and fields for files.
//! ## Why it matters
//! The sign-in screens of phones open no second window and no file chooser; some leave the network.
//! ## Instead
//! Keep everything in the one page.

#[cfg(test)]
use super::Samples;
use super::{Flags, GARDEN, Page, Rule};
use crate::Weight;

pub(super) const RULE: Rule = Rule {
    id: "G-04",
    name: "new windows",
    weight: Weight::Error,
    blocks_submit: true,
    channels: GARDEN,
    why: "the sign-in screens of phones open no second window and no file chooser",
    source: "Wireless Broadband Alliance; Android's CaptivePortalLogin; FreedomPortal issue 9 (S)",
    #[cfg(test)]
    samples: Samples { bad: "<!DOCTYPE html><a href=\"/x\" target=\"_blank\">x</a>", good: "# A" },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    for tag in page.tags() {
        let frame = ["iframe", "frame", "object", "embed", "portal"].contains(&tag.name.as_str());
        let leaves =
            ["target", "formtarget", "download"].iter().any(|name| tag.get(name).is_some());
        if frame || leaves || tag.is("type", "file") {
            flags.add(page.top(), format!("a <{}> opens what phones do not open here", tag.name));
        }
    }
}

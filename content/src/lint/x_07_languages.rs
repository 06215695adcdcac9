//! ## What it finds
//! Languages that one arm of a trial has and the control has not, or the other way round.
//! ## Why it matters
//! Who reads that language gets his own in one arm and a foreign one in the other. The arms then
//! differ in more than their words.
//! ## Instead
//! Write each arm in the same languages, or offer only those that all arms have.

use super::Flags;
use super::arms::{ArmRule, Arms};
use crate::{Document, Locale, Weight};

pub(super) const RULE: ArmRule = ArmRule {
    id: "X-07",
    name: "languages",
    weight: Weight::Warning,
    blocks_submit: false,
    why: "who reads that language gets his own in one arm and a foreign one in the other",
    source: "confounding of the measured complaints (P)",
    check,
};

fn check(arms: &Arms<'_>, document: &Document, flags: &mut Flags) {
    let Some(control) = arms.control_for(document) else { return };
    let (Some(own), Some(known)) = (arms.locales_of(document), arms.locales_of(control)) else {
        return;
    };
    let place = document.blocks.first().map(|block| block.heading_span).unwrap_or_default();
    for (only, arm) in [(without(own, known), "this arm"), (without(known, own), "the control")] {
        if !only.is_empty() {
            flags.add(place, format!("only {arm} can be had in {}", only.join(", ")));
        }
    }
}

/// The locales that are not among others.
fn without<'l>(locales: &'l [Locale], others: &[Locale]) -> Vec<&'l str> {
    locales.iter().filter(|locale| !others.contains(locale)).map(AsRef::as_ref).collect()
}

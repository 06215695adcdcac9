//! ## What it finds
//! An arm that accuses, or lacks help, the way out, what still works, the provider's name or a way
//! to check the message, or that asks for secrets or links elsewhere.
//! ## Why it matters
//! Whoever is drawn into an arm has no say in it. No arm may treat people worse than that.
//! ## Instead
//! Mend what the named rule says, in this arm too.

use super::arms::{ArmRule, Arms};
use super::{Flags, Page, RULES};
use crate::{Document, Weight};

/// The rules that no arm may break.
const FLOOR: [&str; 8] = ["A-05", "C-01", "C-03", "C-06", "D-01", "D-02", "D-03", "D-04"];

pub(super) const RULE: ArmRule = ArmRule {
    id: "X-03",
    name: "floor",
    weight: Weight::Error,
    blocks_submit: true,
    why: "whoever is drawn into an arm has no say in it",
    source: "research ethics: no arm below the accepted standard (P)",
    check,
};

fn check(arms: &Arms<'_>, document: &Document, flags: &mut Flags) {
    let page = Page::new(document, &arms.context);
    let channel = document.channel();
    for rule in RULES.iter().filter(|rule| FLOOR.contains(&rule.id)) {
        if rule.channels.contains(&channel) {
            for finding in rule.findings(&page) {
                flags.add(finding.span, format!("{}: {}", rule.id, finding.message));
            }
        }
    }
}

//! ## What it finds
//! Blocks that differ between the arms of a trial though they are not declared as what is compared.
//! ## Why it matters
//! If two things differ, nobody can tell which of them made the difference.
//! ## Instead
//! Make the block the same in every arm, or declare it in the plan.

use super::arms::{ArmRule, Arms};
use super::{Change, Flags, diff};
use crate::{BlockDiff, Document, Span, Weight};

pub(super) const RULE: ArmRule = ArmRule {
    id: "X-01",
    name: "undeclared difference",
    weight: Weight::Error,
    blocks_submit: true,
    why: "if two things differ, nobody can tell which of them made the difference",
    source: "documentation of tools for multivariate tests (S)",
    check,
};

fn check(arms: &Arms<'_>, document: &Document, flags: &mut Flags) {
    let Some(control) = arms.control_for(document) else { return };
    for changed in differences(control, document) {
        if !arms.is_declared(&changed.id) {
            let (place, what) = difference(document, &changed, "the control");
            let id = &changed.id;
            flags.add(place, format!("the block “{id}” {what}, and is not declared to differ"));
        }
    }
}

/// Where a difference is, and what it is in words.
pub(super) fn difference(document: &Document, changed: &BlockDiff, other: &str) -> (Span, String) {
    let block = document.blocks.iter().find(|block| block.id == changed.id);
    let place = block.or(document.blocks.first()).map(|block| block.heading_span);
    let what = match changed.change {
        Change::Added => format!("is not in {other}"),
        Change::Removed => format!("of {other} is missing"),
        Change::Changed => format!("differs from {other}"),
        Change::Same => format!("stands in another place than in {other}"),
    };
    (place.unwrap_or_default(), what)
}

/// What differs between two arms. Of the front matter only what readers see counts: an arm is
/// another variant by its name.
pub(super) fn differences(control: &Document, document: &Document) -> Vec<BlockDiff> {
    let (own, other) = (&document.front, &control.front);
    let same_front = own.subject == other.subject && own.preheader == other.preheader;
    let mut differences = diff(control, document);
    differences.retain(|block| match block.kind {
        None => !same_front,
        Some(_) => block.change != Change::Same || block.moved,
    });
    differences
}

//! ## What it finds
//! Blocks that differ between the arms of a trial though they are not declared as what is compared.
//! ## Why it matters
//! If two things differ, nobody can tell which of them made the difference.
//! ## Instead
//! Make the block the same in every arm, or declare it in the plan.

use std::collections::BTreeMap;

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
    let places = HeadingPlaces::of(document);
    let declared = arms.declared_blocks();
    for changed in differences(control, document) {
        if !declared.contains(changed.id.as_str()) {
            let what = difference(&changed, "the control");
            let id = &changed.id;
            let message = format!("the block “{id}” {what}, and is not declared to differ");
            flags.add(places.of_block(id), message);
        }
    }
}

/// Where the headings of a document are, by the names of their blocks.
pub(super) struct HeadingPlaces<'d> {
    by_id: BTreeMap<&'d str, Span>,
    first: Span,
}

impl<'d> HeadingPlaces<'d> {
    pub(super) fn of(document: &'d Document) -> HeadingPlaces<'d> {
        let mut by_id = BTreeMap::new();
        by_id.extend(document.blocks.iter().map(|block| (block.id.as_str(), block.heading_span)));
        let first = document.blocks.first().map(|block| block.heading_span);
        HeadingPlaces { by_id, first: first.unwrap_or_default() }
    }

    /// The heading of a block; of one that is not there the first.
    pub(super) fn of_block(&self, id: &str) -> Span {
        self.by_id.get(id).copied().unwrap_or(self.first)
    }
}

/// A difference in words.
pub(super) fn difference(changed: &BlockDiff, other: &str) -> String {
    match changed.change {
        Change::Added => format!("is not in {other}"),
        Change::Removed => format!("of {other} is missing"),
        Change::Changed => format!("differs from {other}"),
        Change::Same => format!("stands in another place than in {other}"),
    }
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

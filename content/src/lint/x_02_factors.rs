//! ## What it finds
//! More than one declared block that differs between the arms of a trial.
//! ## Why it matters
//! The trial then answers whether the two texts differ, not which part of them made it so.
//! ## Instead
//! Compare one block at a time, unless the whole text is the question.

use super::Flags;
use super::arms::{ArmRule, Arms};
use super::x_01_factor::differences;
use crate::{Document, Weight};

pub(super) const RULE: ArmRule = ArmRule {
    id: "X-02",
    name: "several factors",
    weight: Weight::Warning,
    blocks_submit: false,
    why: "the trial then answers whether two texts differ, not which part of them made it so",
    source: "documentation of tools for multivariate tests (S)",
    check,
};

fn check(arms: &Arms<'_>, document: &Document, flags: &mut Flags) {
    let Some(control) = arms.control_for(document) else { return };
    let differences = differences(control, document);
    let declared = arms.declared_blocks();
    let factors: Vec<&str> = differences
        .iter()
        .map(|block| block.id.as_str())
        .filter(|id| declared.contains(id))
        .collect();
    if factors.len() > 1 {
        let place = document.blocks.iter().find(|block| block.id == factors[1]);
        let place = place.or(document.blocks.first()).map(|block| block.heading_span);
        let message = format!("{} declared blocks differ: {}", factors.len(), factors.join(", "));
        flags.add(place.unwrap_or_default(), message);
    }
}

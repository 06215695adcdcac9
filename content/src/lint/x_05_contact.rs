//! ## What it finds
//! A telephone number, opening hours, or a rule of release that differs between the arms of a trial.
//! ## Why it matters
//! Who can call longer calls more, so the arms would differ in complaints whatever their words.
//! ## Instead
//! Use ((help phone)), ((help hours)), ((help cost)), ((release time)) and ((releases left)) in
//! every arm.

use std::collections::BTreeSet;

use super::Flags;
use super::arms::{ArmRule, Arms};
use crate::document::{Block, BlockKind};
use crate::lint::WordList;
use crate::prose::{block_lines, placeholders_of};
use crate::variable::{Variable, VariableKind, VariableName};
use crate::{Document, Weight};

pub(super) const RULE: ArmRule = ArmRule {
    id: "X-05",
    name: "help and release",
    weight: Weight::Warning,
    blocks_submit: false,
    why: "who can call longer calls more, whatever the words of the arm",
    source: "confounding of the measured complaints (P)",
    check,
};

fn check(arms: &Arms<'_>, document: &Document, flags: &mut Flags) {
    let Some(control) = arms.control_for(document) else { return };
    for kind in [BlockKind::Help, BlockKind::Release] {
        let (Some(own), Some(other)) = (document.block(kind), control.block(kind)) else {
            continue;
        };
        let (facts, known) = (facts(document, own), self::facts(control, other));
        if facts != known {
            let listed = |facts: &BTreeSet<String>| {
                facts.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
            };
            let message = format!(
                "the {} block names {} here and {} in the control",
                kind.name(),
                listed(&facts),
                listed(&known)
            );
            flags.add(own.heading_span, message);
        }
    }
}

/// What a block says about numbers, hours, cost and release: its placeholders, and every word with
/// a digit that is typed.
fn facts(document: &Document, block: &Block) -> BTreeSet<String> {
    let mut facts = BTreeSet::new();
    let placeholders = placeholders_of(block);
    // A code that is asked for changes nobody's way to help.
    let is_code = |name: &VariableName| {
        Variable::named(name).is_some_and(|variable| variable.kind == VariableKind::CaseCode)
    };
    let told = placeholders.iter().filter(|name| !is_code(name));
    facts.extend(told.map(|name| format!("(({name}))")));
    let known = placeholders.iter().filter_map(|name| Variable::named(name));
    let mut samples = BTreeSet::new();
    samples.extend(known.map(|variable| variable.sample.to_lowercase()));
    for line in block_lines(block, WordList::of(&document.locale())) {
        let typed = line.words.iter().map(|word| &word.lower).filter(|word| {
            word.contains(|c: char| c.is_ascii_digit())
                && !samples.iter().any(|sample| sample.contains(word.as_str()))
        });
        facts.extend(typed.cloned());
    }
    facts
}

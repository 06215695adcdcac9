//! The checks of the arms: each by itself, and against each other.

use std::collections::BTreeSet;

use super::Problems;
use crate::name::VariantName;
use crate::plan::{Arm, ArmDraft, Channel};

/// The arms that are right by themselves; what is wrong is added to `problems`.
pub fn check(drafts: &[ArmDraft], problems: &mut Problems) -> Vec<Arm> {
    if !(2..=8).contains(&drafts.len()) {
        let remedy = if drafts.len() < 2 { "add one to compare with" } else { "take some out" };
        problems.add("arms", format!("a trial has 2 to 8 arms, not {}: {remedy}", drafts.len()));
    }
    if !drafts.is_empty() && drafts.iter().all(|arm| arm.variant.is_none()) {
        problems.add("arms", "at least one arm has a variant: without one nothing is tried");
    }
    let mut arms = Vec::new();
    for (index, draft) in drafts.iter().enumerate() {
        check_against_earlier(&drafts[..index], draft, index, problems);
        arms.extend(check_arm(draft, index, problems));
    }
    arms
}

fn check_against_earlier(
    earlier: &[ArmDraft],
    draft: &ArmDraft,
    index: usize,
    problems: &mut Problems,
) {
    if earlier.iter().any(|other| other.name == draft.name) {
        let message = format!("another arm is called {:?}: give each its own name", draft.name);
        problems.add(format!("arms[{index}].name"), message);
    }
    if let Some(same) = earlier.iter().find(|other| gives(other) == gives(draft)) {
        let message = format!(
            "the arm gives exactly what {:?} gives: change its variant, channels or quarantine",
            same.name
        );
        problems.add(format!("arms[{index}]"), message);
    }
}

/// What a subject gets from an arm.
fn gives(draft: &ArmDraft) -> (&Option<String>, BTreeSet<Channel>, bool) {
    (&draft.variant, draft.channels.iter().copied().collect(), draft.quarantined)
}

fn check_arm(draft: &ArmDraft, index: usize, problems: &mut Problems) -> Option<Arm> {
    let field = |name: &str| format!("arms[{index}].{name}");
    let name = draft.name.parse().map_err(|error: crate::InvalidName| error.to_string());
    let name = problems.keep(&field("name"), name);
    let variant = draft.variant.as_deref().map(str::parse::<VariantName>).transpose();
    let variant = problems.keep(&field("variant"), variant.map_err(|error| error.to_string()));
    if let Err(message) = check_channels(draft) {
        problems.add(field("channels"), message);
    }
    if !(1..=100).contains(&draft.weight) {
        problems.add(field("weight"), format!("a weight is 1 to 100, not {}", draft.weight));
    }
    Some(Arm {
        name: name?,
        variant: variant?,
        channels: draft.channels.clone(),
        quarantined: draft.quarantined,
        weight: draft.weight,
    })
}

fn check_channels(draft: &ArmDraft) -> Result<(), &'static str> {
    let distinct: BTreeSet<Channel> = draft.channels.iter().copied().collect();
    let in_garden = distinct.contains(&Channel::Garden);
    if distinct.len() < draft.channels.len() {
        Err("a channel is named twice: name each once")
    } else if draft.variant.is_none() && !distinct.is_empty() {
        Err("an arm without a variant has no channels: choose a variant, or take the channels out")
    } else if draft.variant.is_some() && distinct.is_empty() {
        Err("an arm with a variant needs a channel: add one, or take the variant out")
    } else if in_garden && !draft.quarantined {
        Err(
            "only a quarantined line can open the garden page: turn quarantine on, or take garden out",
        )
    } else if draft.quarantined && !in_garden {
        Err("a quarantined line needs a garden page to read: add garden, or turn quarantine off")
    } else {
        Ok(())
    }
}

//! Reasons why a number may be wrong, in sentences.

use super::whole::Whole;
use super::{SampleRatio, Stage, Unresolved};

/// The reasons, the gravest first.
pub(super) fn all(whole: &Whole, ratios: &[SampleRatio], unresolved: &Unresolved) -> Vec<String> {
    let mut warnings: Vec<String> = ratios.iter().filter_map(ratio).collect();
    let again = whole.enrolled_again.len();
    if again > 0 {
        let who = if again == 1 { "subject was" } else { "subjects were" };
        warnings.push(format!("{again} {who} enrolled twice; the first arm counts."));
    }
    if unresolved.unknown > 0 {
        let n = unresolved.unknown;
        warnings.push(format!("Unknown outcomes, because reports are missing: {n}."));
    }
    if unresolved.not_confirmed > 0 {
        let n = unresolved.not_confirmed;
        warnings.push(format!("Outcomes not confirmed, which count as not clean: {n}."));
    }
    if unresolved.uncoded > 0 {
        let n = unresolved.uncoded;
        warnings.push(format!("Subjects with a contact that nobody has coded: {n}."));
    }
    if unresolved.set_aside > 0 {
        let n = unresolved.set_aside;
        warnings.push(format!("Rows for subjects who do not exist, set aside: {n}."));
    }
    warnings.extend(Some(whole.late.sentence.clone()).filter(|sentence| !sentence.is_empty()));
    if whole.planning.is_none() {
        warnings.push("The plan's sizes cannot be computed: there is no planned look.".to_owned());
    }
    warnings
}

fn ratio(ratio: &SampleRatio) -> Option<String> {
    let stage = match ratio.stage {
        Stage::Enrolled => "enrolled",
        Stage::Served => "served their page",
        Stage::Analysed => "in the rates",
    };
    ratio.alarm.then(|| {
        format!(
            "The shares of subjects {stage} are not as the weights say (p {:.4}): subjects get \
             lost in one arm, so trust no comparison before the cause is found.",
            ratio.p
        )
    })
}

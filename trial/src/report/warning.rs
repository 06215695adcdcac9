//! Reasons why a number may be wrong, in sentences.

use super::analysis::Analysis;
use super::{SampleRatio, Stage, Unresolved};

/// Something that is not resolved: its words and its count.
type Open = (&'static str, fn(&Unresolved) -> u64);

/// What may not be resolved, the gravest first.
const UNRESOLVED: [Open; 4] = [
    ("Unknown outcomes, because reports are missing", |open| open.unknown),
    ("Outcomes not confirmed, which count as not clean", |open| open.not_confirmed),
    ("Subjects with a contact that nobody has coded", |open| open.uncoded),
    ("Rows for subjects who do not exist, set aside", |open| open.set_aside),
];

/// The reasons, the gravest first.
pub(super) fn all(
    analysis: &Analysis,
    ratios: &[SampleRatio],
    unresolved: &Unresolved,
) -> Vec<String> {
    let mut warnings: Vec<String> = ratios.iter().filter_map(ratio).collect();
    let again = analysis.enrolled_again.len();
    if again > 0 {
        let who = if again == 1 { "subject was" } else { "subjects were" };
        warnings.push(format!("{again} {who} enrolled twice; the first arm counts."));
    }
    let open = UNRESOLVED.iter().map(|(words, count)| (words, count(unresolved)));
    warnings.extend(open.filter(|(_, n)| *n > 0).map(|(words, n)| format!("{words}: {n}.")));
    warnings.extend(Some(analysis.late.sentence.clone()).filter(|sentence| !sentence.is_empty()));
    if analysis.planning.is_none() {
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

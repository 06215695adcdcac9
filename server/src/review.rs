//! What speaks against a step of a review: findings that nobody may waive, reasons that are missing,
//! and an author who would approve their own text.

use std::collections::BTreeSet;

use content::{Brand, Context, Finding, Weight};
use trial::{FieldProblem, Refusal};
use wire::message::Revision;
use wire::review::{MAX_WORDS, ReviewState, ReviewStepKind, Waiver};

use crate::store::StoredStep;

/// Why a text cannot be submitted with these reasons of its author; empty when it can.
/// Codes: `blocked`, `waiver_missing`.
pub fn cannot_submit(source: &str, brand: &Brand, waivers: &[Waiver]) -> Vec<Refusal> {
    let findings = findings(source, brand);
    let blocking = findings.iter().filter(|finding| finding.blocks_submit);
    let blocked = rules(blocking).into_iter().map(|(rule, message)| {
        let message = format!("{rule} cannot be waived: {message}; mend the text first");
        refusal("blocked", rule, message)
    });
    blocked.chain(unwaived(&findings, Weight::Warning, waivers)).collect()
}

/// Why a revision cannot be approved by this person with these reasons; empty when it can.
/// Codes: `own_text`, `waiver_missing`.
pub fn cannot_approve(
    revision: &Revision,
    author: &str,
    approver: &str,
    waivers: &[Waiver],
) -> Vec<Refusal> {
    let is_own = author.to_lowercase() == approver.to_lowercase();
    let own = is_own.then(|| {
        let message = format!("{author} wrote this text: somebody else has to approve it");
        refusal("own_text", "approver", message)
    });
    let findings = findings(&revision.source, &revision.brand);
    own.into_iter().chain(unwaived(&findings, Weight::Error, waivers)).collect()
}

/// A name, a reason or a note: trimmed, 1 to [`MAX_WORDS`] characters.
///
/// # Errors
/// The field, and what would be right.
pub fn words(field: &str, text: &str) -> Result<String, FieldProblem> {
    let text = text.trim();
    match text.chars().count() {
        1..=MAX_WORDS => Ok(text.to_owned()),
        n => {
            let message = format!("1 to {MAX_WORDS} characters are needed, these are {n}");
            Err(FieldProblem { field: field.to_owned(), message })
        }
    }
}

/// The reasons, each checked.
///
/// # Errors
/// Every reason that is missing or too long.
pub fn reasons(waivers: &[Waiver]) -> Result<Vec<Waiver>, Vec<FieldProblem>> {
    let mut checked = Vec::new();
    let mut problems = Vec::new();
    for (place, waiver) in waivers.iter().enumerate() {
        match words(&format!("waivers[{place}].reason"), &waiver.reason) {
            Ok(reason) => checked.push(Waiver { rule: waiver.rule.clone(), reason }),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(checked) } else { Err(problems) }
}

/// Where a revision stands: in review, or what trials do with it, or else after its last step.
pub fn state_after<'a>(
    mut steps: impl DoubleEndedIterator<Item = &'a StoredStep>,
    is_served: bool,
    was_served: bool,
) -> ReviewState {
    match steps.next_back().map(|step| step.step.kind) {
        Some(ReviewStepKind::Submitted) => ReviewState::InReview,
        _ if is_served => ReviewState::Live,
        _ if was_served => ReviewState::Retired,
        None => ReviewState::Draft,
        Some(ReviewStepKind::ChangesRequested) => ReviewState::ChangesRequested,
        Some(ReviewStepKind::Approved) => ReviewState::Approved,
    }
}

fn findings(source: &str, brand: &Brand) -> Vec<Finding> {
    let (document, mut findings) = content::parse(source);
    findings.extend(content::lint(&document, &Context::of(brand)));
    findings
}

/// Of a weight, the rules that no reason was given for. What blocks is told apart.
fn unwaived(findings: &[Finding], weight: Weight, waivers: &[Waiver]) -> Vec<Refusal> {
    let open = findings.iter().filter(|finding| {
        finding.weight == weight
            && !finding.blocks_submit
            && !waivers.iter().any(|waiver| waiver.rule == finding.rule)
    });
    let missing = |(rule, message): (&str, &str)| {
        let message = format!("{rule} needs a reason why it may stand: {message}");
        refusal("waiver_missing", rule, message)
    };
    rules(open).into_iter().map(missing).collect()
}

/// Each rule once, with the first thing that it says.
fn rules<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<(&'a str, &'a str)> {
    let mut seen = BTreeSet::new();
    let first = findings.filter(|finding| seen.insert(finding.rule.as_str()));
    first.map(|finding| (finding.rule.as_str(), finding.message.as_str())).collect()
}

fn refusal(code: &str, field: &str, message: String) -> Refusal {
    Refusal { code: code.to_owned(), message, field: Some(field.to_owned()) }
}

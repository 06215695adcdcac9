//! The review of a revision: its states, and who has to give a reason for which finding before it
//! goes on. Pure: who people are and where reasons are kept is the business of others.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Finding, Span, Weight};
use words::text_value;

mod beside;
mod state;

pub use beside::{Beside, findings_beside, is_beside};
pub use state::{RefusedStep, RevisionState, Step};

/// Why somebody lets a finding stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Waiver {
    /// The rule of the finding, such as `E-01`.
    pub rule: String,
    /// The place of the finding in the frozen source.
    pub place: Span,
    /// Why, in words.
    pub reason: Reason,
    /// The name of the person, as given.
    pub by: Person,
}

text_value! {
    /// Why a finding may stand: 1 to 500 characters.
    pub struct Reason(1..=500, r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$") or InvalidReason;
}

/// The text is no reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a reason has 1 to 500 characters, none of them a control character")]
pub struct InvalidReason;

text_value! {
    /// The name of a person, as given: 1 to 80 characters on one line.
    pub struct Person(1..=80, r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$") or InvalidPerson;
}

/// The text is no name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a person's name has 1 to 80 characters on one line")]
pub struct InvalidPerson;

impl std::str::FromStr for Reason {
    type Err = InvalidReason;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
        let trimmed = text.trim();
        let right = Reason::has_length(text) && !trimmed.is_empty() && !text.contains(is_control);
        right.then(|| Reason(trimmed.to_owned())).ok_or(InvalidReason)
    }
}

impl std::str::FromStr for Person {
    type Err = InvalidPerson;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let trimmed = text.trim();
        let right = Person::has_length(text) && !trimmed.is_empty();
        let right = right && !text.contains(char::is_control);
        right.then(|| Person(trimmed.to_owned())).ok_or(InvalidPerson)
    }
}

impl Person {
    /// Whether two names are those of one person, as far as names can tell: letter case and
    /// repeated spaces do not matter.
    pub fn is(&self, other: &Person) -> bool {
        let folded = |person: &Person| {
            person.0.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
        };
        folded(self) == folded(other)
    }
}

/// What a finding asks for before the revision goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// It has to be mended; no reason helps.
    Mending,
    /// A reason by the approver: errors that do not block.
    ApproverReason,
    /// A reason by the author: warnings.
    AuthorReason,
    /// Nothing: information.
    Nothing,
}

impl Need {
    /// What a finding asks for.
    pub const fn of(finding: &Finding) -> Need {
        match finding.weight {
            _ if finding.blocks_submit => Need::Mending,
            Weight::Error => Need::ApproverReason,
            Weight::Warning => Need::AuthorReason,
            Weight::Information => Need::Nothing,
        }
    }
}

/// Why a revision cannot go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// A finding has to be mended first.
    Blocked(Finding),
    /// A finding has no reason yet, or not by whom it takes.
    Unwaived {
        /// The finding.
        finding: Finding,
        /// Whose reason it takes.
        need: Need,
    },
    /// The author and the approver are one person.
    OwnText,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refusal::Blocked(finding) => {
                write!(f, "{} has to be mended first: {}", finding.rule, finding.message)
            }
            Refusal::Unwaived { finding, need } => {
                let who = if *need == Need::ApproverReason { "approver" } else { "author" };
                let Finding { rule, message, .. } = finding;
                write!(f, "{rule} needs a reason by the {who}, or mending: {message}")
            }
            Refusal::OwnText => f.write_str("a text is approved by another person than its author"),
        }
    }
}

/// Why an author cannot submit a document with these findings and reasons; empty if nothing is in
/// the way. Errors that do not block wait for the approver.
pub fn can_submit(findings: &[Finding], waivers: &[Waiver], author: &Person) -> Vec<Refusal> {
    findings.iter().filter_map(|finding| refusal(finding, waivers, author, None)).collect()
}

/// Why an approver cannot approve a document; empty if nothing is in the way. What holds at submit
/// holds here too, because the rules may have changed since.
pub fn can_approve(
    findings: &[Finding],
    waivers: &[Waiver],
    author: &Person,
    approver: &Person,
) -> Vec<Refusal> {
    let own = approver.is(author).then_some(Refusal::OwnText);
    let others = findings.iter().filter_map(|f| refusal(f, waivers, author, Some(approver)));
    own.into_iter().chain(others).collect()
}

/// Why a finding is in the way, if it is. Without an approver what only the approver can waive waits.
fn refusal(
    finding: &Finding,
    waivers: &[Waiver],
    author: &Person,
    approver: Option<&Person>,
) -> Option<Refusal> {
    let need = Need::of(finding);
    let by = match need {
        Need::Mending => return Some(Refusal::Blocked(finding.clone())),
        Need::ApproverReason => approver?,
        Need::AuthorReason => author,
        Need::Nothing => return None,
    };
    let waived = waivers.iter().any(|waiver| {
        waiver.rule == finding.rule && waiver.place == finding.span && waiver.by.is(by)
    });
    (!waived).then(|| Refusal::Unwaived { finding: finding.clone(), need })
}

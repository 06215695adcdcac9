//! Review: a document is submitted, which freezes a revision and locks the text, and a second person
//! approves it or asks for changes.

use content::review::{Person, Reason, Step, Waiver};
use content::{DocumentId, Hash, Span};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use trial::TrialId;
use utoipa::ToSchema;

pub use content::review::RevisionState;

/// Why a finding may stand, as the person says who takes the step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reasoned {
    /// The rule of the finding, such as `A-03`.
    pub rule: String,
    /// The place of the finding in the text.
    pub place: Span,
    /// Why.
    pub reason: Reason,
}

/// Submits the text of the version that `If-Match` names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Submit {
    /// Who wrote it, by the name that others know.
    pub author: Person,
    /// A reason for every warning.
    #[serde(default)]
    pub waivers: Vec<Reasoned>,
}

/// Approves the revision that is in review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Approve {
    /// The revision that was read.
    pub revision: Hash,
    /// Who approves: another person than the author.
    pub approver: Person,
    /// A reason for every error.
    #[serde(default)]
    pub waivers: Vec<Reasoned>,
}

/// Sends the revision that is in review back to its author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestChanges {
    /// The revision that was read.
    pub revision: Hash,
    /// Who asks; the author may, to take the text back.
    pub reviewer: Person,
    /// What should change.
    pub note: Reason,
}

/// A kind of step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReviewStepKind {
    /// The author submitted the revision.
    Submitted,
    /// A second person approved it.
    Approved,
    /// Somebody asked for changes.
    ChangesRequested,
}

impl ReviewStepKind {
    /// The step of the state machine that somebody took.
    pub const fn step(self) -> Step {
        match self {
            ReviewStepKind::Submitted => Step::Submit,
            ReviewStepKind::Approved => Step::Approve,
            ReviewStepKind::ChangesRequested => Step::RequestChanges,
        }
    }
}

/// One step of a revision's way; it never changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReviewStep {
    /// What was done.
    pub kind: ReviewStepKind,
    /// By whom, in the name that was given.
    pub person: Person,
    /// When.
    #[serde(with = "trial::rfc3339::moment")]
    pub at: Timestamp,
    /// What should change, where somebody asked for it.
    pub note: Option<Reason>,
    /// The reasons that were given.
    pub waivers: Vec<Waiver>,
}

/// A revision of a document, without its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RevisionSummary {
    /// Its name.
    pub hash: Hash,
    /// The document that it was.
    pub id: DocumentId,
    /// When it was frozen.
    #[serde(with = "trial::rfc3339::moment")]
    pub frozen_at: Timestamp,
    /// Where it stands.
    pub state: RevisionState,
    /// Its way through review, oldest first; empty for one that a trial froze unreviewed.
    pub steps: Vec<ReviewStep>,
    /// The running trials that serve it.
    pub in_trials: Vec<TrialId>,
}

impl RevisionSummary {
    /// Of the revisions of a document, newest first, the one that readers get: the one that a running
    /// trial serves, else the one that was approved last, which a new trial would serve.
    pub fn that_readers_get(revisions: &[RevisionSummary]) -> Option<&RevisionSummary> {
        let standing = |state| revisions.iter().find(|revision| revision.state == state);
        standing(RevisionState::Live).or_else(|| standing(RevisionState::Approved))
    }
}

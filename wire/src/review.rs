//! Review: a document is submitted, which freezes a revision and locks the text, and a second person
//! approves it or asks for changes.

use content::{DocumentId, Hash};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use trial::TrialId;
use utoipa::ToSchema;

/// The longest name, reason or note, in characters.
pub const MAX_WORDS: usize = 500;

/// Where a text or a revision stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReviewState {
    /// Nobody has submitted it.
    #[default]
    Draft,
    /// Submitted; the document is locked until somebody has decided.
    InReview,
    /// A second person has asked for changes.
    ChangesRequested,
    /// A second person has approved it.
    Approved,
    /// A running trial serves it.
    Live,
    /// A trial has served it, and none does now.
    Retired,
}

/// Why a finding may stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The rule, such as `A-03`; all its findings in the document are meant.
    pub rule: String,
    /// Why: 1 to [`MAX_WORDS`] characters.
    pub reason: String,
}

/// Submits the text of the version that `If-Match` names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Submit {
    /// Who wrote it, by the name that others know.
    pub author: String,
    /// A reason for every rule that warns.
    #[serde(default)]
    pub waivers: Vec<Waiver>,
}

/// Approves the revision that is in review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Approve {
    /// The revision that was read.
    pub revision: Hash,
    /// Who approves: another person than the author.
    pub approver: String,
    /// A reason for every rule that finds an error.
    #[serde(default)]
    pub waivers: Vec<Waiver>,
}

/// Sends the revision that is in review back to its author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestChanges {
    /// The revision that was read.
    pub revision: Hash,
    /// Who asks; the author may, to take the text back.
    pub reviewer: String,
    /// What should change: 1 to [`MAX_WORDS`] characters.
    pub note: String,
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

/// One step of a revision's way; it never changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReviewStep {
    /// What was done.
    pub kind: ReviewStepKind,
    /// By whom, in the name that was given.
    pub person: String,
    /// When.
    #[serde(with = "trial::rfc3339::moment")]
    pub at: Timestamp,
    /// What should change; empty for the other kinds.
    pub note: String,
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
    pub state: ReviewState,
    /// Its way through review, oldest first; empty for one that a trial froze unreviewed.
    pub steps: Vec<ReviewStep>,
    /// The running trials that serve it.
    pub in_trials: Vec<TrialId>,
}

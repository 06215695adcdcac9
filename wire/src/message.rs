//! Messages, their documents, and their frozen revisions.

use content::{Brand, DocumentId, Hash, Slug, Target};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use trial::TrialId;
use utoipa::ToSchema;

use crate::review::RevisionState;

/// The largest source that is accepted, in bytes of UTF-8.
pub const MAX_SOURCE_BYTES: usize = 256 * 1024;

/// A message with what has been written for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MessageSummary {
    /// Its name.
    pub message: Slug,
    /// Its documents, ordered by variant, channel and locale.
    pub documents: Vec<DocumentSummary>,
}

/// A document at a glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DocumentSummary {
    /// Which document.
    pub id: DocumentId,
    /// Its first heading, as text.
    pub headline: String,
    /// When it was saved last.
    #[serde(with = "trial::rfc3339::moment")]
    pub saved_at: Timestamp,
    /// How many findings are errors.
    pub n_errors: u32,
    /// How many findings are warnings.
    pub n_warnings: u32,
    /// The running trials that serve a revision of it.
    pub in_trials: Vec<TrialId>,
}

/// A document as it is edited. Its ETag is the version in quotes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Document {
    /// Which document.
    pub id: DocumentId,
    /// The text in the message language.
    pub source: String,
    /// Counts the saves, from 1.
    pub version: u64,
    /// When it was saved last.
    #[serde(with = "trial::rfc3339::moment")]
    pub saved_at: Timestamp,
    /// The hash that a revision of this text with the present brand has.
    pub revision: Hash,
    /// Where this text stands: in review (then it is locked), or as the revision of that hash.
    pub state: RevisionState,
}

/// Saves a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveDocument {
    /// The whole text, at most 262144 bytes of UTF-8.
    #[schema(max_length = 262144)]
    pub source: String,
}

/// A document frozen at submit or at the start of a trial; it never changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Revision {
    /// Its name: the hash of the tree, the brand and the renderer's version.
    pub hash: Hash,
    /// The document that it was.
    pub id: DocumentId,
    /// The text.
    pub source: String,
    /// The brand that it was frozen with.
    pub brand: Brand,
    /// When.
    #[serde(with = "trial::rfc3339::moment")]
    pub frozen_at: Timestamp,
    /// Whether a second person has approved it.
    pub reviewed: bool,
}

/// One rendering of the starter library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Rendering {
    /// Which document.
    pub id: DocumentId,
    /// For which persona.
    pub persona: String,
    /// What the document was rendered to.
    pub target: Target,
    /// The hash of the bytes.
    pub hash: Hash,
}

/// The starter library, rendered by the server for every persona on every target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Renderings {
    /// In the order of the library and of the personas.
    pub renderings: Vec<Rendering>,
}

//! The audit of an assignment: every row of the log drawn again from the seed.

use serde::{Deserialize, Serialize};
use trial::{Stratum, SubjectId, TrialId};
use utoipa::ToSchema;

/// The most findings that one answer lists.
pub const MAX_FINDINGS: usize = 1_000;

/// Whether the log of a trial is what its seed draws.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AssignmentAudit {
    /// The trial.
    pub trial: TrialId,
    /// What was published at the start: the SHA-256 of the seed, in hexadecimal.
    pub seed_commitment: String,
    /// Whether the seed that is kept is the one that was committed to.
    pub keeps_commitment: bool,
    /// How many rows were drawn again.
    pub n_enrolments: u64,
    /// Whether nothing is wrong: the commitment is kept, and every row is as the seed draws it.
    pub is_intact: bool,
    /// How many rows do not agree.
    pub n_findings: u64,
    /// The first [`MAX_FINDINGS`] of them, by stratum and ordinal.
    pub findings: Vec<AuditRow>,
}

/// A row of the log that does not agree with the seed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AuditRow {
    /// The stratum of the draw.
    pub stratum: Stratum,
    /// The number of the draw within the stratum, from 0.
    pub ordinal: u64,
    /// Who was enrolled by it; absent when the row is gone.
    pub subject: Option<SubjectId>,
    /// What is wrong, in a sentence.
    pub problem: String,
}

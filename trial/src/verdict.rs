//! The verdict: what the trial has shown about its primary metric, in one sentence.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The answer. More answers come with the planned tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Nothing can be said yet.
    CannotTellYet,
}

/// The answer with its sentence and its reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Verdict {
    /// The answer, for programs.
    pub answer: Answer,
    /// The answer in one sentence.
    pub sentence: String,
    /// Why it is the answer, a sentence each: counts, what is missing, what is single look.
    pub reasons: Vec<String>,
}

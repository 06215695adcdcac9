//! The outcome of one subject, as known at a moment (DESIGN.md section 5).
//!
//! Release is not cleanup, silence inside quarantine proves nothing, and a missing report is
//! unknown, never clean.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whether a subject was clean by the horizon H.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum CleanByHorizon {
    /// H + q + 2 days have not passed: nobody is counted yet.
    TooEarly {
        /// When the subject will count.
        until: Timestamp,
    },
    /// The last sighting (or enrolment) is no later than H and was followed by q observable days.
    Clean,
    /// A sighting after H came before any confirmation.
    NotClean {
        /// That sighting.
        last_sighting: Timestamp,
    },
    /// Still in quarantine, or too few observable days outside it: in the denominator, with bounds.
    NotConfirmed {
        /// Whether the line is in quarantine now.
        in_quarantine: bool,
        /// How many observable days have passed.
        n_observable: u32,
    },
    /// Reports are missing that could have confirmed it: in the denominator, with bounds.
    Unknown {
        /// The days without coverage.
        missing: Vec<Date>,
    },
}

/// The first confirmation of a cleanup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Confirmation {
    /// The end of the q-th observable day without a sighting.
    pub at: Timestamp,
    /// The later of enrolment and the last sighting before it.
    pub quiet_since: Timestamp,
}

/// What is known about one subject's cleanup.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Outcome {
    /// The first confirmation, if there is one.
    pub confirmed: Option<Confirmation>,
    /// The first sighting after the confirmation: a reinfection.
    pub reinfected_at: Option<Timestamp>,
    /// Whether the subject was clean by the horizon.
    pub clean_by_horizon: CleanByHorizon,
    /// Days from enrolment to the confirmation, or to the end of follow-up for a subject who is not
    /// confirmed (the watermark, at most H + q). Not negative.
    pub followed_days: f64,
    /// The outcome and its reason in a sentence for people.
    pub explanation: String,
}

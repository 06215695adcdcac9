//! Trials as they travel, and the enrolment of subjects.

use content::{CaseCode, DeviceKind, Locale};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use trial::text::StopReason;
use trial::trial::Frozen;
use trial::{ArmName, Refusal, SubjectId, Trial, TrialId};
use utoipa::ToSchema;

/// A trial with what may be done with it now. Its ETag is the version in quotes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TrialView {
    /// The trial.
    pub trial: Trial,
    /// Counts the changes, from 1.
    pub version: u64,
    /// Subjects enrolled so far.
    pub n_enrolled: u64,
    /// The seed in hexadecimal, revealed when the trial has stopped: whoever has the log can draw
    /// every arm again. Its commitment is in the trial from the start.
    pub seed: Option<String>,
    /// Why it cannot start; empty when it can.
    pub cannot_start: Vec<Refusal>,
    /// What somebody should know before the start, though it does not stand in the way.
    #[serde(default)]
    pub worth_knowing: Vec<Refusal>,
    /// The texts that a start would freeze now; empty once it has started.
    #[serde(default)]
    pub would_freeze: Vec<WouldFreeze>,
    /// Why it cannot stop; empty when it can.
    pub cannot_stop: Vec<Refusal>,
    /// Why its plan cannot change; empty when it can.
    pub cannot_change_plan: Vec<Refusal>,
}

/// A text that a start would freeze.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WouldFreeze {
    /// The text, as an arm would serve it.
    pub text: Frozen,
    /// Whether another text of the document is saved than this one, which was approved.
    pub another_is_saved: bool,
}

/// Stops a trial.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StopTrial {
    /// Why.
    #[schema(value_type = StopReason)]
    pub reason: String,
}

/// Enrols a subject, now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Enrol {
    /// The pseudonym of the line.
    pub subject: SubjectId,
    /// What the detection says about the device.
    #[serde(default)]
    pub device_kind: Option<DeviceKind>,
    /// The language that the subscriber reads; the plan's unless given.
    #[serde(default)]
    pub locale: Option<Locale>,
    /// When the line entered, at most 24 hours before the call arrives; then unless given.
    #[serde(with = "trial::rfc3339::optional_moment", default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Timestamp>,
}

/// A subject's place in a trial. Enrolling twice answers the same; 201 the first time, then 200.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Enrolled {
    /// The pseudonym of the line.
    pub subject: SubjectId,
    /// The trial.
    pub trial: TrialId,
    /// The arm that was drawn.
    pub arm: ArmName,
    /// When the subject entered.
    #[serde(with = "trial::rfc3339::moment")]
    pub at: Timestamp,
    /// What the customer reads out on the phone.
    pub case_code: CaseCode,
    /// Where the quarantine system sends the line; absent for an arm without a garden page.
    pub garden_address: Option<String>,
}

/// What an open results page receives: the state as a whole, with a version that only grows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LiveReport {
    /// Grows with every change to the trial's rows.
    pub version: u64,
    /// The report at that version.
    pub report: trial::report::Report,
}

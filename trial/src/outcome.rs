//! The outcome of one subject, as known at a moment (docs/design.md, section 5).
//!
//! Release is not cleanup, silence inside quarantine proves nothing, and a missing report is
//! unknown, never clean.

pub(crate) mod course;
mod explanation;
pub(crate) mod stay;

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::coverage::Coverage;
use crate::name::SubjectId;
use crate::observation::Records;
use crate::plan::Plan;
use crate::subject::{SubjectRecords, Subjects};

use course::Course;

/// Whether a subject was clean by the horizon H.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum CleanByHorizon {
    /// H + q + 2 days have not passed: nobody is counted yet.
    TooEarly {
        /// When the subject will count.
        #[serde(with = "crate::rfc3339::moment")]
        until: Timestamp,
    },
    /// The last sighting (or enrolment) is no later than H and was followed by q observable days.
    Clean,
    /// A sighting after H came before the last one by H was followed by q observable days.
    NotClean {
        /// The last sighting before such quiet time, if that has come since.
        #[serde(with = "crate::rfc3339::moment")]
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
        /// The earliest days without coverage, as many as the quiet time still needed.
        #[serde(with = "crate::rfc3339::days")]
        missing: Vec<Date>,
    },
}

/// The first confirmation of a cleanup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Confirmation {
    /// The end of the q-th observable day without a sighting.
    #[serde(with = "crate::rfc3339::moment")]
    pub at: Timestamp,
    /// The later of enrolment and the last sighting before it.
    #[serde(with = "crate::rfc3339::moment")]
    pub quiet_since: Timestamp,
}

/// What is known about one subject's cleanup.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Outcome {
    /// The first confirmation, if there is one.
    pub confirmed: Option<Confirmation>,
    /// The first sighting after the confirmation: a reinfection.
    #[serde(with = "crate::rfc3339::optional_moment", default)]
    pub reinfected_at: Option<Timestamp>,
    /// Whether the subject was clean by the horizon.
    pub clean_by_horizon: CleanByHorizon,
    /// Days from enrolment to the confirmation, or to the end of follow-up for a subject who is not
    /// confirmed (the watermark, at most H + q). Not negative.
    pub followed_days: f64,
    /// The outcome and its reason in a sentence for people.
    pub explanation: String,
}

/// The outcome of one subject, as known at the moment of `coverage`.
///
/// `subject` holds the rows known at the same moment, `coverage` the required feeds' days from
/// the first enrolment (or earlier) on. What docs/design.md, section 5 leaves open is decided so:
///
/// - Days are UTC days. Quiet time begins with the day after that of the *anchor*, the later of
///   enrolment and last sighting; the confirmation is at 24:00 of the q-th observable day.
/// - A day with any moment of quarantine is not observable. A line whose first quarantine row is a
///   release was in quarantine before it.
/// - A sighting before a confirmation moves the anchor; at or after it, it is a reinfection.
/// - Nobody is counted before enrolment + H + q + 2 days. From then on the last sighting by H (or
///   the enrolment) decides: followed by q observable days, however late, it is *clean*, also if a
///   reinfection came afterwards; broken by a sighting after H, it is *not clean*, also if an
///   earlier silence had been confirmed.
/// - *Unknown* means that observable days and missing days since the anchor, outside quarantine,
///   together make q. Reports that may still come are neither.
pub fn outcome(plan: &Plan, subject: &SubjectRecords<'_>, coverage: &Coverage) -> Outcome {
    let course = Course::follow(plan, subject, coverage);
    Outcome {
        explanation: explanation::explain(plan, &course),
        confirmed: course.confirmed,
        reinfected_at: course.reinfected_at,
        clean_by_horizon: course.clean_by_horizon,
        followed_days: course.followed_days,
    }
}

/// The outcome of the subject of that name from a trial's rows, as known at `as_known_at`; `None`
/// when it was not enrolled by then.
pub fn outcome_of(
    plan: &Plan,
    records: &Records,
    subject: &SubjectId,
    as_known_at: Timestamp,
) -> Option<Outcome> {
    let chosen = BTreeSet::from([subject]);
    outcomes_of(plan, records, &chosen, as_known_at).pop().map(|(_, outcome)| outcome)
}

/// The outcomes of some subjects, in the order of their enrolment; those who were not enrolled by
/// then are left out. Each row is touched once.
pub fn outcomes_of(
    plan: &Plan,
    records: &Records,
    chosen: &BTreeSet<&SubjectId>,
    as_known_at: Timestamp,
) -> Vec<(SubjectId, Outcome)> {
    let subjects = Subjects::only(records, chosen, as_known_at);
    let Some(from) = subjects.first_enrolled_at() else {
        return Vec::new();
    };
    let coverage = Coverage::of(plan, &records.coverage, from, as_known_at);
    let each = |subject: SubjectRecords<'_>| {
        (subject.enrolment.subject.clone(), outcome(plan, &subject, &coverage))
    };
    subjects.iter().map(each).collect()
}

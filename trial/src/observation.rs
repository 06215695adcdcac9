//! Observations about subjects: the stored rows from which every outcome is computed.
//!
//! Rows are append-only. Each carries when it happened and when it arrived, so a report can be
//! computed as it was known at any moment. Storage and JSON are not this file's business.

mod contact;
mod kind;
mod observed;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::name::{ArmName, Feed, Stratum, SubjectId};

pub use contact::{Code, Contact, ContactChannel};
pub use kind::{Kind, KindName};
pub use observed::{
    Acknowledged, Answers, Notice, NoticeChannel, NoticeStep, Observed, PageServed, What,
};

/// A subject's entry into a trial.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Enrolment {
    /// Who entered.
    pub subject: SubjectId,
    /// Time zero of the subject's outcomes.
    #[serde(with = "crate::rfc3339::moment")]
    pub at: Timestamp,
    /// The stratum within which the arm was drawn.
    pub stratum: Stratum,
    /// The number of the draw within the stratum, from 0.
    pub ordinal: u64,
    /// The arm that was drawn; it never changes.
    pub arm: ArmName,
}

impl Enrolment {
    /// What enrolments are put in order by: time, then the number of the draw.
    pub fn order(&self) -> (Timestamp, &Stratum, u64) {
        (self.at, &self.stratum, self.ordinal)
    }
}

/// What is known about one feed on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CoverageState {
    /// The day's report arrived.
    Delivered,
    /// The feed's operator confirmed that there was nothing to report.
    ConfirmedEmpty,
    /// The day's report will not come, or has not come two days after the day's end.
    Missing,
}

/// One row of coverage. The row that arrived last counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CoverageDay {
    /// The feed.
    pub feed: Feed,
    /// The day, in UTC, as feeds report.
    #[serde(with = "crate::rfc3339::day")]
    pub day: Date,
    /// What is known.
    pub state: CoverageState,
    /// When the row reached Stile.
    #[serde(with = "crate::rfc3339::moment")]
    pub arrived_at: Timestamp,
}

/// What happened to a subject's quarantine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuarantineChange {
    /// The line was put into the garden.
    Placed,
    /// The subject released the line.
    ReleasedBySelf,
    /// Staff released the line.
    ReleasedByStaff,
    /// The line was released because its time was over.
    ReleasedByTimeout,
}

/// What is known about a subject beside its rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SubjectFacts {
    /// Whose line it is.
    pub subject: SubjectId,
    /// The kind of device that the detection named, as the message side spells it.
    pub device_kind: Option<String>,
}

/// A line that was seen infected and is not enrolled, filed with the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Ineligible {
    /// Whose line it is.
    pub subject: SubjectId,
    /// When it was found not to be eligible.
    #[serde(with = "crate::rfc3339::moment")]
    pub at: Timestamp,
    /// Why, in a few words: `business line`, `objected`.
    pub reason: String,
    /// When the row reached Stile.
    #[serde(with = "crate::rfc3339::moment")]
    pub arrived_at: Timestamp,
}

/// Why a subject is not followed any longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EndReason {
    /// The contract ended: nothing can be seen on the line from then on.
    ContractEnded,
    /// The subject does not want to be followed: nothing may be used from then on.
    OptedOut,
    /// The subject entered another trial, which its follow-up belongs to from then on. Stile says so
    /// itself.
    EnteredAnotherTrial,
}

/// Every stored row that one trial's report is computed from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Records {
    /// In the order of the draws.
    pub enrolments: Vec<Enrolment>,
    /// What was observed about its subjects, of every kind, in any order. Of several ends of a
    /// subject the earliest counts; of its answers, each question's first to arrive.
    pub observed: Vec<Observed>,
    /// In any order.
    pub coverage: Vec<CoverageDay>,
    /// One for each subject of whom something is known, in any order.
    #[serde(default)]
    pub facts: Vec<SubjectFacts>,
    /// In any order.
    #[serde(default)]
    pub ineligible: Vec<Ineligible>,
    /// When enrolments arrived that arrived after their own time.
    #[serde(default)]
    pub enrolments_arrived: BTreeMap<SubjectId, Timestamp>,
    /// Rows that came for subjects who do not exist, and were set aside.
    #[serde(default)]
    pub n_set_aside: u64,
}

impl Records {
    /// The rows of one kind.
    pub fn of(&self, kind: KindName) -> impl Iterator<Item = &Observed> + Clone {
        self.observed.iter().filter(move |row| row.what.name() == kind)
    }

    /// Whether it is known of every page if a person opened it.
    pub fn knows_opened(&self) -> bool {
        !self
            .observed
            .iter()
            .any(|row| matches!(row.what, What::PageServed(page) if page.opened.is_none()))
    }
}

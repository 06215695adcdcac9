//! Observations about subjects: the stored rows from which every outcome is computed.
//!
//! Rows are append-only. Each carries when it happened and when it arrived, so a report can be
//! computed as it was known at any moment. Storage and JSON are not this file's business.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::looks::{AcknowledgedRelease, NoticeReached};
use crate::name::{ArmName, Feed, Stratum, SubjectId};

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

/// A feed saw the subject's line behave as infected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Sighting {
    /// Whose line it was.
    pub subject: SubjectId,
    /// When the feed saw it.
    #[serde(with = "crate::rfc3339::moment")]
    pub at: Timestamp,
    /// The feed that saw it.
    pub feed: Feed,
    /// When the row reached Stile.
    #[serde(with = "crate::rfc3339::moment")]
    pub arrived_at: Timestamp,
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

/// One row of the quarantine log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct QuarantineEvent {
    /// Whose line it was.
    pub subject: SubjectId,
    /// When it happened.
    #[serde(with = "crate::rfc3339::moment")]
    pub at: Timestamp,
    /// What happened.
    pub change: QuarantineChange,
    /// When the row reached Stile.
    #[serde(with = "crate::rfc3339::moment")]
    pub arrived_at: Timestamp,
}

/// By which way a subject got in touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContactChannel {
    /// An e-mail to the provider.
    Email,
    /// The form on the garden page.
    ContactForm,
    /// A call to the help desk.
    HelpDesk,
}

/// What a contact was about: the nine codes of the study and four of ours (docs/design.md, section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// Ran a virus scanner.
    RunsVirusScanner,
    /// Says which device it is.
    IdentifiesIotDevice,
    /// Asks for more help.
    RequestsAdditionalHelp,
    /// Wants to call the abuse desk.
    WantsToCallAbuseTeam,
    /// Asks for a technician against payment.
    RequestsPaidTechnician,
    /// Disconnected the device.
    DisconnectsDevice,
    /// Cannot work because of the quarantine. A complaint.
    CannotWork,
    /// Complains about the disruption. A complaint.
    ComplainsOverDisruption,
    /// Threatens to end the contract. A complaint.
    ThreatensToTerminate,
    /// Thinks that the message is fake.
    LooksFake,
    /// Asks which device it is.
    WhichDevice,
    /// Says that everything was done already.
    AlreadyDone,
    /// Says that nothing is infected.
    FalsePositive,
}

impl Code {
    /// Every code, in the order in which boards list them.
    pub const ALL: [Code; 13] = [
        Code::CannotWork,
        Code::ComplainsOverDisruption,
        Code::ThreatensToTerminate,
        Code::RequestsAdditionalHelp,
        Code::WantsToCallAbuseTeam,
        Code::RequestsPaidTechnician,
        Code::RunsVirusScanner,
        Code::IdentifiesIotDevice,
        Code::DisconnectsDevice,
        Code::LooksFake,
        Code::WhichDevice,
        Code::AlreadyDone,
        Code::FalsePositive,
    ];

    /// Whether the code is one of the three that are complaints.
    pub fn is_complaint(self) -> bool {
        matches!(
            self,
            Code::CannotWork | Code::ComplainsOverDisruption | Code::ThreatensToTerminate
        )
    }

    /// The words that a board shows for it.
    pub fn label(self) -> &'static str {
        match self {
            Code::RunsVirusScanner => "Runs a virus scanner",
            Code::IdentifiesIotDevice => "Names the device",
            Code::RequestsAdditionalHelp => "Asks for more help",
            Code::WantsToCallAbuseTeam => "Wants to call the abuse desk",
            Code::RequestsPaidTechnician => "Asks for a paid technician",
            Code::DisconnectsDevice => "Disconnects the device",
            Code::CannotWork => "Cannot work",
            Code::ComplainsOverDisruption => "Complains about the disruption",
            Code::ThreatensToTerminate => "Threatens to leave",
            Code::LooksFake => "Thinks it is fake",
            Code::WhichDevice => "Asks which device it is",
            Code::AlreadyDone => "Has done it already",
            Code::FalsePositive => "Says nothing is infected",
        }
    }
}

impl ContactChannel {
    /// Every channel, in the order in which boards list them.
    pub const ALL: [ContactChannel; 3] =
        [ContactChannel::HelpDesk, ContactChannel::ContactForm, ContactChannel::Email];

    /// The words that a board shows for it.
    pub fn label(self) -> &'static str {
        match self {
            ContactChannel::Email => "Writes an e-mail",
            ContactChannel::ContactForm => "Uses the contact form",
            ContactChannel::HelpDesk => "Calls the help desk",
        }
    }
}

/// The subject wrote or called. There is a row for each time that somebody said what it was about: of
/// those with the same subject, time and channel, the codes that reached Stile last count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Contact {
    /// Who got in touch.
    pub subject: SubjectId,
    /// When.
    #[serde(with = "crate::rfc3339::moment")]
    pub at: Timestamp,
    /// By which way.
    pub channel: ContactChannel,
    /// What it was about; `None` until somebody has read it: then it is *pending*, not "no".
    pub codes: Option<Vec<Code>>,
    /// When the row reached Stile.
    #[serde(with = "crate::rfc3339::moment")]
    pub arrived_at: Timestamp,
    /// When the codes reached Stile, if they have.
    #[serde(with = "crate::rfc3339::optional_moment", default)]
    pub coded_at: Option<Timestamp>,
}

/// The garden served a subject its page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PageServed {
    /// To whom.
    pub subject: SubjectId,
    /// When.
    #[serde(with = "crate::rfc3339::moment")]
    pub at: Timestamp,
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
}

/// The end of a subject's follow-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FollowUpEnd {
    /// Whose.
    pub subject: SubjectId,
    /// From when on nothing counts.
    #[serde(with = "crate::rfc3339::moment")]
    pub at: Timestamp,
    /// Why.
    pub reason: EndReason,
    /// When the row reached Stile.
    #[serde(with = "crate::rfc3339::moment")]
    pub arrived_at: Timestamp,
}

/// What a subject answered when it was asked about the message; a question left open is `None`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SurveyAnswer {
    /// Who answered.
    pub subject: SubjectId,
    /// When.
    #[serde(with = "crate::rfc3339::moment")]
    pub at: Timestamp,
    /// Whether the message had been received.
    #[serde(default)]
    pub received: Option<bool>,
    /// Whether it had been read.
    #[serde(default)]
    pub read: Option<bool>,
    /// Whether it was taken for fake.
    #[serde(default)]
    pub distrusted: Option<bool>,
    /// When the row reached Stile.
    #[serde(with = "crate::rfc3339::moment")]
    pub arrived_at: Timestamp,
}

/// Every stored row that one trial's report is computed from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Records {
    /// In the order of the draws.
    pub enrolments: Vec<Enrolment>,
    /// In any order.
    pub sightings: Vec<Sighting>,
    /// In any order.
    pub coverage: Vec<CoverageDay>,
    /// In any order.
    pub quarantine: Vec<QuarantineEvent>,
    /// In any order.
    pub contacts: Vec<Contact>,
    /// In any order.
    pub pages: Vec<PageServed>,
    /// Pages that were not only sent but seen to be opened; `None` where nobody can tell.
    #[serde(default)]
    pub opened: Option<Vec<PageServed>>,
    /// One for each subject of whom something is known, in any order.
    #[serde(default)]
    pub facts: Vec<SubjectFacts>,
    /// In any order.
    #[serde(default)]
    pub ineligible: Vec<Ineligible>,
    /// In any order; of several for a subject, the earliest counts.
    #[serde(default)]
    pub endings: Vec<FollowUpEnd>,
    /// In any order; of several for a subject, each question's first answer to arrive counts.
    #[serde(default)]
    pub surveys: Vec<SurveyAnswer>,
    /// Releases that the quarantine system has acknowledged, in any order.
    #[serde(default)]
    pub releases: Vec<AcknowledgedRelease>,
    /// Notices that have reached their subjects, in any order.
    #[serde(default)]
    pub notices: Vec<NoticeReached>,
    /// When enrolments arrived that arrived after their own time.
    #[serde(default)]
    pub enrolments_arrived: BTreeMap<SubjectId, Timestamp>,
    /// Rows that came for subjects who do not exist, and were set aside.
    #[serde(default)]
    pub n_set_aside: u64,
}

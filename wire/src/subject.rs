//! One subject: what was served, what was observed, its outcome and why.

use content::{CaseCode, DeviceKind, DocumentId, Hash, Locale, Values};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use trial::observation::{Code, ContactChannel, EndReason, KindName, QuarantineChange, What};
use trial::outcome::Outcome;
use trial::{ArmName, Feed, SubjectId, TrialId};
use utoipa::ToSchema;

pub use trial::observation::Answers;

/// A subject in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SubjectSummary {
    /// The pseudonym of the line.
    pub subject: SubjectId,
    /// What the customer reads out on the phone.
    pub case_code: CaseCode,
    /// When the line was first enrolled.
    #[serde(with = "trial::rfc3339::moment")]
    pub enrolled_at: Timestamp,
    /// Whether the subject is made up.
    pub simulated: bool,
    /// Its part in the trial whose subjects are listed; absent where they are not one trial's.
    #[serde(default)]
    pub part: Option<SubjectTrial>,
}

/// Everything about one subject.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SubjectView {
    /// The pseudonym of the line.
    pub subject: SubjectId,
    /// What the customer reads out on the phone.
    pub case_code: CaseCode,
    /// What the detection says about the device.
    pub device_kind: DeviceKind,
    /// The language that the subscriber reads, where it is known.
    pub locale: Option<Locale>,
    /// Whether the subject is made up.
    pub simulated: bool,
    /// Where the subject's page is; absent for an arm without one.
    pub garden_address: Option<String>,
    /// The trials that the subject is or was in, newest first.
    pub trials: Vec<SubjectTrial>,
    /// The pages that were served, newest first.
    pub deliveries: Vec<Delivery>,
    /// Everything that happened, oldest first.
    pub timeline: Vec<TimelineEntry>,
}

/// A subject's part in one trial.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SubjectTrial {
    /// The trial.
    pub trial: TrialId,
    /// Its title.
    pub title: String,
    /// The arm.
    pub arm: ArmName,
    /// When the subject entered.
    #[serde(with = "trial::rfc3339::moment")]
    pub enrolled_at: Timestamp,
    /// The outcome and why.
    pub outcome: Outcome,
    /// What had arrived by then is in the outcome.
    #[serde(with = "trial::rfc3339::moment")]
    pub as_known_at: Timestamp,
}

/// One page as it was served: enough to render it again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Delivery {
    /// Its number.
    pub id: u64,
    /// When.
    #[serde(with = "trial::rfc3339::moment")]
    pub at: Timestamp,
    /// The document that was shown: its locale is the language in which the subject saw the page.
    pub document: DocumentId,
    /// Its revision that was rendered.
    pub revision: Hash,
    /// The values that it was filled with.
    pub values: Values,
    /// The hash of the values as they were when the page was served.
    pub values_hash: Hash,
    /// The hash of the bytes that were sent.
    pub bytes: Hash,
    /// Whether a person opened the page, or a machine fetched it, such as the probe by which a phone
    /// finds out that the network has a sign-in page; absent where nobody can tell.
    pub opened: Option<bool>,
}

/// Something that happened to a subject.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TimelineEntry {
    /// When it happened.
    #[serde(with = "trial::rfc3339::moment")]
    pub at: Timestamp,
    /// What happened.
    #[serde(flatten)]
    pub event: TimelineEvent,
}

/// What may happen to a subject.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum TimelineEvent {
    /// Entered a trial.
    Enrolled {
        /// The trial.
        trial: TrialId,
        /// The arm.
        arm: ArmName,
    },
    /// Was served the garden page.
    PageServed {
        /// The number of the delivery.
        delivery: u64,
    },
    /// Was placed into or released from the garden.
    Quarantine {
        /// What happened.
        change: QuarantineChange,
    },
    /// Was seen infected.
    Sighting {
        /// By which feed.
        feed: Feed,
    },
    /// Got in touch.
    Contact {
        /// By which way.
        channel: ContactChannel,
        /// What it was about, once somebody has said so.
        codes: Option<Vec<Code>>,
    },
    /// Asked to be released.
    ReleaseAsked,
    /// The quarantine system took the release over.
    ReleaseAcknowledged,
    /// The line left the garden in another way before the release was taken over.
    ReleaseOvertaken,
    /// Was found not to be eligible for a trial.
    Ineligible {
        /// The trial.
        trial: TrialId,
        /// Why.
        reason: String,
    },
    /// Is followed no longer.
    FollowUpEnded {
        /// Why.
        reason: EndReason,
    },
    /// Answered the survey.
    Surveyed {
        /// What was answered.
        answers: Answers,
    },
    /// Something was observed that is nothing more than a sentence here.
    Observed {
        /// What kind of observation it is.
        kind: KindName,
        /// What happened, without a full stop.
        words: String,
    },
}

impl TimelineEvent {
    /// How an observation is listed; `None` for kinds that are listed from another row: an
    /// acknowledged release from its request, a page from its delivery.
    pub fn of(what: What) -> Option<TimelineEvent> {
        Some(match what {
            What::Sighting(feed) => TimelineEvent::Sighting { feed },
            What::QuarantineEvent(change) => TimelineEvent::Quarantine { change },
            What::Contact(contact) => {
                TimelineEvent::Contact { channel: contact.channel, codes: contact.codes }
            }
            What::FollowUpEnd(reason) => TimelineEvent::FollowUpEnded { reason },
            What::SurveyAnswer(answers) => TimelineEvent::Surveyed { answers },
            What::PageServed(_) | What::ReleaseAcknowledged(_) => return None,
            what => TimelineEvent::Observed { kind: what.name(), words: what.words() },
        })
    }
}

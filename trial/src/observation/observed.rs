//! The one shape of everything that is observed about a subject.

use std::cmp::Ordering;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::contact::Contact;
use super::kind::{Kind, KindName};
use super::{EndReason, Enrolment, QuarantineChange};
use crate::name::{Feed, SubjectId};
use crate::text::{ContactText, Reference};

/// Something that was observed about a subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observed {
    /// Whose line it was.
    pub subject: SubjectId,
    /// When it happened.
    #[serde(with = "crate::rfc3339::moment")]
    pub at: Timestamp,
    /// When the row reached Stile.
    #[serde(with = "crate::rfc3339::moment")]
    pub arrived_at: Timestamp,
    /// What happened.
    pub what: What,
}

/// What may be observed; each kind has a row in the table of kinds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A feed saw the line behave as infected.
    Sighting(Feed),
    /// The quarantine log went on.
    QuarantineEvent(QuarantineChange),
    /// The subject wrote or called. Boxed, as sightings are many and contacts are large.
    Contact(Box<Contact>),
    /// Nothing counts from then on.
    FollowUpEnd(EndReason),
    /// The subject answered the survey.
    SurveyAnswer(Answers),
    /// The garden served its page.
    PageServed(PageServed),
    /// The quarantine system has done a release that was asked for.
    ReleaseAcknowledged(Acknowledged),
    /// Something became of a notice.
    Notice(Box<Notice>),
}

/// What somebody answered when asked about the message; a question that was left open is absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
pub struct Answers {
    /// Whether the message had been received.
    pub received: Option<bool>,
    /// Whether it had been read.
    pub read: Option<bool>,
    /// Whether it was taken for fake.
    pub distrusted: Option<bool>,
}

/// A page that was served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageServed {
    /// Whether a person opened it; `None` where nobody can tell.
    pub opened: Option<bool>,
}

/// A release that the quarantine system has acknowledged: the record that the line left the garden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledged {
    /// When the release was asked for: it counts if the line was in at every moment since.
    #[serde(with = "crate::rfc3339::moment")]
    pub requested_at: Timestamp,
    /// Time and arrival of the log's own row for it, if that came: the same record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logged: Option<(Timestamp, Timestamp)>,
}

/// What became of an e-mail or letter to a subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// By which way it went.
    pub channel: NoticeChannel,
    /// The sender's own name for it, where a subject gets more than one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// What became of it.
    pub step: NoticeStep,
}

/// By which way a notice goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoticeChannel {
    /// An e-mail.
    Email,
    /// A letter.
    Letter,
}

/// What becomes of a notice; of several steps the last in this order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoticeStep {
    /// It could not be handed over.
    Failed,
    /// The mail server or the post took it.
    HandedOver,
    /// It arrived.
    Delivered,
    /// The e-mail came back.
    Bounced,
    /// The letter came back.
    Returned,
}

impl NoticeStep {
    /// Whether the notice reaches its subject, unless it comes back.
    pub fn reaches(self) -> bool {
        matches!(self, NoticeStep::HandedOver | NoticeStep::Delivered)
    }

    /// Whether it came back.
    pub fn returns(self) -> bool {
        matches!(self, NoticeStep::Bounced | NoticeStep::Returned)
    }
}

impl Notice {
    fn words(&self) -> String {
        let what = match self.channel {
            NoticeChannel::Email => "E-mail",
            NoticeChannel::Letter => "Letter",
        };
        let step = match self.step {
            NoticeStep::Failed => "could not be handed over",
            NoticeStep::HandedOver => "handed over",
            NoticeStep::Delivered => "delivered",
            NoticeStep::Bounced => "bounced",
            NoticeStep::Returned => "came back",
        };
        format!("{what} {step}")
    }

    /// Whether both are about the same e-mail or letter.
    pub fn is_same(&self, other: &Notice) -> bool {
        (self.channel, &self.reference) == (other.channel, &other.reference)
    }
}

impl What {
    /// Its kind.
    pub fn name(&self) -> KindName {
        match self {
            What::Sighting(_) => KindName::Sighting,
            What::QuarantineEvent(_) => KindName::QuarantineEvent,
            What::Contact(_) => KindName::Contact,
            What::FollowUpEnd(_) => KindName::FollowUpEnd,
            What::SurveyAnswer(_) => KindName::SurveyAnswer,
            What::PageServed(_) => KindName::PageServed,
            What::ReleaseAcknowledged(_) => KindName::ReleaseAcknowledged,
            What::Notice(_) => KindName::Notice,
        }
    }

    /// What happened, in words for a list, without a full stop.
    pub fn words(&self) -> String {
        match self {
            What::Notice(notice) => notice.words(),
            what => what.kind().word.replace('_', " "),
        }
    }

    /// Whether the texts in it may be kept.
    ///
    /// # Errors
    /// The name of the field, and what would be right.
    pub fn check(&self) -> Result<(), (&'static str, String)> {
        let (reference, text) = match self {
            What::Contact(contact) => (&contact.reference, &contact.text),
            What::Notice(notice) => (&notice.reference, &None),
            _ => return Ok(()),
        };
        if let Some(reference) = reference {
            Reference::check(reference).map_err(|why| ("reference", why))?;
        }
        if let Some(text) = text {
            ContactText::check(text).map_err(|why| ("text", why))?;
        }
        Ok(())
    }

    /// Its row in the table of kinds.
    pub fn kind(&self) -> &'static Kind {
        self.name().kind()
    }
}

impl Observed {
    /// A row that arrived the moment it happened.
    pub fn at_once(subject: SubjectId, at: Timestamp, what: What) -> Observed {
        Observed { subject, at, arrived_at: at, what }
    }

    /// The moment from which the row is known; what it says about codes may be known later.
    pub fn known_from(&self) -> Timestamp {
        self.at.max(self.arrived_at)
    }

    /// Whether the row counts for a subject, as known at a moment: it is known by then and lies in the
    /// subject's follow-up, or is of a kind that counts at any time. The one place that says so, for
    /// reports from all rows and for those that are kept up.
    pub fn counts(
        &self,
        enrolment: &Enrolment,
        ended_at: Option<Timestamp>,
        as_known_at: Timestamp,
    ) -> bool {
        let is_followed =
            || enrolment.at <= self.at && ended_at.is_none_or(|ended_at| self.at < ended_at);
        self.known_from() <= as_known_at && (self.what.kind().counts_any_time || is_followed())
    }

    /// The order of rows about one subject: by time, then kind, so that placed comes before released
    /// and rows about one contact stand together.
    pub fn order(&self, other: &Observed) -> Ordering {
        self.place().cmp(&other.place())
    }

    fn place(&self) -> (Timestamp, KindName, u8, Option<&str>) {
        let (within, reference) = match &self.what {
            What::QuarantineEvent(change) => (*change as u8, None),
            What::Contact(contact) => (contact.channel as u8, contact.reference.as_deref()),
            _ => (0, None),
        };
        (self.at, self.what.name(), within, reference)
    }

    /// The feed that saw the line.
    pub fn sighting(&self) -> Option<&Feed> {
        match &self.what {
            What::Sighting(feed) => Some(feed),
            _ => None,
        }
    }

    /// The change of its quarantine.
    pub fn quarantine(&self) -> Option<QuarantineChange> {
        match self.what {
            What::QuarantineEvent(change) => Some(change),
            _ => None,
        }
    }

    /// The contact.
    pub fn contact(&self) -> Option<&Contact> {
        match &self.what {
            What::Contact(contact) => Some(contact),
            _ => None,
        }
    }

    /// Why follow-up ends.
    pub fn end(&self) -> Option<EndReason> {
        match self.what {
            What::FollowUpEnd(reason) => Some(reason),
            _ => None,
        }
    }

    /// What was answered.
    pub fn answers(&self) -> Option<Answers> {
        match self.what {
            What::SurveyAnswer(answers) => Some(answers),
            _ => None,
        }
    }

    /// The release that was acknowledged.
    pub fn acknowledged(&self) -> Option<Acknowledged> {
        match self.what {
            What::ReleaseAcknowledged(release) => Some(release),
            _ => None,
        }
    }

    /// The step of a notice.
    pub fn notice(&self) -> Option<&Notice> {
        match &self.what {
            What::Notice(notice) => Some(notice),
            _ => None,
        }
    }

    /// The page that was served.
    pub fn page(&self) -> Option<PageServed> {
        match self.what {
            What::PageServed(page) => Some(page),
            _ => None,
        }
    }
}

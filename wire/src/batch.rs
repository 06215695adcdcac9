//! Batches of observations. A batch is all or nothing: one entry that cannot be read refuses all,
//! and the problem names it. An entry sent twice counts once, for ever.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use trial::observation::{
    Answers, Code, Contact, ContactChannel, CoverageState, EndReason, KindName, Notice,
    NoticeChannel, NoticeStep, QuarantineChange, What,
};
use trial::text::{ContactText, IneligibleReason, Reference};
use trial::{Feed, SubjectId};
use utoipa::ToSchema;

/// Declares the batches, so that the most entries that one may have stands once, for the server's
/// check and for the schema.
macro_rules! batches {
    ($max:tt; $($(#[$doc:meta])* $batch:ident { $field:ident: $entry:ident })*) => {
        /// The most entries that one batch may have.
        pub const MAX_ENTRIES: usize = $max;

        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
            #[serde(deny_unknown_fields)]
            pub struct $batch {
                /// 1 to [`MAX_ENTRIES`].
                #[schema(min_items = 1, max_items = $max)]
                pub $field: Vec<$entry>,
            }
        )*
    };
}

batches! {
    10000;
    /// Sightings.
    SightingBatch { sightings: NewSighting }
    /// Coverage days.
    CoverageBatch { days: NewCoverageDay }
    /// Quarantine events.
    QuarantineBatch { events: NewQuarantineEvent }
    /// Contacts.
    ContactBatch { contacts: NewContact }
    /// Lines that were seen infected and are not in a trial.
    IneligibleBatch { lines: NewIneligible }
    /// Ends of follow-up.
    FollowUpEndBatch { ends: NewFollowUpEnd }
    /// Answers to the survey.
    SurveyBatch { answers: NewSurveyAnswer }
    /// What became of notices.
    NoticeBatch { receipts: NewNoticeReceipt }
}

/// An entry about a subject, as every kind of observation has it.
pub trait Entry {
    /// Whose line.
    fn subject(&self) -> &SubjectId;

    /// When it happened.
    fn at(&self) -> Timestamp;

    /// What was observed, by an entry that arrived then.
    fn what(self, arrived_at: Timestamp) -> What;
}

/// Says of each entry what it observes.
macro_rules! entries {
    ($($entry:ident: |$this:ident, $arrived_at:pat_param| $what:expr;)*) => {$(
        impl Entry for $entry {
            fn subject(&self) -> &SubjectId {
                &self.subject
            }

            fn at(&self) -> Timestamp {
                self.at
            }

            fn what(self, $arrived_at: Timestamp) -> What {
                let $this = self;
                $what
            }
        }
    )*};
}

entries! {
    NewSighting: |new, _| What::Sighting(new.feed);
    NewQuarantineEvent: |new, _| What::QuarantineEvent(new.change);
    NewContact: |new, arrived_at| What::Contact(Box::new(Contact {
        channel: new.channel,
        coded_at: new.codes.as_ref().map(|_| arrived_at),
        codes: new.codes,
        reference: new.reference,
        text: new.text,
    }));
    NewFollowUpEnd: |new, _| What::FollowUpEnd(new.reason);
    NewNoticeReceipt: |new, _| What::Notice(Box::new(Notice {
        channel: new.channel,
        reference: new.reference,
        step: new.step,
    }));
    NewSurveyAnswer: |new, _| What::SurveyAnswer(Answers {
        received: new.received,
        read: new.read,
        distrusted: new.distrusted,
    });
}

/// A feed saw a line behave as infected. The same subject, feed and time is the same sighting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSighting {
    /// Whose line.
    pub subject: SubjectId,
    /// When, RFC 3339 with offset.
    #[serde(with = "trial::rfc3339::moment")]
    pub at: Timestamp,
    /// Which feed.
    pub feed: Feed,
}

/// What is known about a feed's day. A later row for the same feed and day supersedes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCoverageDay {
    /// Which feed.
    pub feed: Feed,
    /// Which day, UTC.
    #[schema(value_type = String, format = Date)]
    #[serde(with = "trial::rfc3339::day")]
    pub day: Date,
    /// What is known.
    pub state: CoverageState,
}

/// A line was placed or released. The same subject, time and change is the same event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewQuarantineEvent {
    /// Whose line.
    pub subject: SubjectId,
    /// When, RFC 3339 with offset.
    #[serde(with = "trial::rfc3339::moment")]
    pub at: Timestamp,
    /// What happened.
    pub change: QuarantineChange,
}

/// A subject wrote or called. The same subject, time, channel and reference is the same contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewContact {
    /// Who.
    pub subject: SubjectId,
    /// When, RFC 3339 with offset.
    #[serde(with = "trial::rfc3339::moment")]
    pub at: Timestamp,
    /// By which way.
    pub channel: ContactChannel,
    /// What it was about, where somebody has said so already; an empty list says "none of the
    /// codes", absent says that nobody has read it. A contact that comes again with codes is coded.
    #[serde(default)]
    pub codes: Option<Vec<Code>>,
    /// The sender's own name for the contact: another reference is another contact, at the same
    /// second too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Reference>)]
    pub reference: Option<String>,
    /// What was written or said; deleted when the contact is handled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<ContactText>)]
    pub text: Option<String>,
}

/// A line was found not to be eligible for the trial. The same line, time and reason is the same
/// entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewIneligible {
    /// The pseudonym of the line; nobody has to know it yet.
    pub subject: SubjectId,
    /// When, RFC 3339 with offset.
    #[serde(with = "trial::rfc3339::moment")]
    pub at: Timestamp,
    /// Why, such as `business line`: lines are counted by it.
    #[schema(value_type = IneligibleReason)]
    pub reason: String,
}

/// A subject is followed no longer. The same subject, time and reason is the same end; of several the
/// earliest counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFollowUpEnd {
    /// Who.
    pub subject: SubjectId,
    /// From when on nothing counts, RFC 3339 with offset.
    #[serde(with = "trial::rfc3339::moment")]
    pub at: Timestamp,
    /// Why.
    pub reason: EndReason,
}

/// What a subject answered; a question that was left open is absent. The same subject, time and
/// answers is the same row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSurveyAnswer {
    /// Who.
    pub subject: SubjectId,
    /// When, RFC 3339 with offset.
    #[serde(with = "trial::rfc3339::moment")]
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
}

/// Something became of an e-mail or letter to a subject. The same subject, time, notice and step is the
/// same receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNoticeReceipt {
    /// To whom.
    pub subject: SubjectId,
    /// When, RFC 3339 with offset.
    #[serde(with = "trial::rfc3339::moment")]
    pub at: Timestamp,
    /// By which way the notice goes.
    pub channel: NoticeChannel,
    /// What became of it.
    pub step: NoticeStep,
    /// The sender's own name for the notice, where a subject gets more than one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Reference>)]
    pub reference: Option<String>,
}

/// What became of a batch that was accepted; its rows are durable.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BatchAnswer {
    /// Entries that are new and count.
    pub accepted: u64,
    /// Entries that had been sent before.
    pub already_known: u64,
    /// Entries that are kept but count for nobody, with the reason.
    pub set_aside: Vec<SetAside>,
    /// Of a batch of contacts, the number of each entry's contact, in the order of the entries; null
    /// for one that was set aside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contacts: Option<Vec<Option<u64>>>,
}

/// An entry that was set aside, as it is listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct KeptAside {
    /// Its number.
    pub id: u64,
    /// What it was about.
    pub kind: KindName,
    /// Whose line it named.
    pub subject: SubjectId,
    /// When it happened, as the entry says.
    #[serde(with = "trial::rfc3339::moment")]
    pub at: Timestamp,
    /// The feed, the change, the channel, the reason or the answers.
    pub what: String,
    /// Why it counts for nobody, and what to do.
    pub reason: String,
    /// When it first arrived.
    #[serde(with = "trial::rfc3339::moment")]
    pub arrived_at: Timestamp,
}

/// An entry that counts for nobody, as the answer to its batch says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SetAside {
    /// Its place in the batch, from 0.
    pub entry: u64,
    /// Why, and what to do.
    pub reason: String,
}

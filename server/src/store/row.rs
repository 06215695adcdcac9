//! What goes into the store and comes out of it, where `trial` and `wire` have no type for it.

use content::{Brand, CaseCode, DeviceKind, DocumentId, Hash, Locale, Token, Values};
use jiff::Timestamp;
use trial::assignment::Seed;
use trial::observation::{CoverageDay, Enrolment, Ineligible, Observed, Records};
use trial::{Stratum, SubjectId, Trial, TrialId};
use wire::contact::Release;
use wire::package::Imported;
use wire::review::ReviewStep;

/// Who makes a change, and when: what the audit log says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct By<'a> {
    /// For example `staff (no sign-in)`, `garden`, `demo`.
    pub who: &'a str,
    /// The server's time.
    pub at: Timestamp,
}

/// Turns the number of a draw into the place of an arm in the plan, from 0: the seed, the stratum,
/// the ordinal and the weights of the arms.
pub type Draw<'a> = &'a (dyn Fn(&Seed, &Stratum, u64, &[u32]) -> usize + Send + Sync);

/// A document as it is edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDocument {
    /// Which document.
    pub id: DocumentId,
    /// The text in the message language.
    pub source: String,
    /// Counts the saves, from 1.
    pub version: u64,
    /// When it was saved last.
    pub saved_at: Timestamp,
}

/// A step of a review, with the revision that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredStep {
    /// The revision.
    pub revision: Hash,
    /// What was done, by whom and when.
    pub step: ReviewStep,
}

/// A message that comes back.
#[derive(Clone, Debug, PartialEq)]
pub struct NewImport {
    /// The text of each document.
    pub documents: Vec<(DocumentId, String)>,
    /// The brand; `None` leaves the one that is stored.
    pub brand: Option<Brand>,
    /// Whether what is stored with another text is replaced.
    pub overwrite: bool,
}

/// What became of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportAnswer {
    /// Everything is stored.
    Done(Imported),
    /// Something differs and may not be replaced; nothing was written.
    Differ {
        /// The documents that are stored with another text.
        documents: Vec<DocumentId>,
        /// Whether another brand is stored.
        brand: bool,
    },
}

/// A trial with what the store knows about it.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredTrial {
    /// The trial.
    pub trial: Trial,
    /// Counts the changes, from 1.
    pub version: u64,
    /// When it was created.
    pub created_at: Timestamp,
    /// Subjects enrolled so far.
    pub n_enrolled: u64,
}

/// The names of a new subject, drawn by the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// 128 random bits.
    pub token: Token,
    /// What the customer reads out on the phone.
    pub case_code: CaseCode,
}

/// A subject to be enrolled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEnrolment {
    /// The trial.
    pub trial: TrialId,
    /// The pseudonym of the line.
    pub subject: SubjectId,
    /// Time zero of the subject's outcomes.
    pub at: Timestamp,
    /// When the call for it came, no earlier than `at`.
    pub arrived_at: Timestamp,
    /// The stratum within which the arm is drawn.
    pub stratum: Stratum,
    /// What the detection says about the device; `None` leaves what is known.
    pub device_kind: Option<DeviceKind>,
    /// The language that the subscriber reads; `None` leaves what is known.
    pub locale: Option<Locale>,
    /// Names for a new subject, tried in this order; several, as a case code may be taken.
    pub candidates: Vec<Candidate>,
}

/// What became of an enrolment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EnrolAnswer {
    /// The subject is in the trial.
    Enrolled {
        /// The subject.
        subject: Subject,
        /// Its place in the trial.
        enrolment: Enrolment,
        /// Whether it was enrolled now, and not before.
        is_new: bool,
    },
    /// The subject is in another trial that is running; nothing was written for it.
    InAnotherTrial(TrialId),
    /// The trial is not running; nothing was written for the subject.
    NotRunning,
    /// The enrolled reach the planned information of every comparison: enrolment is closed.
    Full,
    /// The subject does not want to be followed; nothing was written for it.
    OptedOut,
}

/// One subscriber line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The pseudonym of the line.
    pub id: SubjectId,
    /// The path part of its garden address.
    pub token: Token,
    /// What the customer reads out on the phone.
    pub case_code: CaseCode,
    /// What the detection says about the device.
    pub device_kind: DeviceKind,
    /// The language that the subscriber reads, where it is known.
    pub locale: Option<Locale>,
    /// Whether the subject is made up, as those of a simulated trial are.
    pub simulated: bool,
    /// When the line was first enrolled.
    pub enrolled_at: Timestamp,
}

/// A subject's place in a trial.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubjectEnrolment {
    /// The trial.
    pub trial: TrialId,
    /// The place.
    pub enrolment: Enrolment,
}

/// A page that was served.
#[derive(Clone, Debug, PartialEq)]
pub struct NewDelivery {
    /// To whom.
    pub subject: SubjectId,
    /// In which trial.
    pub trial: TrialId,
    /// The document that was shown.
    pub document: DocumentId,
    /// Its revision that was rendered.
    pub revision: Hash,
    /// The values that it was filled with.
    pub values: Values,
    /// The hash of the bytes that were sent.
    pub bytes: Hash,
    /// Whether a person asked for it, and not a machine; see `garden::Reader`.
    pub opened: bool,
    /// When.
    pub at: Timestamp,
}

/// Rows that belong into one write, each with the time at which it arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Batch {
    /// What was observed about subjects, of any kind. The same subject, time and what is the same
    /// observation; of contacts, the same subject, time, channel and reference.
    Observed(Vec<Observed>),
    /// A row that repeats the newest state of its feed and day is known already.
    Coverage(Vec<CoverageDay>),
    /// Lines that are not in the trial of that name; the same line, time and reason is the same entry.
    Ineligible(TrialId, Vec<Ineligible>),
}

impl Batch {
    /// Whether it has no entry.
    pub fn is_empty(&self) -> bool {
        match self {
            Batch::Observed(rows) => rows.is_empty(),
            Batch::Coverage(rows) => rows.is_empty(),
            Batch::Ineligible(_, rows) => rows.is_empty(),
        }
    }
}

/// Rows of a trial, as of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordsAt {
    /// The number of the newest change that they show; see `Store::changes`.
    pub change: u64,
    /// The rows.
    pub records: Records,
}

/// A request from the help form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewHelp {
    /// Who asks.
    pub subject: SubjectId,
    /// When.
    pub at: Timestamp,
    /// What was written; deleted when the contact is handled.
    pub text: String,
}

/// Which contacts to list; `None` lists both kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ContactFilter {
    /// Those marked as handled, or those that are not.
    pub handled: Option<bool>,
    /// Those whose codes somebody has set, or those that wait for it.
    pub coded: Option<bool>,
}

/// Which releases to list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReleaseFilter {
    /// Those taken over, or those that are not; `None` lists both kinds.
    pub acknowledged: Option<bool>,
    /// Those of subjects who are made up, instead of those of real lines.
    pub simulated: bool,
}

/// A release that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedRelease {
    /// The one that is pending.
    pub release: Release,
    /// Whether it was asked for now, and not before.
    pub is_new: bool,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its number.
    pub id: u64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// What was done, for example `document_saved`.
    pub what: String,
    /// To what: names and numbers, never a text that a subject wrote.
    pub about: serde_json::Value,
}

//! The storage contract: everything that the server keeps, behind one trait object.
//!
//! A step is one transaction: when a method answers, its rows are durable; when it fails, nothing
//! was written. What is allowed is decided in `trial` and `content`; the contract only keeps what
//! has to hold when two people act at once. SQL stays inside the engines.

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use content::{Brand, CaseCode, DocumentId, Hash, Target, Template, Token};
use jiff::Timestamp;
use tokio::sync::watch;
use trial::assignment::Seed;
use trial::observation::{Code, Records};
use trial::{SubjectId, Trial, TrialId};
use wire::Page;
use wire::batch::{BatchAnswer, KeptAside};
use wire::contact::{ContactView, Release};
use wire::feed::ReportingFeed;
use wire::message::Revision;
use wire::review::ReviewStep;
use wire::subject::{Delivery, TimelineEntry};

mod error;
mod row;
mod sqlite;

pub use error::StoreError;
pub use row::{
    AskedRelease, AuditEntry, Batch, By, Candidate, ContactFilter, Draw, EnrolAnswer, ImportAnswer,
    NewDelivery, NewEnrolment, NewHelp, NewImport, RecordsAt, ReleaseFilter, StoredDocument,
    StoredStep, StoredTrial, Subject, SubjectEnrolment,
};
pub use sqlite::{Contents, Held, Holder, Inspection, Restored, SqliteFile};

/// What every method answers.
pub type Answer<T> = Result<T, StoreError>;

/// The store. A method that asks for one row answers [`StoreError::NotFound`] when there is none.
///
/// Lists take the cursor `after` (the number in [`Page::next`]) and a `limit`, cut to 1 to 1000.
/// Each method that changes something takes [`By`]: who did it and when, for the audit log.
#[async_trait]
pub trait Store: Send + Sync {
    /// Grows by at least one with every change, after it is durable; the same after a restart.
    fn changes(&self) -> watch::Receiver<u64>;

    /// All documents, ordered by message, variant, channel and locale.
    async fn documents(&self) -> Answer<Vec<StoredDocument>>;

    /// One document.
    async fn document(&self, id: &DocumentId) -> Answer<StoredDocument>;

    /// Saves a document over version `expected`, or a new one for `None`; answers how it is stored
    /// now. `InReview` while it is locked. `Conflict` when another version is stored, or one where there was to be none, or none.
    async fn save_document(
        &self,
        id: &DocumentId,
        source: &str,
        expected: Option<u64>,
        by: By<'_>,
    ) -> Answer<StoredDocument>;

    /// Saves the documents and the brand of a message that comes back, all or none.
    async fn import(&self, import: &NewImport, by: By<'_>) -> Answer<ImportAnswer>;

    /// The brand; `NotFound` before the first [`Store::put_brand`].
    async fn brand(&self) -> Answer<Brand>;

    /// Replaces the brand.
    async fn put_brand(&self, brand: &Brand, by: By<'_>) -> Answer<()>;

    /// Keeps a frozen revision with what it is compiled to, unless that of the same hash and document is kept already.
    async fn put_revision(&self, revision: &Revision, by: By<'_>) -> Answer<()>;

    /// The revision of that hash; the first that was frozen, should several documents share it.
    async fn revision(&self, hash: &Hash) -> Answer<Revision>;

    /// What the revision of that hash was compiled to when it was frozen; `NotFound` for a target of
    /// another channel.
    async fn template(&self, hash: &Hash, target: Target) -> Answer<Template>;

    /// The revisions that were frozen of a document, newest first.
    async fn revisions(&self, document: &DocumentId) -> Answer<Vec<Revision>>;

    /// Keeps a revision of version `expected` of its document and locks the document until somebody
    /// decides. `Conflict` when another version is stored, `InReview` when it is locked already.
    async fn submit(
        &self,
        revision: &Revision,
        expected: u64,
        step: &ReviewStep,
        by: By<'_>,
    ) -> Answer<()>;

    /// Ends the review of a document's revision and unlocks the document. `Conflict` unless that
    /// revision is in review.
    async fn decide(&self, document: &DocumentId, step: &StoredStep, by: By<'_>) -> Answer<()>;

    /// Every step of a document's reviews, oldest first.
    async fn review_steps(&self, document: &DocumentId) -> Answer<Vec<StoredStep>>;

    /// Of each document the revision that was approved last, if one was.
    async fn approved(&self) -> Answer<Vec<Revision>>;

    /// All trials, newest first.
    async fn trials(&self) -> Answer<Vec<StoredTrial>>;

    /// One trial.
    async fn trial(&self, id: &TrialId) -> Answer<StoredTrial>;

    /// Keeps a new trial as version 1. `AlreadyExists` when the name is taken.
    async fn create_trial(&self, trial: &Trial, by: By<'_>) -> Answer<StoredTrial>;

    /// Saves a trial over version `expected`, all but its simulated time; answers how it is stored
    /// now. `Conflict` when another version is stored.
    async fn save_trial(&self, trial: &Trial, expected: u64, by: By<'_>) -> Answer<StoredTrial>;

    /// Saves a trial that has started over version `expected`, with its seed and the revisions that
    /// it serves. `Conflict` when another version is stored, `AlreadyExists` when it has a seed.
    async fn start_trial(
        &self,
        trial: &Trial,
        expected: u64,
        seed: &Seed,
        revisions: &[Revision],
        by: By<'_>,
    ) -> Answer<StoredTrial>;

    /// The sealed seed of a trial; `NotFound` before its start.
    async fn seed(&self, id: &TrialId) -> Answer<Seed>;

    /// Moves the time of a simulated trial forward; an earlier time changes nothing. Neither counts
    /// as a new version nor enters the audit log. `NotFound` when the trial is not simulated.
    async fn set_simulated_now(&self, id: &TrialId, now: Timestamp) -> Answer<()>;

    /// Enrols one subject; see [`Store::enrol_all`].
    async fn enrol(&self, entry: &NewEnrolment, draw: Draw<'_>, by: By<'_>) -> Answer<EnrolAnswer> {
        let mut answers = self.enrol_all(std::slice::from_ref(entry), draw, by).await?;
        answers.pop().ok_or_else(|| StoreError::Corrupt("an enrolment was not answered".to_owned()))
    }

    /// Enrols subjects, one after the other in one transaction; answers in the same order.
    ///
    /// A subject that is in the trial already keeps its arm, token and case code. A new one takes
    /// the next ordinal of its stratum, and `draw` turns it into an arm. `NotFound` when a trial
    /// does not exist; `NamesTaken` when every candidate's token or case code is another subject's.
    async fn enrol_all(
        &self,
        entries: &[NewEnrolment],
        draw: Draw<'_>,
        by: By<'_>,
    ) -> Answer<Vec<EnrolAnswer>>;

    /// A subject by its pseudonym.
    async fn subject(&self, id: &SubjectId) -> Answer<Subject>;

    /// A subject by the token in its garden address.
    async fn subject_by_token(&self, token: &Token) -> Answer<Subject>;

    /// A subject by the code that the customer reads out.
    async fn subject_by_case_code(&self, code: &CaseCode) -> Answer<Subject>;

    /// Subjects, of one trial or all, newest first.
    async fn subjects(
        &self,
        trial: Option<&TrialId>,
        after: Option<u64>,
        limit: u32,
    ) -> Answer<Page<Subject>>;

    /// The enrolments of a subject, newest first; empty when there is no such subject.
    async fn enrolments_of(&self, subject: &SubjectId) -> Answer<Vec<SubjectEnrolment>>;

    /// Keeps one page that was served; answers its number. A customer waits for it, so `Locked` after
    /// 300 milliseconds at most when the store cannot be written to. See [`Store::add_deliveries`].
    async fn add_delivery(&self, delivery: &NewDelivery, by: By<'_>) -> Answer<u64>;

    /// Keeps pages that were served; answers their numbers in the same order. `NotFound` when a
    /// subject is not enrolled in the trial that it names.
    async fn add_deliveries(&self, deliveries: &[NewDelivery], by: By<'_>) -> Answer<Vec<u64>>;

    /// The pages that were served to a subject, newest first.
    async fn deliveries(&self, subject: &SubjectId) -> Answer<Vec<Delivery>>;

    /// Appends observations, all or none. An entry that is known already changes nothing. A sighting,
    /// contact or answer from before its subject was enrolled, any entry about a subject that does not
    /// exist, and a line that is called ineligible for a trial that it is in, is kept aside, and the
    /// answer names its place in the batch. `NotFound` when such a trial does not exist.
    async fn append(&self, batch: &Batch, by: By<'_>) -> Answer<BatchAnswer>;

    /// The names under which days were delivered or confirmed empty, in order.
    async fn reporting_feeds(&self) -> Answer<Vec<ReportingFeed>>;

    /// The entries that count for nobody, newest first.
    async fn kept_aside(&self, after: Option<u64>, limit: u32) -> Answer<Page<KeptAside>>;

    /// Keeps a request from the help form as a contact with its text; answers it. The same subject,
    /// time and text is the same request until it is handled; another text at a time that is taken
    /// is kept at the next free microsecond. `NotFound` when there is no such subject.
    async fn ask_for_help(&self, help: &NewHelp, by: By<'_>) -> Answer<ContactView>;

    /// Contacts, newest first.
    async fn contacts(
        &self,
        filter: ContactFilter,
        after: Option<u64>,
        limit: u32,
    ) -> Answer<Page<ContactView>>;

    /// One contact.
    async fn contact(&self, contact: u64) -> Answer<ContactView>;

    /// Says what a contact was about, known from `coded_at` on. What was said before counts no longer,
    /// and is kept for reports as they were known then.
    async fn set_codes(
        &self,
        contact: u64,
        codes: &[Code],
        coded_at: Timestamp,
        by: By<'_>,
    ) -> Answer<ContactView>;

    /// Marks a contact as handled and deletes its text, from the files as well; the second time
    /// changes nothing. `NotCoded` while nobody has said what it was about.
    async fn mark_handled(&self, contact: u64, by: By<'_>) -> Answer<ContactView>;

    /// Asks for the release of a subject's line at `at`. While one is pending, asking again answers
    /// that one; one that was overtaken by a release of another kind is pending no longer. `NotFound` when there is no such subject.
    async fn ask_release(
        &self,
        subject: &SubjectId,
        at: Timestamp,
        by: By<'_>,
    ) -> Answer<AskedRelease>;

    /// Releases, oldest first, so that a quarantine system takes them over in order.
    async fn releases(
        &self,
        filter: ReleaseFilter,
        after: Option<u64>,
        limit: u32,
    ) -> Answer<Page<Release>>;

    /// One release.
    async fn release(&self, release: u64) -> Answer<Release>;

    /// The quarantine system has taken a release over at `at`; the second time changes nothing.
    async fn acknowledge_release(&self, release: u64, at: Timestamp, by: By<'_>)
    -> Answer<Release>;

    /// The release that a subject asked for last, if ever.
    async fn latest_release(&self, subject: &SubjectId) -> Answer<Option<Release>>;

    /// Every stored row that the report of a trial is computed from; see [`Store::records_at`].
    async fn records(&self, trial: &TrialId) -> Answer<Records> {
        Ok(self.records_at(trial, None).await?.records)
    }

    /// Every stored row that the report of a trial is computed from: those of its subjects, and the
    /// coverage of the feeds that its plan requires. Of coverage rows about the same day that arrived
    /// at the same instant, only the one that was written last. A contact comes once for each time
    /// that somebody said what it was about.
    ///
    /// With the number of a change only what came in after it: new rows, and older ones of subjects
    /// who have entered the trial since. Coverage is then all of it or, when no row is new, nothing;
    /// what was set aside is counted as a whole.
    async fn records_at(&self, trial: &TrialId, since: Option<u64>) -> Answer<RecordsAt>;

    /// Everything that happened to a subject, oldest first.
    async fn timeline(&self, subject: &SubjectId) -> Answer<Vec<TimelineEntry>>;

    /// The audit log, newest first.
    async fn audit(&self, after: Option<u64>, limit: u32) -> Answer<Page<AuditEntry>>;

    /// Lets go of the engine in good order; what comes afterwards is `Unavailable`.
    async fn close(&self);
}

/// The engines, and where each keeps its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A file of this server alone.
    Sqlite(SqliteFile),
}

/// Opens the store, created on the first start. The one place that knows every engine.
///
/// # Errors
/// `Unopenable` when another process has it open, when the place or the file cannot be used, or when
/// a newer version of Stile wrote it.
pub async fn open(engine: &Engine) -> Answer<Arc<dyn Store>> {
    match engine {
        Engine::Sqlite(file) => Ok(Arc::new(sqlite::SqliteStore::open(file).await?)),
    }
}

/// Opens the store to read it, also while a server has it open; writes are then `Unavailable`.
///
/// # Errors
/// As those of [`open`], and `Unopenable` when an older version has it open.
pub async fn open_to_read(engine: &Engine) -> Answer<Arc<dyn Store>> {
    match engine {
        Engine::Sqlite(file) => Ok(Arc::new(sqlite::SqliteStore::open_to_read(file).await?)),
    }
}

/// Opens the store only to read it, and changes nothing, whoever has it open.
///
/// # Errors
/// `Unopenable` when there is none, or not one of this version.
pub async fn open_beside(engine: &Engine) -> Answer<Arc<dyn Store>> {
    match engine {
        Engine::Sqlite(file) => Ok(Arc::new(sqlite::SqliteStore::open_beside(file).await?)),
    }
}

/// Writes a backup of what is stored now to a file that is not there yet, also while a server runs.
/// The file has its name only when it is complete, checked, and readable to its owner alone.
///
/// # Errors
/// `Unopenable`: the file cannot be written, or the store cannot be read.
pub async fn back_up(engine: &Engine, to: &Path) -> Answer<Contents> {
    match engine {
        Engine::Sqlite(file) => sqlite::back_up(file, to).await,
    }
}

/// Puts a backup into the place of the store and brings it up to date. A store that is there already
/// is replaced only with `replace`, and kept beside.
///
/// # Errors
/// `Unopenable`: the backup is not sound, the store is in use, there already, or cannot be written.
pub async fn restore(engine: &Engine, from: &Path, replace: bool) -> Answer<Restored> {
    match engine {
        Engine::Sqlite(file) => sqlite::restore(file, from, replace).await,
    }
}

/// Looks at a store without opening it for use; beside what was found, what stands in the way of
/// opening it.
pub async fn inspect(engine: &Engine) -> (Inspection, Answer<()>) {
    match engine {
        Engine::Sqlite(file) => sqlite::inspect(file).await,
    }
}

//! The contract, method by method; what each does is in the file of its noun.

use async_trait::async_trait;
use content::{Brand, CaseCode, DocumentId, Hash, Target, Template, Token};
use jiff::Timestamp;
use tokio::sync::watch;
use trial::assignment::Seed;
use trial::observation::Code;
use trial::{SubjectId, Trial, TrialId};
use wire::Page;
use wire::batch::{BatchAnswer, KeptAside};
use wire::contact::{ContactView, Release};
use wire::feed::ReportingFeed;
use wire::message::Revision;
use wire::review::ReviewStep;
use wire::subject::{Delivery, TimelineEntry};

use super::{
    SqliteStore, audit, contacts, coverage, deliveries, documents, enrolments, imports,
    observations, records, releases, reviews, revisions, set_aside, subjects, timeline, trials,
};
use crate::store::{
    Answer, AskedRelease, AuditEntry, Batch, By, ContactFilter, Draw, EnrolAnswer, ImportAnswer,
    NewDelivery, NewEnrolment, NewHelp, NewImport, RecordsAt, ReleaseFilter, Store, StoredDocument,
    StoredStep, StoredTrial, Subject, SubjectEnrolment,
};

#[async_trait]
impl Store for SqliteStore {
    fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    async fn documents(&self) -> Answer<Vec<StoredDocument>> {
        documents::list(self).await
    }

    async fn document(&self, id: &DocumentId) -> Answer<StoredDocument> {
        documents::get(self, id).await
    }

    async fn save_document(
        &self,
        id: &DocumentId,
        source: &str,
        expected: Option<u64>,
        by: By<'_>,
    ) -> Answer<StoredDocument> {
        documents::save(self, id, source, expected, by).await
    }

    async fn import(&self, import: &NewImport, by: By<'_>) -> Answer<ImportAnswer> {
        imports::import(self, import, by).await
    }

    async fn brand(&self) -> Answer<Brand> {
        documents::brand(self).await
    }

    async fn put_brand(&self, brand: &Brand, by: By<'_>) -> Answer<()> {
        documents::put_brand(self, brand, by).await
    }

    async fn put_revision(&self, revision: &Revision, by: By<'_>) -> Answer<()> {
        revisions::put(self, revision, by).await
    }

    async fn revision(&self, hash: &Hash) -> Answer<Revision> {
        revisions::get(self, hash).await
    }

    async fn template(&self, hash: &Hash, target: Target) -> Answer<Template> {
        revisions::template(self, hash, target).await
    }

    async fn revisions(&self, document: &DocumentId) -> Answer<Vec<Revision>> {
        revisions::of_document(self, document).await
    }

    async fn submit(
        &self,
        revision: &Revision,
        expected: u64,
        step: &ReviewStep,
        by: By<'_>,
    ) -> Answer<()> {
        reviews::submit(self, revision, expected, step, by).await
    }

    async fn decide(&self, document: &DocumentId, step: &StoredStep, by: By<'_>) -> Answer<()> {
        reviews::decide(self, document, step, by).await
    }

    async fn review_steps(&self, document: &DocumentId) -> Answer<Vec<StoredStep>> {
        reviews::of_document(self, document).await
    }

    async fn approved(&self) -> Answer<Vec<Revision>> {
        reviews::approved(self).await
    }

    async fn trials(&self) -> Answer<Vec<StoredTrial>> {
        trials::list(self).await
    }

    async fn trial(&self, id: &TrialId) -> Answer<StoredTrial> {
        trials::get(self, id).await
    }

    async fn create_trial(&self, trial: &Trial, by: By<'_>) -> Answer<StoredTrial> {
        trials::create(self, trial, by).await
    }

    async fn save_trial(&self, trial: &Trial, expected: u64, by: By<'_>) -> Answer<StoredTrial> {
        trials::save(self, trial, expected, by).await
    }

    async fn start_trial(
        &self,
        trial: &Trial,
        expected: u64,
        seed: &Seed,
        revisions: &[Revision],
        by: By<'_>,
    ) -> Answer<StoredTrial> {
        trials::start(self, (trial, expected), seed, revisions, by).await
    }

    async fn seed(&self, id: &TrialId) -> Answer<Seed> {
        trials::seed(&mut *self.read().await?, id).await
    }

    async fn set_simulated_now(&self, id: &TrialId, now: Timestamp) -> Answer<()> {
        trials::set_simulated_now(self, id, now).await
    }

    async fn enrol_all(
        &self,
        entries: &[NewEnrolment],
        draw: Draw<'_>,
        by: By<'_>,
    ) -> Answer<Vec<EnrolAnswer>> {
        enrolments::enrol_all(self, entries, draw, by).await
    }

    async fn subject(&self, id: &SubjectId) -> Answer<Subject> {
        subjects::get(self, id).await
    }

    async fn subject_by_token(&self, token: &Token) -> Answer<Subject> {
        subjects::by_token(self, token.as_ref()).await
    }

    async fn subject_by_case_code(&self, code: &CaseCode) -> Answer<Subject> {
        subjects::by_case_code(self, code.as_ref()).await
    }

    async fn subjects(
        &self,
        trial: Option<&TrialId>,
        after: Option<u64>,
        limit: u32,
    ) -> Answer<Page<Subject>> {
        subjects::list(self, trial, after, limit).await
    }

    async fn enrolments_of(&self, subject: &SubjectId) -> Answer<Vec<SubjectEnrolment>> {
        enrolments::of_subject(self, subject).await
    }

    async fn add_delivery(&self, delivery: &NewDelivery, by: By<'_>) -> Answer<u64> {
        deliveries::add(self, delivery, by).await
    }

    async fn add_deliveries(&self, deliveries: &[NewDelivery], by: By<'_>) -> Answer<Vec<u64>> {
        deliveries::add_all(self, deliveries, by).await
    }

    async fn deliveries(&self, subject: &SubjectId) -> Answer<Vec<Delivery>> {
        deliveries::of_subject(self, subject).await
    }

    async fn append(&self, batch: &Batch, by: By<'_>) -> Answer<BatchAnswer> {
        observations::append(self, batch, by).await
    }

    async fn reporting_feeds(&self) -> Answer<Vec<ReportingFeed>> {
        coverage::reporting(self).await
    }

    async fn kept_aside(&self, after: Option<u64>, limit: u32) -> Answer<Page<KeptAside>> {
        set_aside::list(self, after, limit).await
    }

    async fn ask_for_help(&self, help: &NewHelp, by: By<'_>) -> Answer<ContactView> {
        contacts::ask_for_help(self, help, by).await
    }

    async fn contacts(
        &self,
        filter: ContactFilter,
        after: Option<u64>,
        limit: u32,
    ) -> Answer<Page<ContactView>> {
        contacts::list(self, filter, after, limit).await
    }

    async fn contact(&self, contact: u64) -> Answer<ContactView> {
        contacts::one(self, contact).await
    }

    async fn set_codes(
        &self,
        contact: u64,
        codes: &[Code],
        coded_at: Timestamp,
        by: By<'_>,
    ) -> Answer<ContactView> {
        contacts::set_codes(self, contact, codes, coded_at, by).await
    }

    async fn mark_handled(&self, contact: u64, by: By<'_>) -> Answer<ContactView> {
        contacts::mark_handled(self, contact, by).await
    }

    async fn ask_release(
        &self,
        subject: &SubjectId,
        at: Timestamp,
        by: By<'_>,
    ) -> Answer<AskedRelease> {
        releases::ask(self, subject, at, by).await
    }

    async fn releases(
        &self,
        filter: ReleaseFilter,
        after: Option<u64>,
        limit: u32,
    ) -> Answer<Page<Release>> {
        releases::list(self, filter, after, limit).await
    }

    async fn release(&self, release: u64) -> Answer<Release> {
        releases::one(self, release).await
    }

    async fn acknowledge_release(
        &self,
        release: u64,
        at: Timestamp,
        by: By<'_>,
    ) -> Answer<Release> {
        releases::acknowledge(self, release, at, by).await
    }

    async fn latest_release(&self, subject: &SubjectId) -> Answer<Option<Release>> {
        releases::latest(self, subject).await
    }

    async fn records_at(&self, trial: &TrialId, since: Option<u64>) -> Answer<RecordsAt> {
        records::of_trial(self, trial, since).await
    }

    async fn timeline(&self, subject: &SubjectId) -> Answer<Vec<TimelineEntry>> {
        timeline::of_subject(self, subject).await
    }

    async fn audit(&self, after: Option<u64>, limit: u32) -> Answer<Page<AuditEntry>> {
        audit::list(self, after, limit).await
    }

    async fn close(&self) {
        self.let_go().await;
    }
}

//! One story that every engine of the store has to tell in the same way.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use content::Hash;
use content::review::Waiver;
use server::store::{
    Batch, ContactFilter, Engine, EnrolAnswer, ImportAnswer, NewEnrolment, NewHelp, NewImport,
    ReleaseFilter, SqliteFile, Store, StoreError, StoredStep, open,
};
use trial::observation::{
    Answers, Code, Contact, ContactChannel, CoverageState, EndReason, Ineligible, KindName,
    Observed, QuarantineChange, Records, What,
};
use trial::{Stratum, SubjectId, Trial, TrialId, TrialState};
use wire::message::Revision;
use wire::review::{ReviewStep, ReviewStepKind};
use wire::subject::TimelineEvent;

#[path = "store_story/cast.rs"]
#[allow(dead_code)]
mod cast;
#[path = "store_story/enrolments.rs"]
mod enrolments;
#[path = "store_story/messages.rs"]
mod messages;
#[path = "store_story/observations.rs"]
mod observations;
#[path = "store_story/requests.rs"]
mod requests;
#[path = "store_story/whole.rs"]
mod whole;

use cast::{
    by, candidate, contact, coverage, delivery, enrol, entry, name, noon, planned, revision, seed,
    sighting, start, started, turns,
};

type Told = Result<(), StoreError>;

/// The engines to try, each in its own place below `folder`.
fn engines(folder: &Path) -> Vec<Engine> {
    vec![Engine::Sqlite(SqliteFile::at(folder.join("new/stile.db")))]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_engine_tells_the_same_story() -> Told {
    let folder = tempfile::tempdir().unwrap();
    for engine in engines(folder.path()) {
        let store = open(&engine).await?;
        messages::documents_are_saved_over_the_version_that_was_read(&*store).await?;
        messages::a_text_in_review_is_locked_until_somebody_decides(&*store).await?;
        messages::an_import_is_all_or_nothing(&*store).await?;
        enrolments::a_trial_starts_once_with_its_seed(&*store).await?;
        enrolments::a_subject_gets_one_place_however_often_it_is_asked_for(&store).await?;
        enrolments::names_are_never_shared(&*store).await?;
        enrolments::a_subject_is_in_one_running_trial(&*store).await?;
        observations::a_batch_counts_once_and_keeps_strangers_aside(&*store).await?;
        observations::only_news_about_a_day_is_kept(&*store).await?;
        requests::a_contact_is_coded_and_handled(&*store).await?;
        requests::no_request_is_lost_when_the_clock_stands_still(&*store).await?;
        requests::a_second_click_is_the_same_release(&*store).await?;
        observations::a_batch_that_is_half_bad_writes_nothing(&*store).await?;
        observations::records_are_those_of_the_trial(&*store).await?;
        observations::what_ends_answers_or_is_left_out_counts_once(&*store).await?;
        observations::what_is_new_since_a_change_is_told_apart(&*store).await?;
        enrolments::a_simulated_trial_has_its_own_time(&*store).await?;
        whole::lists_come_in_pages(&*store).await?;
        whole::changes_are_told_and_noted(&*store).await?;
        observations::who_enters_a_trial_brings_its_older_rows(&*store).await?;
        whole::a_restart_keeps_everything(&engine, store).await?;
    }
    Ok(())
}

fn enrolled(answer: EnrolAnswer) -> (server::store::Subject, trial::observation::Enrolment, bool) {
    match answer {
        EnrolAnswer::Enrolled { subject, enrolment, is_new } => (subject, enrolment, is_new),
        other => panic!("not enrolled: {other:?}"),
    }
}

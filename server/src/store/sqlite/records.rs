//! The rows that a trial's report is computed from, all as of one change: the whole of them, or what
//! has come in since another change.

mod since;
mod whole;

use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use trial::observation::{
    Contact, CoverageDay, FollowUpEnd, PageServed, QuarantineEvent, Sighting, SubjectFacts,
    SurveyAnswer,
};
use trial::{Feed, TrialId};
use wire::subject::Answers;

use super::SqliteStore;
use super::read::{self, maybe_json, maybe_time, number, parsed, time, word};
use super::trials;
use crate::store::{Answer, RecordsAt};

pub(super) async fn of_trial(
    store: &SqliteStore,
    id: &TrialId,
    since: Option<u64>,
) -> Answer<RecordsAt> {
    // One transaction, so that every query sees the same state.
    let mut reading = store.readers.begin().await?;
    let connection = &mut *reading;
    let last = sqlx::query("SELECT number FROM change").fetch_one(&mut *connection).await?;
    let change = number(&last, "number")?;
    let feeds = trials::find(connection, id).await?.trial.plan.reporting();
    let mut records = match since {
        None => whole::of_trial(connection, id, &feeds).await?,
        Some(since) => since::of_trial(connection, id, &feeds, since).await?,
    };
    records.n_set_aside = set_aside(connection).await?;
    reading.rollback().await?;
    Ok(RecordsAt { change, records })
}

/// Every row that a statement with one parameter finds, read by `row`.
pub(super) async fn all<T>(
    connection: &mut SqliteConnection,
    sql: &'static str,
    parameter: &str,
    row: fn(&SqliteRow) -> Answer<T>,
) -> Answer<Vec<T>> {
    sqlx::query(sql).bind(parameter).fetch_all(connection).await?.iter().map(row).collect()
}

/// Of rows about a day that arrived at the same instant, the one that was written last: a clock may
/// stand still, and `trial` cannot tell which of them is the newest.
async fn coverage(connection: &mut SqliteConnection, feeds: &[Feed]) -> Answer<Vec<CoverageDay>> {
    let of_feed = "SELECT * FROM coverage_day AS said WHERE feed = $1 AND NOT EXISTS (
            SELECT 1 FROM coverage_day AS later
            WHERE later.feed = said.feed AND later.day = said.day
              AND later.arrived_at = said.arrived_at AND later.id > said.id
         ) ORDER BY id";
    let mut days = Vec::new();
    for feed in feeds {
        days.extend(all(connection, of_feed, feed.as_str(), day).await?);
    }
    Ok(days)
}

/// Rows about subjects that nobody knows belong to no trial, so every trial says how many there are.
async fn set_aside(connection: &mut SqliteConnection) -> Answer<u64> {
    let row = sqlx::query("SELECT COUNT(*) AS n FROM set_aside").fetch_one(connection).await?;
    number(&row, "n")
}

fn facts(row: &SqliteRow) -> Answer<SubjectFacts> {
    Ok(SubjectFacts { subject: parsed(row, "id")?, device_kind: Some(parsed(row, "device_kind")?) })
}

/// A row of `sighting`.
pub(super) fn sighting(row: &SqliteRow) -> Answer<Sighting> {
    Ok(Sighting {
        subject: parsed(row, "subject")?,
        at: time(row, "at")?,
        feed: parsed(row, "feed")?,
        arrived_at: time(row, "arrived_at")?,
    })
}

/// A row of `quarantine_event`.
pub(super) fn event(row: &SqliteRow) -> Answer<QuarantineEvent> {
    Ok(QuarantineEvent {
        subject: parsed(row, "subject")?,
        at: time(row, "at")?,
        change: word(row, "change")?,
        arrived_at: time(row, "arrived_at")?,
    })
}

/// A row of `contact`, without its text.
pub(super) fn contact(row: &SqliteRow) -> Answer<Contact> {
    Ok(Contact {
        subject: parsed(row, "subject")?,
        at: time(row, "at")?,
        channel: word(row, "channel")?,
        codes: maybe_json(row, "codes")?,
        arrived_at: time(row, "arrived_at")?,
        coded_at: maybe_time(row, "coded_at")?,
    })
}

fn day(row: &SqliteRow) -> Answer<CoverageDay> {
    Ok(CoverageDay {
        feed: parsed(row, "feed")?,
        day: parsed(row, "day")?,
        state: word(row, "state")?,
        arrived_at: time(row, "arrived_at")?,
    })
}

fn page(row: &SqliteRow) -> Answer<PageServed> {
    Ok(PageServed { subject: parsed(row, "subject")?, at: time(row, "at")? })
}

/// A row of `follow_up_end`.
pub(super) fn ending(row: &SqliteRow) -> Answer<FollowUpEnd> {
    Ok(FollowUpEnd {
        subject: parsed(row, "subject")?,
        at: time(row, "at")?,
        reason: word(row, "reason")?,
        arrived_at: time(row, "arrived_at")?,
    })
}

fn survey(row: &SqliteRow) -> Answer<SurveyAnswer> {
    let Answers { received, read, distrusted } = read::json(row, "answers")?;
    Ok(SurveyAnswer {
        subject: parsed(row, "subject")?,
        at: time(row, "at")?,
        received,
        read,
        distrusted,
        arrived_at: time(row, "arrived_at")?,
    })
}

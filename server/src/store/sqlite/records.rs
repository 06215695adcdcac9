//! The rows that a trial's report is computed from, all as of one moment.

use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use trial::observation::{
    Contact, CoverageDay, PageServed, QuarantineEvent, Records, Sighting, SubjectFacts,
};
use trial::{Feed, TrialId};

use super::read::{maybe_json, maybe_time, number, parsed, time, word};
use super::{SqliteStore, enrolments, trials};
use crate::store::Answer;

macro_rules! of_subjects {
    ($table:literal) => {
        concat!(
            "SELECT observed.* FROM enrolment JOIN ",
            $table,
            " AS observed ON observed.subject = enrolment.subject WHERE enrolment.trial = $1"
        )
    };
}

pub(super) async fn of_trial(store: &SqliteStore, id: &TrialId) -> Answer<Records> {
    // One transaction, so that every query sees the same state.
    let mut reading = store.readers.begin().await?;
    let connection = &mut *reading;
    let feeds = trials::find(connection, id).await?.trial.plan.required_feeds;
    let by_draw = "SELECT * FROM enrolment WHERE trial = $1 ORDER BY number";
    let of_trial = "SELECT subject, at FROM delivery WHERE trial = $1";
    let opened = "SELECT subject, at FROM delivery WHERE trial = $1 AND opened = 1";
    let untold = "SELECT COUNT(*) AS n FROM delivery WHERE trial = $1 AND opened IS NULL";
    let known = "SELECT id, device_kind FROM subject WHERE id IN
                 (SELECT subject FROM enrolment WHERE trial = $1)";
    let records = Records {
        enrolments: all(connection, by_draw, id.as_str(), enrolments::enrolment).await?,
        sightings: all(connection, of_subjects!("sighting"), id.as_str(), sighting).await?,
        coverage: coverage(connection, &feeds).await?,
        quarantine: all(connection, of_subjects!("quarantine_event"), id.as_str(), event).await?,
        contacts: all(connection, of_subjects!("contact"), id.as_str(), contact).await?,
        pages: all(connection, of_trial, id.as_str(), page).await?,
        opened: match count(connection, untold, id.as_str()).await? {
            0 => Some(all(connection, opened, id.as_str(), page).await?),
            _ => None,
        },
        facts: all(connection, known, id.as_str(), facts).await?,
        n_set_aside: set_aside(connection).await?,
        ..Records::default()
    };
    reading.rollback().await?;
    Ok(records)
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

async fn count(
    connection: &mut SqliteConnection,
    sql: &'static str,
    parameter: &str,
) -> Answer<u64> {
    number(&sqlx::query(sql).bind(parameter).fetch_one(connection).await?, "n")
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

//! The rows that a trial's report is computed from, all as of one change: the whole of them, or what
//! has come in since another change.

mod since;
mod whole;

use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use sqlx::{SqlSafeStr, SqliteConnection};
use trial::observation::{CoverageDay, SubjectFacts};
use trial::{Feed, SubjectId, TrialId};

use super::SqliteStore;
use super::read::{number, parsed, time, word};
use super::{set_aside, trials};
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
    records.n_set_aside = set_aside::in_trial(connection, id).await?;
    reading.rollback().await?;
    Ok(RecordsAt { change, records })
}

/// Every row that a statement with one parameter finds, read by `row`.
pub(super) async fn all<T>(
    connection: &mut SqliteConnection,
    sql: impl SqlSafeStr,
    parameter: &str,
    row: impl Fn(&SqliteRow) -> Answer<T>,
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

fn facts(row: &SqliteRow) -> Answer<SubjectFacts> {
    Ok(SubjectFacts { subject: parsed(row, "id")?, device_kind: Some(parsed(row, "device_kind")?) })
}

fn day(row: &SqliteRow) -> Answer<CoverageDay> {
    Ok(CoverageDay {
        feed: parsed(row, "feed")?,
        day: parsed(row, "day")?,
        state: word(row, "state")?,
        arrived_at: time(row, "arrived_at")?,
    })
}

/// When an enrolment arrived that did so after its own time.
fn arrival(row: &SqliteRow) -> Answer<(SubjectId, Timestamp)> {
    Ok((parsed(row, "subject")?, time(row, "arrived_at")?))
}

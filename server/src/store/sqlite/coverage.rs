//! Coverage days: appended when they say something new about their feed and day.

use sqlx::{Row, SqliteConnection};
use trial::observation::CoverageDay;
use wire::batch::BatchAnswer;
use wire::feed::ReportingFeed;

use super::SqliteStore;
use super::read::{parsed, spelled, time};
use super::write::Write;
use crate::store::Answer;

/// Appends within a larger write. The row that arrived last is the newest, and of those that
/// arrived at once the one that was written last.
pub(super) async fn append(write: &mut Write, days: &[CoverageDay]) -> Answer<BatchAnswer> {
    let mut answer = BatchAnswer::default();
    for day in days {
        let state = spelled(&day.state)?;
        if newest_state(write.connection(), day).await?.as_ref() == Some(&state) {
            answer.already_known += 1;
            continue;
        }
        let add = sqlx::query(
            "INSERT INTO coverage_day (feed, day, state, arrived_at, came_with)
             VALUES ($1, $2, $3, $4, $5)",
        );
        let add = add.bind(day.feed.as_str()).bind(day.day.to_string()).bind(state);
        let add = add.bind(day.arrived_at.as_microsecond()).bind(write.number);
        write.run(add).await?;
        answer.accepted += 1;
    }
    Ok(answer)
}

/// Every name under which a day was delivered or confirmed empty.
pub(super) async fn reporting(store: &SqliteStore) -> Answer<Vec<ReportingFeed>> {
    let query = sqlx::query(
        "SELECT feed, MAX(day) AS day, MAX(arrived_at) AS arrived_at FROM coverage_day
         WHERE state <> 'missing' GROUP BY feed ORDER BY feed",
    );
    let rows = query.fetch_all(&mut *store.read().await?).await?;
    let feed = |row| {
        let (feed, last_day) = (parsed(row, "feed")?, parsed(row, "day")?);
        Ok(ReportingFeed { feed, last_day, arrived_at: time(row, "arrived_at")? })
    };
    rows.iter().map(feed).collect()
}

async fn newest_state(
    connection: &mut SqliteConnection,
    day: &CoverageDay,
) -> Answer<Option<String>> {
    let query = sqlx::query(
        "SELECT state FROM coverage_day WHERE feed = $1 AND day = $2
         ORDER BY arrived_at DESC, id DESC LIMIT 1",
    );
    let query = query.bind(day.feed.as_str()).bind(day.day.to_string());
    let row = query.fetch_optional(connection).await?;
    Ok(row.map(|row| row.try_get("state")).transpose()?)
}

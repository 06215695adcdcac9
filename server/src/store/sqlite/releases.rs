//! Releases: one pending for each subject, until the quarantine system takes it over or the line
//! leaves the garden in another way.

use jiff::Timestamp;
use serde_json::json;
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, SqliteConnection};
use trial::SubjectId;
use trial::observation::{Acknowledged, Observed, What};
use wire::Page;
use wire::contact::Release;

use super::page::{above, page_of, rows_to_read};
use super::read::{cell, maybe_time, number, parsed, time};
use super::write::Write;
use super::{SqliteStore, observations};
use crate::store::{Answer, AskedRelease, By, ReleaseFilter, StoreError};

macro_rules! select {
    ($which:literal) => {
        concat!(
            "SELECT asked.*, subject.case_code, subject.simulated FROM \"release\" AS asked
             JOIN subject ON subject.id = asked.subject WHERE ",
            $which
        )
    };
}

pub(super) async fn ask(
    store: &SqliteStore,
    subject: &SubjectId,
    at: Timestamp,
    by: By<'_>,
) -> Answer<AskedRelease> {
    let ask = sqlx::query(
        "INSERT INTO \"release\" (subject, asked_at) VALUES ($1, $2) ON CONFLICT DO NOTHING",
    );
    let mut write = store.write().await?;
    overtake(&mut write).await?;
    let is_new = write.run(ask.bind(subject.as_str()).bind(at.as_microsecond())).await? > 0;
    let release = newest(write.connection(), subject).await?.ok_or(StoreError::NotFound)?;
    if is_new {
        let about = json!({"release": release.id, "subject": subject});
        write.audit(by, "release_asked", about).await?;
    }
    write.finish().await?;
    Ok(AskedRelease { release, is_new })
}

/// Ends the wait of requests whose line has left the garden in another way since.
pub(super) async fn overtake(write: &mut Write) -> Answer<()> {
    let overtake = sqlx::query(
        "UPDATE \"release\" SET overtaken_at = (
            SELECT MIN(event.at) FROM quarantine_event AS event
            WHERE event.subject = \"release\".subject AND event.change <> 'placed'
              AND event.at >= \"release\".asked_at
         ) WHERE acknowledged_at IS NULL AND overtaken_at IS NULL",
    );
    write.run(overtake).await.map(|_| ())
}

pub(super) async fn list(
    store: &SqliteStore,
    filter: ReleaseFilter,
    after: Option<u64>,
    limit: u32,
) -> Answer<Page<Release>> {
    let mut query = QueryBuilder::new(select!("asked.id > "));
    query.push_bind(above(after));
    query.push(" AND subject.simulated = ").push_bind(filter.simulated);
    query.push(match filter.acknowledged {
        Some(true) => " AND asked.acknowledged_at IS NOT NULL",
        Some(false) => " AND asked.acknowledged_at IS NULL AND asked.overtaken_at IS NULL",
        None => "",
    });
    query.push(" ORDER BY asked.id LIMIT ").push_bind(rows_to_read(limit));
    let rows = query.build().fetch_all(&mut *store.read().await?).await?;
    let numbered = |row| release(row).map(|release| (release.id, release));
    let releases = rows.iter().map(numbered).collect::<Answer<Vec<_>>>()?;
    Ok(page_of(releases, limit))
}

pub(super) async fn one(store: &SqliteStore, id: u64) -> Answer<Release> {
    find(&mut *store.read().await?, id).await
}

pub(super) async fn acknowledge(
    store: &SqliteStore,
    id: u64,
    at: Timestamp,
    by: By<'_>,
) -> Answer<Release> {
    let mut write = store.write().await?;
    let acknowledge = sqlx::query(
        "UPDATE \"release\" SET acknowledged_at = $2 WHERE id = $1 AND acknowledged_at IS NULL",
    );
    let acknowledge = acknowledge.bind(cell(id)).bind(at.as_microsecond());
    let is_new = write.run(acknowledge).await? > 0;
    let release = find(write.connection(), id).await?;
    if is_new {
        keep_record(&mut write, &release, at).await?;
        write.audit(by, "release_acknowledged", json!({"release": id})).await?;
    }
    write.finish().await?;
    Ok(release)
}

/// Keeps the acknowledgement as the record that the line left the garden, so that the page and the
/// outcome say the same.
async fn keep_record(write: &mut Write, release: &Release, at: Timestamp) -> Answer<()> {
    let acknowledged = Acknowledged { requested_at: release.asked_at, logged: None };
    let what = What::ReleaseAcknowledged(acknowledged);
    let row = Observed::at_once(release.subject.clone(), at, what);
    observations::insert(write, row.what.name(), &[&row]).await.map(|_| ())
}

pub(super) async fn latest(store: &SqliteStore, subject: &SubjectId) -> Answer<Option<Release>> {
    newest(&mut *store.read().await?, subject).await
}

async fn find(connection: &mut SqliteConnection, id: u64) -> Answer<Release> {
    let query = sqlx::query(select!("asked.id = $1")).bind(cell(id));
    release(&query.fetch_one(connection).await?)
}

async fn newest(connection: &mut SqliteConnection, subject: &SubjectId) -> Answer<Option<Release>> {
    let query = sqlx::query(select!("asked.subject = $1 ORDER BY asked.id DESC LIMIT 1"));
    let row = query.bind(subject.as_str()).fetch_optional(connection).await?;
    row.as_ref().map(release).transpose()
}

fn release(row: &SqliteRow) -> Answer<Release> {
    Ok(Release {
        id: number(row, "id")?,
        subject: parsed(row, "subject")?,
        case_code: parsed(row, "case_code")?,
        asked_at: time(row, "asked_at")?,
        acknowledged_at: maybe_time(row, "acknowledged_at")?,
        overtaken_at: maybe_time(row, "overtaken_at")?,
        simulated: row.try_get("simulated")?,
    })
}

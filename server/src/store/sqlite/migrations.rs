//! Brings the tables up to date: each numbered script runs once, in order.

use sqlx::{Row, SqlitePool, raw_sql};

use crate::store::{Answer, StoreError};

/// The scripts; the place in the list, from 1, is the number. One that was released never changes.
const SCRIPTS: &[&str] = &[
    include_str!("../../../migrations/0001_begin.sql"),
    include_str!("../../../migrations/0002_overtaken_releases.sql"),
    include_str!("../../../migrations/0003_reviews.sql"),
    include_str!("../../../migrations/0004_served_documents.sql"),
    include_str!("../../../migrations/0005_changes_and_more_observations.sql"),
    include_str!("../../../migrations/0006_templates.sql"),
];

/// Runs what has not run yet, all or nothing. Refuses a file that a newer version has written.
pub(super) async fn run(writer: &SqlitePool) -> Answer<()> {
    let mut transaction = writer.begin_with("BEGIN IMMEDIATE").await?;
    raw_sql("CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY) STRICT")
        .execute(&mut *transaction)
        .await?;
    let last = sqlx::query("SELECT COALESCE(MAX(number), 0) FROM migration");
    let last: i64 = last.fetch_one(&mut *transaction).await?.try_get(0)?;
    let n_done = usize::try_from(last).unwrap_or(usize::MAX);
    let Some(missing) = SCRIPTS.get(n_done..) else {
        return Err(StoreError::Unavailable(
            "a newer version of Stile wrote this database, start that one".to_owned(),
        ));
    };
    for (number, script) in (last + 1..).zip(missing) {
        raw_sql(*script).execute(&mut *transaction).await?;
        let done = sqlx::query("INSERT INTO migration (number) VALUES ($1)").bind(number);
        done.execute(&mut *transaction).await?;
    }
    Ok(transaction.commit().await?)
}

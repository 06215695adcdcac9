//! Pages as they were served.

use content::Values;
use serde_json::json;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;
use trial::SubjectId;
use wire::subject::Delivery;

use super::SqliteStore;
use super::read::{self, body, maybe_parsed, number, parsed, time};
use super::write::Write;
use super::writer::Urgency;
use crate::store::{Answer, By, NewDelivery, StoreError};

pub(super) async fn add_all(
    store: &SqliteStore,
    deliveries: &[NewDelivery],
    by: By<'_>,
) -> Answer<Vec<u64>> {
    add_in(store.write().await?, deliveries, by).await
}

/// Adds one while its customer waits: soon or not at all.
pub(super) async fn add(store: &SqliteStore, delivery: &NewDelivery, by: By<'_>) -> Answer<u64> {
    let write = store.write_as(Urgency::Page).await?;
    let mut ids = add_in(write, std::slice::from_ref(delivery), by).await?;
    ids.pop().ok_or_else(|| StoreError::Corrupt("a delivery got no number".to_owned()))
}

async fn add_in(mut write: Write, deliveries: &[NewDelivery], by: By<'_>) -> Answer<Vec<u64>> {
    let mut ids = Vec::with_capacity(deliveries.len());
    for delivery in deliveries {
        let add = sqlx::query(
            "INSERT INTO delivery
                (subject, trial, at, document, revision, filled_with, values_hash, bytes, opened,
                 came_with)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
        );
        let add = add
            .bind(delivery.subject.as_str())
            .bind(delivery.trial.as_str())
            .bind(delivery.at.as_microsecond())
            .bind(delivery.document.to_string())
            .bind(delivery.revision.to_string())
            .bind(body(&delivery.values)?)
            .bind(delivery.values.hash().to_string())
            .bind(delivery.bytes.to_string())
            .bind(delivery.opened)
            .bind(write.number);
        let id: i64 = add.fetch_one(write.connection()).await?.try_get("id")?;
        let about = json!({"delivery": id, "subject": delivery.subject});
        write.audit(by, "page_served", about).await?;
        ids.push(id.unsigned_abs());
    }
    write.finish().await?;
    Ok(ids)
}

pub(super) async fn of_subject(store: &SqliteStore, subject: &SubjectId) -> Answer<Vec<Delivery>> {
    let query = sqlx::query("SELECT * FROM delivery WHERE subject = $1 ORDER BY id DESC");
    let rows = query.bind(subject.as_str()).fetch_all(&mut *store.read().await?).await?;
    rows.iter().map(delivery).collect()
}

fn delivery(row: &SqliteRow) -> Answer<Delivery> {
    let values: Values = read::json(row, "filled_with")?;
    Ok(Delivery {
        id: number(row, "id")?,
        at: time(row, "at")?,
        document: parsed(row, "document")?,
        revision: parsed(row, "revision")?,
        values_hash: maybe_parsed(row, "values_hash")?.unwrap_or_else(|| values.hash()),
        values,
        bytes: parsed(row, "bytes")?,
        opened: row.try_get("opened")?,
    })
}

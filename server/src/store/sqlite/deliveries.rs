//! Pages as they were served.

use serde_json::json;
use sqlx::Row;
use trial::SubjectId;
use wire::subject::Delivery;

use super::SqliteStore;
use super::read::{self, body, number, parsed, time};
use crate::store::{Answer, By, NewDelivery};

pub(super) async fn add_all(
    store: &SqliteStore,
    deliveries: &[NewDelivery],
    by: By<'_>,
) -> Answer<Vec<u64>> {
    let mut write = store.write().await?;
    let mut ids = Vec::with_capacity(deliveries.len());
    for delivery in deliveries {
        let add = sqlx::query(
            "INSERT INTO delivery (subject, trial, at, revision, filled_with, bytes)
             VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
        );
        let add = add
            .bind(delivery.subject.as_str())
            .bind(delivery.trial.as_str())
            .bind(delivery.at.as_microsecond())
            .bind(delivery.revision.to_string())
            .bind(body(&delivery.values)?)
            .bind(delivery.bytes.to_string());
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
    let delivery = |row| {
        Ok(Delivery {
            id: number(row, "id")?,
            at: time(row, "at")?,
            revision: parsed(row, "revision")?,
            values: read::json(row, "filled_with")?,
            bytes: parsed(row, "bytes")?,
        })
    };
    rows.iter().map(delivery).collect()
}

//! The audit log, as it is read.

use sqlx::Row;
use wire::Page;

use super::SqliteStore;
use super::page::{below, page_of, rows_to_read};
use super::read::{json, number, time};
use crate::store::{Answer, AuditEntry};

pub(super) async fn list(
    store: &SqliteStore,
    after: Option<u64>,
    limit: u32,
) -> Answer<Page<AuditEntry>> {
    let rows = sqlx::query("SELECT * FROM audit WHERE id < $1 ORDER BY id DESC LIMIT $2")
        .bind(below(after))
        .bind(rows_to_read(limit))
        .fetch_all(&mut *store.read().await?)
        .await?;
    let entry = |row| -> Answer<(u64, AuditEntry)> {
        let id = number(row, "id")?;
        let entry = AuditEntry {
            id,
            at: time(row, "at")?,
            who: row.try_get("who")?,
            what: row.try_get("what")?,
            about: json(row, "about")?,
        };
        Ok((id, entry))
    };
    let entries = rows.iter().map(entry).collect::<Answer<Vec<_>>>()?;
    Ok(page_of(entries, limit))
}

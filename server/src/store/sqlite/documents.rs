//! Documents as they are edited, and the brand.

use content::{Brand, DocumentId};
use serde_json::json;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::read::{self, body, cell, number, parsed, time};
use super::write::Write;
use super::{SqliteStore, reviews};
use crate::store::{Answer, By, StoreError, StoredDocument};

pub(super) async fn list(store: &SqliteStore) -> Answer<Vec<StoredDocument>> {
    let query = sqlx::query("SELECT * FROM document");
    let rows = query.fetch_all(&mut *store.read().await?).await?;
    let mut documents = rows.iter().map(document).collect::<Answer<Vec<_>>>()?;
    documents.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(documents)
}

pub(super) async fn get(store: &SqliteStore, id: &DocumentId) -> Answer<StoredDocument> {
    find(&mut *store.read().await?, id).await
}

pub(super) async fn save(
    store: &SqliteStore,
    id: &DocumentId,
    source: &str,
    expected: Option<u64>,
    by: By<'_>,
) -> Answer<StoredDocument> {
    let mut write = store.write().await?;
    let saved = keep(&mut write, id, source, expected, by).await?;
    write.finish().await?;
    Ok(saved)
}

/// Saves a document within a larger write.
pub(super) async fn keep(
    write: &mut Write,
    id: &DocumentId,
    source: &str,
    expected: Option<u64>,
    by: By<'_>,
) -> Answer<StoredDocument> {
    let sql = match expected {
        None => {
            "INSERT INTO document (id, source, saved_at, version) VALUES ($1, $2, $3, 1 + $4)
             ON CONFLICT DO NOTHING"
        }
        Some(_) => {
            "UPDATE document SET source = $2, saved_at = $3, version = version + 1
             WHERE id = $1 AND version = $4"
        }
    };
    let save = sqlx::query(sql)
        .bind(id.to_string())
        .bind(source)
        .bind(by.at.as_microsecond())
        .bind(cell(expected.unwrap_or(0)));
    reviews::refuse_locked(write.connection(), id).await?;
    if write.run(save).await? == 0 {
        return Err(StoreError::Conflict);
    }
    let saved = find(write.connection(), id).await?;
    let about = json!({"document": id.to_string(), "version": saved.version});
    write.audit(by, "document_saved", about).await?;
    Ok(saved)
}

pub(super) async fn brand(store: &SqliteStore) -> Answer<Brand> {
    find_brand(&mut *store.read().await?).await
}

pub(super) async fn put_brand(store: &SqliteStore, brand: &Brand, by: By<'_>) -> Answer<()> {
    let mut write = store.write().await?;
    keep_brand(&mut write, brand, by).await?;
    write.finish().await
}

/// The brand, read within a larger step.
pub(super) async fn find_brand(connection: &mut SqliteConnection) -> Answer<Brand> {
    let query = sqlx::query("SELECT body FROM brand");
    read::json(&query.fetch_one(connection).await?, "body")
}

/// Replaces the brand within a larger write.
pub(super) async fn keep_brand(write: &mut Write, brand: &Brand, by: By<'_>) -> Answer<()> {
    let put = sqlx::query(
        "INSERT INTO brand (id, body) VALUES (1, $1)
         ON CONFLICT (id) DO UPDATE SET body = excluded.body",
    );
    write.run(put.bind(body(brand)?)).await?;
    write.audit(by, "brand_replaced", json!({"name": brand.name})).await
}

/// One document, read within a larger step.
pub(super) async fn find(
    connection: &mut SqliteConnection,
    id: &DocumentId,
) -> Answer<StoredDocument> {
    let query = sqlx::query("SELECT * FROM document WHERE id = $1").bind(id.to_string());
    document(&query.fetch_one(connection).await?)
}

fn document(row: &SqliteRow) -> Answer<StoredDocument> {
    Ok(StoredDocument {
        id: parsed(row, "id")?,
        source: row.try_get("source")?,
        version: number(row, "version")?,
        saved_at: time(row, "saved_at")?,
    })
}

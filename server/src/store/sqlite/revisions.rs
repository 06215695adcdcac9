//! Frozen revisions: named by what they hold, so keeping one twice keeps it once.

use content::{DocumentId, Hash, Target, Template};
use serde_json::json;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;
use wire::message::Revision;

use super::SqliteStore;
use super::read::{self, body, maybe_json, parsed, time};
use super::write::Write;
use crate::store::{Answer, By, StoreError};

pub(super) async fn put(store: &SqliteStore, revision: &Revision, by: By<'_>) -> Answer<()> {
    let mut write = store.write().await?;
    keep(&mut write, revision, by).await?;
    write.finish().await
}

/// Keeps a revision within a larger write.
pub(super) async fn keep(write: &mut Write, revision: &Revision, by: By<'_>) -> Answer<()> {
    let put = sqlx::query(
        "INSERT INTO revision (hash, document, source, brand, frozen_at, reviewed, templates)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
    );
    let put = put
        .bind(revision.hash.to_string())
        .bind(revision.id.to_string())
        .bind(&revision.source)
        .bind(body(&revision.brand)?)
        .bind(revision.frozen_at.as_microsecond())
        .bind(revision.reviewed)
        .bind(body(&compiled(revision))?);
    if write.run(put).await? == 0 {
        return Ok(());
    }
    let about = json!({"document": revision.id.to_string(), "revision": revision.hash});
    write.audit(by, "revision_frozen", about).await
}

pub(super) async fn get(store: &SqliteStore, hash: &Hash) -> Answer<Revision> {
    let query = sqlx::query("SELECT * FROM revision WHERE hash = $1 ORDER BY frozen_at, document");
    let query = query.bind(hash.to_string());
    revision(&query.fetch_one(&mut *store.read().await?).await?)
}

/// What the revision was compiled to for a target.
pub(super) async fn template(store: &SqliteStore, hash: &Hash, target: Target) -> Answer<Template> {
    let query = sqlx::query("SELECT * FROM revision WHERE hash = $1 ORDER BY frozen_at, document");
    let row = query.bind(hash.to_string()).fetch_one(&mut *store.read().await?).await?;
    let kept: Option<Vec<Template>> = maybe_json(&row, "templates")?;
    let revision = revision(&row)?;
    // Compiled when another filter let a logo pass that today's refuses, the bytes hold it still.
    let is_safe = revision.brand.logo.drawing().is_some();
    let templates = kept.filter(|_| is_safe).unwrap_or_else(|| compiled(&revision));
    templates.into_iter().find(|template| template.target == target).ok_or(StoreError::NotFound)
}

/// A template for each target of the revision's channel.
fn compiled(revision: &Revision) -> Vec<Template> {
    let document = content::parse(&revision.source).0;
    let targets = Target::of(revision.id.channel).iter();
    targets.map(|target| content::compile(&document, &revision.brand, *target)).collect()
}

pub(super) async fn of_document(
    store: &SqliteStore,
    document: &DocumentId,
) -> Answer<Vec<Revision>> {
    let query =
        sqlx::query("SELECT * FROM revision WHERE document = $1 ORDER BY frozen_at DESC, hash");
    let rows = query.bind(document.to_string()).fetch_all(&mut *store.read().await?).await?;
    rows.iter().map(revision).collect()
}

/// A row of `revision`.
pub(super) fn revision(row: &SqliteRow) -> Answer<Revision> {
    Ok(Revision {
        hash: parsed(row, "hash")?,
        id: parsed(row, "document")?,
        source: row.try_get("source")?,
        brand: read::json(row, "brand")?,
        frozen_at: time(row, "frozen_at")?,
        reviewed: row.try_get("reviewed")?,
    })
}

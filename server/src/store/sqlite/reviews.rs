//! The way of revisions through review. Each step is checked within its transaction, so two people
//! who decide at once do not both succeed.

use content::DocumentId;
use content::review::Reason;
use serde_json::json;
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use wire::message::Revision;
use wire::review::{ReviewStep, ReviewStepKind, RevisionState};

use super::read::{self, body, parsed, spelled, time, word};
use super::write::Write;
use super::{SqliteStore, documents, revisions};
use crate::store::{Answer, By, StoreError, StoredStep};

pub(super) async fn submit(
    store: &SqliteStore,
    revision: &Revision,
    expected: u64,
    step: &ReviewStep,
    by: By<'_>,
) -> Answer<()> {
    let mut write = store.write().await?;
    refuse_locked(write.connection(), &revision.id).await?;
    if documents::find(write.connection(), &revision.id).await?.version != expected {
        return Err(StoreError::Conflict);
    }
    revisions::keep(&mut write, revision, by).await?;
    let step = StoredStep { revision: revision.hash.clone(), step: step.clone() };
    keep(&mut write, &revision.id, &step, by).await?;
    write.finish().await
}

pub(super) async fn decide(
    store: &SqliteStore,
    document: &DocumentId,
    step: &StoredStep,
    by: By<'_>,
) -> Answer<()> {
    let mut write = store.write().await?;
    let newest = newest(write.connection(), document).await?;
    let is_open = newest.is_some_and(|newest| {
        newest.revision == step.revision && state(&newest).allows(step.step.kind.step())
    });
    if !is_open {
        return Err(StoreError::Conflict);
    }
    keep(&mut write, document, step, by).await?;
    if step.step.kind == ReviewStepKind::Approved {
        let approve =
            sqlx::query("UPDATE revision SET reviewed = 1 WHERE hash = $1 AND document = $2");
        write.run(approve.bind(step.revision.to_string()).bind(document.to_string())).await?;
    }
    write.finish().await
}

/// Every step of a document's reviews, oldest first.
pub(super) async fn of_document(
    store: &SqliteStore,
    document: &DocumentId,
) -> Answer<Vec<StoredStep>> {
    let query = sqlx::query("SELECT * FROM review_step WHERE document = $1 ORDER BY id");
    let rows = query.bind(document.to_string()).fetch_all(&mut *store.read().await?).await?;
    rows.iter().map(stored).collect()
}

/// Of each document the revision that was approved last.
pub(super) async fn approved(store: &SqliteStore) -> Answer<Vec<Revision>> {
    let query = sqlx::query(
        "SELECT revision.* FROM review_step AS step
         JOIN revision ON revision.hash = step.revision AND revision.document = step.document
         WHERE step.kind = 'approved' AND NOT EXISTS (
            SELECT 1 FROM review_step AS later
            WHERE later.document = step.document AND later.kind = 'approved' AND later.id > step.id
         )",
    );
    let rows = query.fetch_all(&mut *store.read().await?).await?;
    rows.iter().map(revisions::revision).collect()
}

/// Refuses to change a document that is in review, within a larger write.
pub(super) async fn refuse_locked(
    connection: &mut SqliteConnection,
    document: &DocumentId,
) -> Answer<()> {
    match newest(connection, document).await? {
        Some(newest) if state(&newest).is_locked() => Err(StoreError::InReview),
        _ => Ok(()),
    }
}

/// Where a step has led; what trials do with the revision opens and locks nothing.
fn state(newest: &StoredStep) -> RevisionState {
    RevisionState::of(Some(newest.step.kind.step()), false, false)
}

async fn newest(
    connection: &mut SqliteConnection,
    document: &DocumentId,
) -> Answer<Option<StoredStep>> {
    let query =
        sqlx::query("SELECT * FROM review_step WHERE document = $1 ORDER BY id DESC LIMIT 1");
    let row = query.bind(document.to_string()).fetch_optional(connection).await?;
    row.as_ref().map(stored).transpose()
}

async fn keep(
    write: &mut Write,
    document: &DocumentId,
    StoredStep { revision, step }: &StoredStep,
    by: By<'_>,
) -> Answer<()> {
    let kind = spelled(&step.kind)?;
    let keep = sqlx::query(
        "INSERT INTO review_step (document, revision, kind, person, at, note, waivers)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    );
    let keep = keep
        .bind(document.to_string())
        .bind(revision.to_string())
        .bind(kind.clone())
        .bind(step.person.to_string())
        .bind(step.at.as_microsecond())
        .bind(step.note.as_ref().map(ToString::to_string).unwrap_or_default())
        .bind(body(&step.waivers)?);
    write.run(keep).await?;
    let about = json!({
        "document": document.to_string(), "revision": revision, "step": kind,
        "person": step.person,
    });
    write.audit(by, "revision_reviewed", about).await
}

fn stored(row: &SqliteRow) -> Answer<StoredStep> {
    let step = ReviewStep {
        kind: word(row, "kind")?,
        person: parsed(row, "person")?,
        at: time(row, "at")?,
        note: note(row)?,
        waivers: read::json(row, "waivers")?,
    };
    Ok(StoredStep { revision: parsed(row, "revision")?, step })
}

fn note(row: &SqliteRow) -> Answer<Option<Reason>> {
    let text: String = parsed(row, "note")?;
    if text.is_empty() { Ok(None) } else { parsed(row, "note").map(Some) }
}

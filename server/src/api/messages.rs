//! Messages: the brand, documents as they are edited, revisions as they were frozen.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use content::{Brand, DocumentId, Hash};
use wire::message::{
    Document, MAX_SOURCE_BYTES, MessageSummary, Renderings, Revision, SaveDocument,
};
use wire::{Page, address};

use super::{Answer, Versioned, versioned};
use crate::assessment;
use crate::blocking::blocking;
use crate::catalogue;
use crate::extract::{Body, PathParameters, Precondition};
use crate::limit;
use crate::problem::Problem;
use crate::revisions;
use crate::state::App;
use crate::store::{Store, StoredDocument};

/// The brand in whose name all messages speak.
#[utoipa::path(get, path = address::BRAND.route(), tag = "messages",
    responses((status = 200, body = Brand)))]
pub async fn brand(State(store): State<Arc<dyn Store>>) -> Answer<Brand> {
    Ok(Json(store.brand().await?))
}

/// All messages with their documents.
#[utoipa::path(get, path = address::MESSAGES.route(), tag = "messages",
    responses((status = 200, body = Page<MessageSummary>)))]
pub async fn list(State(app): State<App>) -> Answer<Page<MessageSummary>> {
    let documents = app.store.documents().await?;
    let trials = app.store.trials().await?;
    let brand = app.store.brand().await?;
    let summaries = app.summaries.clone();
    let messages =
        blocking(move || catalogue::messages(&documents, &trials, &brand, &summaries)).await?;
    Ok(Json(Page::whole(messages)))
}

/// One document, with the version that a change has to name as its ETag.
#[utoipa::path(get, path = address::DOCUMENT.route(), tag = "messages",
    params(DocumentId),
    responses((status = 200, body = Document, headers(("ETag" = String, description = "The version, in quotes.")))))]
pub async fn show(
    State(app): State<App>,
    PathParameters(id): PathParameters<DocumentId>,
) -> Result<Versioned<Document>, Problem> {
    let stored = app.document(&id).await?;
    with_revision(&app, stored).await
}

/// Saves a document over the version that `If-Match` names, or a new one for `If-None-Match: *`.
#[utoipa::path(put, path = address::DOCUMENT.route(), tag = "messages", request_body = SaveDocument,
    params(DocumentId, ("If-Match" = Option<String>, Header),
           ("If-None-Match" = Option<String>, Header)),
    responses((status = 200, body = Document, headers(("ETag" = String, description = "The version, in quotes."))),
              (status = 201, body = Document, headers(("ETag" = String, description = "The version, in quotes."))),
              (status = 409, body = wire::Problem, content_type = "application/problem+json")))]
pub async fn save(
    State(app): State<App>,
    PathParameters(id): PathParameters<DocumentId>,
    expected: Precondition,
    Body(document): Body<SaveDocument>,
) -> Result<(StatusCode, Versioned<Document>), Problem> {
    if document.source.len() > MAX_SOURCE_BYTES {
        return Err(limit::too_large().at("source"));
    }
    let save = app.store.save_document(&id, &document.source, expected.version(), app.staff());
    let stored = save.await?;
    let status = if stored.version == 1 { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, with_revision(&app, stored).await?))
}

/// A document as it was frozen at submit or at the start of a trial.
#[utoipa::path(get, path = address::REVISION.route(), tag = "messages", params(("hash" = Hash, Path)),
    responses((status = 200, body = Revision)))]
pub async fn revision(
    State(store): State<Arc<dyn Store>>,
    PathParameters(hash): PathParameters<Hash>,
) -> Answer<Revision> {
    Ok(Json(store.revision(&hash).await?))
}

/// The hashes of the starter library as the server renders it, to compare with the browser's.
#[utoipa::path(get, path = address::RENDERINGS.route(), tag = "messages",
    responses((status = 200, body = Renderings)))]
pub async fn renderings() -> Answer<Renderings> {
    Ok(Json(blocking(catalogue::renderings).await?))
}

async fn with_revision(app: &App, stored: StoredDocument) -> Result<Versioned<Document>, Problem> {
    let brand = app.store.brand().await?;
    let source = stored.source.clone();
    let revision = blocking(move || assessment::revision_hash(&source, &brand)).await?;
    let state = revisions::state_of(app, &stored.id, &revision).await?;
    let StoredDocument { id, source, version, saved_at } = stored;
    Ok(versioned(version, Document { id, source, version, saved_at, revision, state }))
}

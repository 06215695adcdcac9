//! Review: submit, approve, ask for changes; and the revisions of a document. People give their names
//! themselves until there is sign-in.

use axum::Json;
use axum::extract::State;
use content::DocumentId;
use content::review::{Person, Waiver};
use wire::message::Revision;
use wire::review::{Approve, RequestChanges, ReviewStep, ReviewStepKind, RevisionSummary, Submit};
use wire::{Page, address};

use super::Answer;
use crate::blocking::blocking;
use crate::extract::{Body, PathParameters, Precondition};
use crate::planning::allow;
use crate::problem::Problem;
use crate::review;
use crate::revisions;
use crate::state::App;
use crate::store::{StoreError, StoredStep};

/// The revisions of a document, newest first, each with its way through review.
#[utoipa::path(get, path = address::DOCUMENT_REVISIONS.route(), tag = "review",
    params(DocumentId),
    responses((status = 200, body = Page<RevisionSummary>)))]
pub async fn list(
    State(app): State<App>,
    PathParameters(id): PathParameters<DocumentId>,
) -> Answer<Page<RevisionSummary>> {
    app.document(&id).await?;
    Ok(Json(Page::whole(revisions::of_document(&app, &id).await?)))
}

/// Freezes the saved text for review and locks the document. A warning needs a reason of the author.
#[utoipa::path(post, path = address::DOCUMENT_SUBMIT.route(), tag = "review", request_body = Submit,
    params(DocumentId, ("If-Match" = String, Header)),
    responses((status = 200, body = RevisionSummary),
              (status = 409, body = wire::Problem, content_type = "application/problem+json")))]
pub async fn submit(
    State(app): State<App>,
    PathParameters(id): PathParameters<DocumentId>,
    expected: Precondition,
    Body(submit): Body<Submit>,
) -> Answer<RevisionSummary> {
    let document = app.document(&id).await?;
    if expected.version() != Some(document.version) {
        return Err(StoreError::Conflict.into());
    }
    let brand = app.store.brand().await?;
    let findings = review::findings(&app, &id, &document.source, &brand).await?;
    let waivers = review::waivers(submit.waivers, &submit.author);
    allow(review::cannot_submit(&findings, &waivers, &submit.author))?;
    let step = step(&app, ReviewStepKind::Submitted, submit.author, waivers);
    let (version, at) = (document.version, app.now());
    let revision = blocking(move || revisions::freeze(&document, &brand, at)).await?;
    app.store.submit(&revision, version, &step, app.staff()).await?;
    one(&app, &revision).await
}

/// Approves the revision that is in review. Somebody else than the author does, and gives a reason
/// for every error that may stand.
#[utoipa::path(post, path = address::DOCUMENT_APPROVE.route(), tag = "review", request_body = Approve,
    params(DocumentId),
    responses((status = 200, body = RevisionSummary),
              (status = 409, body = wire::Problem, content_type = "application/problem+json"),
              (status = 412, body = wire::Problem, content_type = "application/problem+json")))]
pub async fn approve(
    State(app): State<App>,
    PathParameters(id): PathParameters<DocumentId>,
    Body(approve): Body<Approve>,
) -> Answer<RevisionSummary> {
    let revision = revisions::of_hash(&app, &id, &approve.revision).await?;
    let submitted = revisions::submitted(&app, &revision).await?;
    let findings = review::findings(&app, &id, &revision.source, &revision.brand).await?;
    let own = review::waivers(approve.waivers, &approve.approver);
    let all = [submitted.waivers, own.clone()].concat();
    allow(review::cannot_approve(&findings, &all, &submitted.person, &approve.approver))?;
    let step = step(&app, ReviewStepKind::Approved, approve.approver, own);
    decide(&app, &revision, step).await
}

/// Sends the revision that is in review back with a note; the document may be edited again.
#[utoipa::path(post, path = address::DOCUMENT_REQUEST_CHANGES.route(), tag = "review",
    request_body = RequestChanges,
    params(DocumentId),
    responses((status = 200, body = RevisionSummary),
              (status = 412, body = wire::Problem, content_type = "application/problem+json")))]
pub async fn request_changes(
    State(app): State<App>,
    PathParameters(id): PathParameters<DocumentId>,
    Body(asked): Body<RequestChanges>,
) -> Answer<RevisionSummary> {
    let revision = revisions::of_hash(&app, &id, &asked.revision).await?;
    let step = step(&app, ReviewStepKind::ChangesRequested, asked.reviewer, Vec::new());
    decide(&app, &revision, ReviewStep { note: Some(asked.note), ..step }).await
}

/// A step by a person, now.
fn step(app: &App, kind: ReviewStepKind, person: Person, waivers: Vec<Waiver>) -> ReviewStep {
    ReviewStep { kind, person, at: app.now(), note: None, waivers }
}

async fn decide(app: &App, revision: &Revision, step: ReviewStep) -> Answer<RevisionSummary> {
    let step = StoredStep { revision: revision.hash.clone(), step };
    app.store.decide(&revision.id, &step, app.staff()).await?;
    one(app, revision).await
}

async fn one(app: &App, revision: &Revision) -> Answer<RevisionSummary> {
    let all = revisions::of_document(app, &revision.id).await?;
    let one = all.into_iter().find(|summary| summary.hash == revision.hash);
    one.map(Json).ok_or_else(|| Problem::not_found(format!("revision {}", revision.hash)))
}

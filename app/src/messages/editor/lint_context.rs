//! Context of the lint: the other channels of a text, its default language, and what readers get now,
//! which cross-checking rules compare it with. The server looks at the same ones when a text is sent or approved.

use content::DocumentId;
use content::review::{Beside, is_beside};
use trial::TrialId;
use wire::Page;
use wire::address::{DOCUMENT, DOCUMENT_REVISIONS, MESSAGES, REVISION};
use wire::message::{Document, MessageSummary, Revision};
use wire::review::RevisionSummary;

use crate::api::{self, ApiError};

/// Fetches the texts that the lint compares a text with.
///
/// # Errors
/// See [`ApiError`].
pub async fn read_lint_context(id: &DocumentId) -> Result<Beside, ApiError> {
    let messages: Vec<MessageSummary> = api::list(&MESSAGES.to(&[])).await?;
    let listed = messages.into_iter().flat_map(|message| message.documents);
    let mut saved = Vec::new();
    for other in listed.map(|document| document.id).filter(|other| is_beside(id, other)) {
        saved.push(read_document(&other).await?);
    }
    let saved = saved.iter().map(|saved| (&saved.id, saved.source.as_str()));
    let Served { live, running } = read_served(id).await?;
    let running = running.iter().map(|(trial, served)| (trial.as_str(), served.source.as_str()));
    let beside = Beside::of(id, saved).with_live(live.as_ref().map(|live| live.source.as_str()));
    Ok(beside.with_running(running))
}

/// The document as the server has it.
///
/// # Errors
/// See [`ApiError`].
pub async fn read_document(id: &DocumentId) -> Result<Document, ApiError> {
    api::get(&DOCUMENT.to(&[&id.message, &id.variant, &id.channel, &id.locale])).await
}

/// What readers get of a document.
struct Served {
    /// The revision that they get, or would get from a new trial.
    live: Option<Revision>,
    /// What each running trial serves.
    running: Vec<(TrialId, Revision)>,
}

async fn read_served(id: &DocumentId) -> Result<Served, ApiError> {
    let path = DOCUMENT_REVISIONS.to(&[&id.message, &id.variant, &id.channel, &id.locale]);
    let revisions = api::get::<Page<RevisionSummary>>(&path).await?.items;
    let live = match RevisionSummary::that_readers_get(&revisions) {
        Some(live) => Some(api::get(&REVISION.to(&[&live.hash])).await?),
        None => None,
    };
    let mut running = Vec::new();
    for summary in revisions.iter().filter(|summary| !summary.in_trials.is_empty()) {
        let revision: Revision = api::get(&REVISION.to(&[&summary.hash])).await?;
        running.extend(summary.in_trials.iter().map(|trial| (trial.clone(), revision.clone())));
    }
    Ok(Served { live, running })
}

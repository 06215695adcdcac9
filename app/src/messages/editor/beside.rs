//! The texts that a text is compared with: its other channels, its default language, and what readers
//! get now. The server looks at the same ones when a text is sent or approved.

use content::DocumentId;
use content::review::{Beside, RevisionState, is_beside};
use wire::Page;
use wire::address::{DOCUMENT, DOCUMENT_REVISIONS, MESSAGES, REVISION};
use wire::message::{Document, MessageSummary, Revision};
use wire::review::RevisionSummary;

use crate::api::{self, ApiError};

/// Reads what is beside a text.
///
/// # Errors
/// See [`ApiError`].
pub async fn read_beside(id: &DocumentId) -> Result<Beside, ApiError> {
    let messages: Vec<MessageSummary> = api::list(&MESSAGES.to(&[])).await?;
    let listed = messages.into_iter().flat_map(|message| message.documents);
    let mut saved = Vec::new();
    for other in listed.map(|document| document.id).filter(|other| is_beside(id, other)) {
        saved.push(read_document(&other).await?);
    }
    let saved = saved.iter().map(|saved| (&saved.id, saved.source.as_str()));
    let live = read_live(id).await?;
    Ok(Beside::of(id, saved).with_live(live.as_ref().map(|live| live.source.as_str())))
}

/// The document as the server has it.
///
/// # Errors
/// See [`ApiError`].
pub async fn read_document(id: &DocumentId) -> Result<Document, ApiError> {
    api::get(&DOCUMENT.to(&[&id.message, &id.variant, &id.channel, &id.locale])).await
}

/// The revision that readers get now, if they get one.
async fn read_live(id: &DocumentId) -> Result<Option<Revision>, ApiError> {
    let path = DOCUMENT_REVISIONS.to(&[&id.message, &id.variant, &id.channel, &id.locale]);
    let revisions: Page<RevisionSummary> = api::get(&path).await?;
    let live = revisions.items.into_iter().find(|known| known.state == RevisionState::Live);
    match live {
        Some(live) => api::get(&REVISION.to(&[&live.hash])).await.map(Some),
        None => Ok(None),
    }
}

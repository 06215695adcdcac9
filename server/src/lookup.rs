//! Rows by name, with the problem of a name that leads nowhere.

use content::DocumentId;
use trial::TrialId;

use crate::problem::Problem;
use crate::store::{Store, StoreError, StoredDocument, StoredTrial};

/// The trial of that name.
///
/// # Errors
/// `NotFound`, with the name that was looked for.
pub async fn trial(store: &dyn Store, id: &TrialId) -> Result<StoredTrial, Problem> {
    match store.trial(id).await {
        Err(StoreError::NotFound) => Err(Problem::not_found(format!("trial named {id}"))),
        answer => Ok(answer?),
    }
}

/// The document of that name.
///
/// # Errors
/// `NotFound`, with the name that was looked for.
pub async fn document(store: &dyn Store, id: &DocumentId) -> Result<StoredDocument, Problem> {
    match store.document(id).await {
        Err(StoreError::NotFound) => Err(Problem::not_found(format!("document named {id}"))),
        answer => Ok(answer?),
    }
}

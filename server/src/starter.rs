//! The first contents of a new installation: a brand and the library, as documents that may be
//! edited.

use crate::problem::Problem;
use crate::state::App;
use crate::store::{By, StoreError};

/// Loads the library on the first start; later ones change nothing.
pub async fn load(app: &App) -> Result<(), Problem> {
    let by = By { who: "first start", at: app.now() };
    for starter in content::library::documents() {
        match app.store.save_document(&starter.id, starter.source, None, by).await {
            Ok(_) | Err(StoreError::Conflict | StoreError::AlreadyExists) => {}
            Err(error) => return Err(error.into()),
        }
    }
    match app.store.brand().await {
        Err(StoreError::NotFound) => {
            Ok(app.store.put_brand(&content::library::brand(), by).await?)
        }
        answer => Ok(answer.map(|_| ())?),
    }
}

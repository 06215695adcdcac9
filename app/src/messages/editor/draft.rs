//! The text that only this browser has: written at every change, so that a reload, a closed tab or
//! a lost connection costs nothing. Writing a few kilobytes takes far less than a keystroke.

use content::DocumentId;
use gloo_storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};

/// A text that the server does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The text.
    pub source: String,
    /// The version that it was made from.
    pub version: u64,
    /// The author's own text, set aside when somebody else's was taken.
    #[serde(default)]
    pub aside: Option<String>,
}

/// The browser does not keep drafts: its storage is full or switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotKept;

/// The draft of a document, if this browser has one that can be read.
pub fn kept(id: &DocumentId) -> Option<Draft> {
    LocalStorage::get(key(id)).ok()
}

/// Keeps the draft of a document, or forgets it when there is nothing to keep.
///
/// # Errors
/// [`NotKept`] when the browser refuses; the text is then only on the screen.
pub fn keep(id: &DocumentId, draft: Option<&Draft>) -> Result<(), NotKept> {
    let Some(draft) = draft else {
        LocalStorage::delete(key(id));
        return Ok(());
    };
    LocalStorage::set(key(id), draft).map_err(|_| NotKept)
}

fn key(id: &DocumentId) -> String {
    format!("stile.draft.{id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_of_an_earlier_app_without_a_text_aside_can_be_read() {
        let draft: Draft = serde_json::from_str(r#"{"source":"x","version":3}"#).unwrap();
        assert_eq!(draft, Draft { source: "x".to_owned(), version: 3, aside: None });
    }
}

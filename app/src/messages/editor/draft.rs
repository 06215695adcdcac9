//! The text that only this browser has: written at every change, so that a reload, a closed tab or
//! a lost connection costs nothing. Writing a few kilobytes takes far less than a keystroke.

use content::DocumentId;
use gloo_storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};

use super::aside::{Aside, read_asides};

/// A text that the server does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The text.
    pub source: String,
    /// The version that it was made from.
    pub version: u64,
    /// The texts set aside, newest first.
    #[serde(default, deserialize_with = "read_asides", alias = "aside")]
    pub asides: Vec<Aside>,
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
    use crate::messages::editor::aside::Whose;

    fn draft(asides: Vec<Aside>) -> Draft {
        Draft { source: "x".to_owned(), version: 3, asides }
    }

    fn mine(text: &str) -> Aside {
        Aside { whose: Whose::Mine, text: text.to_owned() }
    }

    #[test]
    fn a_draft_of_an_earlier_app_can_be_read() {
        for (stored, asides) in [
            (r#"{"source":"x","version":3}"#, vec![]),
            (r#"{"source":"x","version":3,"aside":null}"#, vec![]),
            (r#"{"source":"x","version":3,"aside":"old"}"#, vec![mine("old")]),
        ] {
            assert_eq!(serde_json::from_str::<Draft>(stored).unwrap(), draft(asides), "{stored}");
        }
    }

    #[test]
    fn every_text_aside_survives_a_reload() {
        let theirs = Whose::Theirs(jiff::Timestamp::UNIX_EPOCH);
        let kept = draft(vec![mine("a"), Aside { whose: theirs, text: "b".to_owned() }]);
        let stored = serde_json::to_string(&kept).unwrap();
        assert_eq!(serde_json::from_str::<Draft>(&stored).unwrap(), kept);
    }
}

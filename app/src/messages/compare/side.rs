//! One side of a comparison: a document as it is saved, or a frozen revision.

use std::fmt;
use std::str::FromStr;

use content::{Brand, DocumentId, Hash};
use wire::address::{BRAND, DOCUMENT, REVISION};
use wire::message::{Document, Revision};

use crate::api::{self, ApiError};
use crate::fmt::time;
use crate::messages::naming::document_name;

/// Which text is compared; in addresses `iot-infection/improved/garden/en` or `revision:` and a hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Side {
    /// The document as it is saved.
    Saved(DocumentId),
    /// A revision, which never changes.
    Frozen(Hash),
}

/// The address names neither a document nor a revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownSide;

/// A text that is compared, with everything that a page of it needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Which document it is, or was.
    pub id: DocumentId,
    /// What it is called here.
    pub title: String,
    /// The text.
    pub source: String,
    /// In whose name it speaks.
    pub brand: Brand,
}

const FROZEN: &str = "revision:";

impl FromStr for Side {
    type Err = UnknownSide;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.strip_prefix(FROZEN) {
            Some(hash) => hash.parse().map(Side::Frozen).map_err(|_| UnknownSide),
            None => text.parse().map(Side::Saved).map_err(|_| UnknownSide),
        }
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Side::Saved(id) => id.fmt(f),
            Side::Frozen(hash) => write!(f, "{FROZEN}{hash}"),
        }
    }
}

impl Side {
    /// Reads the text from the server.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn read(&self) -> Result<Text, ApiError> {
        match self {
            Side::Saved(id) => {
                let path = DOCUMENT.to(&[&id.message, &id.variant, &id.channel, &id.locale]);
                let document: Document = api::get(&path).await?;
                let brand = api::get(&BRAND.to(&[])).await?;
                let title = format!("{}, saved {}", document_name(id), time(document.saved_at));
                Ok(Text { id: document.id, title, source: document.source, brand })
            }
            Side::Frozen(hash) => {
                let revision: Revision = api::get(&REVISION.to(&[hash])).await?;
                let name = document_name(&revision.id);
                let title =
                    format!("{name}, revision {} of {}", hash.short(), time(revision.frozen_at));
                Ok(Text { id: revision.id, title, source: revision.source, brand: revision.brand })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_is_read_as_it_is_written() {
        let hash = Hash::of(b"x");
        let frozen = Side::Frozen(hash.clone());
        for text in ["iot-infection/improved/garden/en", &format!("revision:{hash}")] {
            assert_eq!(text.parse::<Side>().map(|side| side.to_string()), Ok(text.to_owned()));
        }
        assert_eq!(frozen.to_string().parse(), Ok(frozen));
        for wrong in ["", "revision:", "revision:xyz", "iot-infection/improved"] {
            assert_eq!(wrong.parse::<Side>(), Err(UnknownSide), "{wrong:?}");
        }
    }
}

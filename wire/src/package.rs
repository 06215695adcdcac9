//! A message as files, packed for the way out and back: what an import has done.
//!
//! A package is a folder named for its message: `VARIANT/CHANNEL.LOCALE.md` for each document,
//! `brand.toml`, and, only told and never read back, `variables.toml` and `revisions.jsonl`.

use content::{DocumentId, Slug};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The media type of a package.
pub const MEDIA_TYPE: &str = "application/zip";

/// What an import has done. It is all or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Imported {
    /// Documents that are new.
    pub created: Vec<DocumentId>,
    /// Documents that were stored with another text.
    pub replaced: Vec<DocumentId>,
    /// Documents that were stored with the same text.
    pub unchanged: Vec<DocumentId>,
    /// What became of the brand.
    pub brand: BrandImport,
}

/// What became of the brand of a package.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BrandImport {
    /// The package has none, or it was not wanted.
    #[default]
    LeftOut,
    /// There was none before.
    Created,
    /// Another one was stored.
    Replaced,
    /// The same one was stored.
    Unchanged,
}

/// What became of a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportAnswer {
    /// The message that the package is about.
    pub message: Slug,
    /// What was done.
    pub imported: Imported,
}

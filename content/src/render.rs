//! From a tree to the bytes that a reader gets: substitution happens here, on the tree, so a value
//! can never become markup. No clock and no chance: the same input gives the same bytes.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Brand, Document, Hash, Values};

mod fill;
mod garden;
mod html;
mod notice;
mod style;

pub use notice::{FormProblem, Notice, render_notice};

/// What a document is rendered to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Target {
    /// One self-contained page for the garden.
    GardenHtml,
}

/// What a reader gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Rendered {
    /// The page or text.
    pub body: String,
    /// The SHA-256 of the bytes of `body`.
    pub hash: Hash,
}

impl Rendered {
    fn of(body: String) -> Rendered {
        let hash = Hash::of(body.as_bytes());
        Rendered { body, hash }
    }
}

/// Renders a document.
pub fn render(document: &Document, brand: &Brand, values: &Values, target: Target) -> Rendered {
    Rendered::of(match target {
        Target::GardenHtml => garden::page(document, brand, values),
    })
}

//! A walk through the garden in the place of a sample reader.

use content::DocumentId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa::openapi::schema::{Object, ObjectBuilder, Type};

/// Opens the garden page of a document for staff; nothing of the walk is recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPreview {
    /// Which document; one of the garden.
    pub document: DocumentId,
    /// The sample reader, such as `typical`.
    #[schema(schema_with = personas)]
    pub persona: String,
    /// The text, where it is not the saved one; at most 262144 bytes of UTF-8.
    #[serde(default)]
    #[schema(max_length = 262144)]
    pub source: Option<String>,
}

/// Where a walk begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Preview {
    /// The page, on the garden's own address.
    pub address: String,
    /// When the page is gone.
    #[serde(with = "trial::rfc3339::moment")]
    pub ends_at: Timestamp,
}

/// The names of all sample readers.
fn personas() -> Object {
    let names = content::library::personas().into_iter().map(|persona| persona.id);
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(names)).build()
}

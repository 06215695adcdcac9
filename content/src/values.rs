//! Everything that one subject's page is filled with.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::canonical::canonical_json;
use crate::{CaseCode, DeviceKind, Hash, Token, VariableName};

/// What one subject's page is filled with. The brand holds what is the same for all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Values {
    /// The code that the customer reads out.
    pub case_code: CaseCode,
    /// What the detection took the device for.
    pub device_kind: DeviceKind,
    /// The path part of the addresses to which the page's forms post.
    pub token: Token,
    /// What the release block shows.
    pub release: ReleaseState,
    /// How often the customer may still release the line.
    pub releases_left: u32,
    /// How long a release takes, in minutes.
    pub release_minutes: u32,
    /// Further values, by the name of their variable.
    #[serde(default)]
    pub more: BTreeMap<VariableName, Value>,
}

/// Where the release of a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ReleaseState {
    /// The page shows the button, as long as releases are left.
    Available,
    /// The customer asked; the page says what happens meanwhile.
    Requested,
    /// The internet is back on; the page says so.
    Released,
}

/// A typed value; its type decides how it is written out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "value", rename_all = "kebab-case")]
pub enum Value {
    /// Text, written as it is; never markup.
    Text(String),
    /// A whole number.
    Count(u32),
    /// A number of minutes.
    Minutes(u32),
    /// Yes or no.
    Flag(bool),
}

impl Values {
    /// The SHA-256 of the canonical JSON of the values.
    pub fn hash(&self) -> Hash {
        Hash::of(canonical_json(self).as_bytes())
    }
}

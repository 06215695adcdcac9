//! What the server says about itself, and the test clock.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the server is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Status {
    /// The version of the server.
    pub version: String,
    /// What time the server takes it to be.
    #[serde(with = "trial::rfc3339::moment")]
    pub now: Timestamp,
    /// Whether that time is moved by hand, for tests.
    pub test_clock: bool,
    /// Where subjects reach the garden, for example `http://127.0.0.1:8081`.
    pub garden_origin: String,
}

/// Moves the test clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetClock {
    /// The new time, RFC 3339 with offset.
    #[serde(with = "trial::rfc3339::moment")]
    pub now: Timestamp,
}

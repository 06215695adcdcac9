//! Feeds and other sources that have reported their days, from which a plan picks those it waits for.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use trial::Feed;
use utoipa::ToSchema;

/// A name under which days were delivered or confirmed empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReportingFeed {
    /// The name.
    pub feed: Feed,
    /// The last day that was delivered or confirmed empty, UTC.
    #[schema(value_type = String, format = Date)]
    #[serde(with = "trial::rfc3339::day")]
    pub last_day: Date,
    /// When that was last told.
    #[serde(with = "trial::rfc3339::moment")]
    pub arrived_at: Timestamp,
}

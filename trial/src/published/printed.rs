//! The study as its file has it: counts and words as they were printed.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{GroupName, Sibling};

const FILE: &str = include_str!("../../data/published-study.json");

/// A count for each group; `None` where none was printed.
pub type Counts = BTreeMap<GroupName, Option<u64>>;

#[derive(Deserialize)]
pub struct Printed {
    pub title: String,
    pub doi: String,
    pub note: String,
    pub customers_total: u64,
    pub groups: BTreeMap<GroupName, PrintedGroup>,
    pub remediation_printed: BTreeMap<GroupName, String>,
    pub remediation_implied_counts: ImpliedCounts,
    pub interviews: BTreeMap<String, Counts>,
    pub communication_logs: BTreeMap<String, Counts>,
    pub printed_oddities: Vec<Oddity>,
    pub caveats: Vec<String>,
    pub siblings: Vec<Sibling>,
}

#[derive(Deserialize)]
pub struct PrintedGroup {
    pub label: String,
    pub n_logs: u64,
    pub n_interviews: u64,
}

/// Counts derived from printed percentages: with the event, of all.
#[derive(Deserialize)]
pub struct ImpliedCounts {
    pub improved: (u64, u64),
    pub standard: (u64, u64),
    pub label: String,
}

/// A printed number that does not follow from its count.
#[derive(Deserialize)]
pub struct Oddity {
    /// Table, group and row, or table and `all`, with commas between them.
    #[serde(rename = "where")]
    pub place: String,
    pub printed: String,
    pub recomputed: String,
}

pub fn read() -> Result<Printed, serde_json::Error> {
    serde_json::from_str(FILE)
}

//! The published study (NDSS 2019), read only, from its printed counts.
//!
//! Every share is computed here from counts. There are no timelines, so there is no curve, and the
//! groups that are compared were probably not randomised against each other.

mod baseline;
mod comparison;
mod printed;
mod table;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::report::Rate;

pub use baseline::{Baseline, NO_NOTICE};
pub use comparison::{StudyComparison, improved_against_standard};

/// What stands beside every comparison of the study's groups.
pub const NOT_RANDOMISED: &str = "probably not randomised against each other";

/// The file of the study cannot be read; a test keeps this from happening.
#[derive(Debug, thiserror::Error)]
#[error("the file of the published study is damaged: {0}")]
pub struct DamagedStudy(#[from] serde_json::Error);

/// A group of the study's customers.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum GroupName {
    /// Told by e-mail only.
    Email,
    /// In the walled garden with the improved page.
    Improved,
    /// In the walled garden with the standard page.
    Standard,
}

impl GroupName {
    /// Every group, in the order of the tables' columns.
    pub const ALL: [GroupName; 3] = [GroupName::Standard, GroupName::Improved, GroupName::Email];
}

/// A group with its sizes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Group {
    /// Which group.
    pub name: GroupName,
    /// Its name as printed.
    pub label: String,
    /// Customers whose contacts were read.
    pub n_logs: u64,
    /// Customers who were interviewed.
    pub n_interviews: u64,
}

/// One group's number in one row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Cell {
    /// Which group.
    pub group: GroupName,
    /// The count with its 95 % Wilson interval; `None` where no count was printed.
    pub rate: Option<Rate>,
    /// What stands instead of a count, for example `not offered`.
    pub instead: Option<String>,
    /// Where the printed number differs from its count.
    pub oddity: Option<String>,
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Row {
    /// The name of the row, for programs.
    pub name: String,
    /// What is counted, in plain words.
    pub label: String,
    /// One cell a group, in the order of [`GroupName::ALL`].
    pub cells: Vec<Cell>,
}

/// One of the study's three tables.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Table {
    /// The name of the table, for programs: `remediation`, `interviews`, `communication_logs`.
    pub name: String,
    /// Its heading.
    pub title: String,
    /// What has to be known about the whole table.
    pub notes: Vec<String>,
    /// Its rows, in the order in which they were printed.
    pub rows: Vec<Row>,
}

/// A fact from another study of the same kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Sibling {
    /// The study.
    pub study: String,
    /// What it found.
    pub fact: String,
}

/// The study.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Study {
    /// Its title.
    pub title: String,
    /// Its digital object identifier.
    pub doi: String,
    /// What kind of numbers these are.
    pub note: String,
    /// All customers of the study.
    pub n_customers: u64,
    /// The three groups, in the order of the columns.
    pub groups: Vec<Group>,
    /// The three tables.
    pub tables: Vec<Table>,
    /// What cleaned up with no notice at all.
    pub no_notice: Baseline,
    /// The improved against the standard page, on every row that both have.
    pub comparisons: Vec<StudyComparison>,
    /// What has to be known before anything is concluded.
    pub caveats: Vec<String>,
    /// Facts from other studies.
    pub siblings: Vec<Sibling>,
}

/// The study, read and computed once.
///
/// # Errors
/// The file in the program is damaged.
pub fn study() -> Result<&'static Study, &'static DamagedStudy> {
    static STUDY: LazyLock<Result<Study, DamagedStudy>> =
        LazyLock::new(|| Ok(table::study(&printed::read()?)));
    STUDY.as_ref()
}

impl Study {
    /// The table of that name.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }
}

impl Table {
    /// The row of that name.
    pub fn row(&self, name: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.name == name)
    }
}

impl Row {
    /// The count of a group, where one was printed.
    pub fn rate(&self, group: GroupName) -> Option<Rate> {
        self.cells.iter().find(|cell| cell.group == group)?.rate
    }
}

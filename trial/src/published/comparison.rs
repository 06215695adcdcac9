//! The improved against the standard page, row by row: exploratory, and probably not randomised.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{GroupName, NOT_RANDOMISED, Row, Table};
use crate::method::Method;
use crate::report::{ALPHA, Adjusted};
use crate::stats::fisher::fisher;
use crate::stats::multiplicity::{Adjustment, adjust};
use crate::stats::rate::{Interval, difference, newcombe};
use crate::stats::risk_ratio::{RiskRatio, risk_ratio};

/// The rows of the contacts that say how somebody got in touch; the others say what about.
const CHANNELS: [&str; 3] = ["contact_email", "contact_form", "helpdesk"];

/// The improved against the standard page on one row: exploratory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct StudyComparison {
    /// The table.
    pub table: String,
    /// The row.
    pub row: String,
    /// What is counted, in plain words.
    pub label: String,
    /// Share with the improved page minus share with the standard page.
    pub difference: f64,
    /// Newcombe 1998 method 10, 95 %.
    pub interval: Interval,
    /// How the interval is computed.
    pub computed: Method,
    /// Share with the improved page over share with the standard page; `None` without an event in
    /// both.
    pub ratio: Option<RiskRatio>,
    /// Fisher's two-sided p-value, for this row alone.
    pub p: f64,
    /// How the p-value is computed.
    pub p_computed: Method,
    /// How many rows the p-value is adjusted among: those of the table, ways and topics apart.
    pub n_rows: u64,
    /// The p-value after Holm.
    pub adjusted: Adjusted,
    /// Always [`NOT_RANDOMISED`].
    pub caveat: String,
}

/// Every row of a table on which both groups have a count, adjusted among themselves.
pub(super) fn of_table(table: &Table) -> Vec<StudyComparison> {
    let (ways, topics): (Vec<&Row>, Vec<&Row>) =
        table.rows.iter().partition(|row| CHANNELS.contains(&row.name.as_str()));
    [ways, topics].iter().flat_map(|family| of_family(table, family)).collect()
}

fn of_family(table: &Table, rows: &[&Row]) -> Vec<StudyComparison> {
    let mut comparisons: Vec<StudyComparison> =
        rows.iter().filter_map(|row| improved_against_standard(&table.name, row)).collect();
    let p: Vec<f64> = comparisons.iter().map(|row| row.p).collect();
    let n_rows = comparisons.len() as u64;
    for (row, p) in comparisons.iter_mut().zip(adjust(&p, Adjustment::Holm)) {
        row.n_rows = n_rows;
        row.adjusted = Adjusted { p, stands_out: p <= ALPHA, computed: Method::Holm };
    }
    comparisons
}

/// The improved against the standard page on one row alone; `None` where a count is missing.
pub fn improved_against_standard(table: &str, row: &Row) -> Option<StudyComparison> {
    let improved = row.rate(GroupName::Improved)?.count;
    let standard = row.rate(GroupName::Standard)?.count;
    let p = fisher(improved, standard).two_sided;
    Some(StudyComparison {
        table: table.to_owned(),
        row: row.name.clone(),
        label: row.label.clone(),
        difference: difference(improved, standard)?,
        interval: newcombe(improved, standard, ALPHA)?,
        computed: Method::Newcombe,
        ratio: risk_ratio(improved, standard, ALPHA),
        p,
        p_computed: Method::Fisher,
        n_rows: 1,
        adjusted: Adjusted { p, stands_out: p <= ALPHA, computed: Method::Holm },
        caveat: NOT_RANDOMISED.to_owned(),
    })
}

//! The incremental report of a running trial, kept between two requests so that a new row costs
//! what one subject costs. It goes on only while time does and its plan is the same; else all rows
//! are read again.

use jiff::Timestamp;
use trial::incremental::IncrementalReport;
use trial::report::Report;

use crate::store::{RecordsAt, StoredTrial};

/// A trial as of a change.
#[derive(Debug)]
pub(super) struct ReportCache {
    trial: IncrementalReport,
    /// The newest change that is in it.
    pub change: u64,
    version: u64,
    now: Timestamp,
}

impl ReportCache {
    /// Whether it holds for the trial as it is stored, as known at `now`, once the new rows are in.
    pub fn goes_on_to(&self, stored: &StoredTrial, now: Timestamp) -> bool {
        self.version == stored.version && self.now <= now
    }

    /// What was kept with the rows that are new, or else a trial of which these are all the rows.
    pub fn with(
        kept: Option<ReportCache>,
        stored: StoredTrial,
        rows: RecordsAt,
        now: Timestamp,
    ) -> ReportCache {
        let (StoredTrial { trial, version, .. }, RecordsAt { change, records }) = (stored, rows);
        let trial = match kept {
            Some(ReportCache { trial: mut kept, .. }) => {
                kept.set_trial(trial);
                kept.extend(records, now);
                kept
            }
            None => IncrementalReport::new(&trial, records, now),
        };
        ReportCache { trial, change, version, now }
    }

    /// The report, as known at the moment of the last change.
    pub fn report(&self) -> Report {
        self.trial.report()
    }
}

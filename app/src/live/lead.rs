//! Possessions of the tab that leads: the lock, the stream, and what is on it. Plain data; `leading`
//! acts on it.

use std::collections::BTreeSet;

use gloo_timers::callback::Timeout;
use serde::Deserialize;
use wire::address;

use super::stream::Stream;
use crate::locks::HeldLock;

/// The longest pause between two attempts to connect, in milliseconds.
const LONGEST_PAUSE_MS: u32 = 15_000;
/// The pause after the first failure, in milliseconds; it doubles with each further one.
const FIRST_PAUSE_MS: u32 = 500;

/// The lock, the stream and the attempts of the tab that leads.
#[derive(Default)]
pub(super) struct Lead {
    /// None where the browser has no locks, and each tab leads for itself. It is let go with the lead.
    _lock: Option<HeldLock>,
    pub(super) stream: Option<Stream>,
    /// The trials on the stream.
    pub(super) trials: BTreeSet<String>,
    /// Those of them that have had no report since the stream was opened.
    pub(super) unseen: BTreeSet<String>,
    pub(super) retry: Option<Timeout>,
    pub(super) n_failures: u32,
    /// When it last tried to connect, in milliseconds since the page was opened.
    pub(super) tried_ms: f64,
}

impl Lead {
    /// A lead without a stream yet.
    pub(super) fn with(lock: Option<HeldLock>) -> Lead {
        Lead { _lock: lock, ..Lead::default() }
    }
}

/// As much of a report as says which trial it is about.
#[derive(Deserialize)]
struct Titled {
    report: TitledReport,
}

#[derive(Deserialize)]
struct TitledReport {
    trial: Named,
}

#[derive(Deserialize)]
struct Named {
    id: String,
}

/// The trial that a report is about; none for what is no report.
pub(super) fn trial_of(report: &str) -> Option<String> {
    let Titled { report: TitledReport { trial: Named { id } } } =
        serde_json::from_str(report).ok()?;
    Some(id)
}

/// The address of the stream that carries the reports of these trials.
pub(super) fn path(trials: &BTreeSet<String>) -> String {
    let query: Vec<String> = trials.iter().map(|trial| format!("trial={trial}")).collect();
    format!("{}?{}", address::LIVE_REPORTS.to(&[]), query.join("&"))
}

/// The pause after so many failures, in milliseconds.
pub(super) fn pause_after(n_failures: u32) -> u32 {
    FIRST_PAUSE_MS.saturating_mul(1 << n_failures.min(10)).min(LONGEST_PAUSE_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_a_limit() {
        assert_eq!([0, 1, 2].map(pause_after), [500, 1_000, 2_000]);
        assert_eq!(pause_after(u32::MAX), LONGEST_PAUSE_MS);
    }

    #[test]
    fn a_report_names_its_trial() {
        let report = r#"{"version":1,"report":{"trial":{"id":"autumn","seed":1}}}"#;
        assert_eq!(trial_of(report).as_deref(), Some("autumn"));
        assert_eq!(trial_of("{}"), None);
    }

    #[test]
    fn one_stream_carries_every_trial_that_is_shown() {
        let trials = ["winter", "autumn"].map(str::to_owned).into();
        assert_eq!(path(&trials), "/api/v1/live?trial=autumn&trial=winter");
    }
}

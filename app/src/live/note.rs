//! Notes that tabs send each other about the stream that they share.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::connection::Connection;

/// A note from one tab to all others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Note<'a> {
    /// A tab shows these trials.
    Wants {
        /// Which tab.
        tab: Cow<'a, str>,
        /// All trials that it shows.
        trials: BTreeSet<String>,
    },
    /// A tab shows nothing any more.
    Gone {
        /// Which tab.
        tab: Cow<'a, str>,
    },
    /// From the tab that leads, every few seconds: how the stream is.
    Connection(Connection),
    /// From the tab that leads: a report as it came.
    Report {
        /// Of which trial.
        trial: Cow<'a, str>,
        /// The report with its version, as JSON.
        text: Cow<'a, str>,
        /// Whether it is the first of its trial since the stream was opened.
        is_first: bool,
    },
}

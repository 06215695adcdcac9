//! Moments up to which rows are known: the end of a day for its look, or the present.

use jiff::Timestamp;

use crate::day::Day;

/// What is known, by the arrival of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// Rows whose arrival lies in a day up to this one.
    EndOf(Day),
    /// Rows that had arrived by the moment.
    At(Timestamp),
}

impl Known {
    /// Whether a row that arrived then is known.
    pub fn includes(self, arrived_at: Timestamp) -> bool {
        match self {
            Known::EndOf(day) => Day::of(arrived_at) <= day,
            Known::At(now) => arrived_at <= now,
        }
    }

    /// The last day that is over.
    pub fn last_day_over(self) -> Day {
        match self {
            Known::EndOf(day) => day,
            Known::At(now) => Day::of(now).plus(-1),
        }
    }
}

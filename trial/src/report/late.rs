//! Rows that arrived after their day was closed, and the outcomes that they have changed.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::{LateChanges, LateRow, LateRows};
use crate::day::Day;
use crate::name::Feed;
use crate::observation::{CoverageDay, Records};
use crate::subject::Subjects;
use crate::subject_status::{is_late, is_timely_report};

/// The late rows of the trial's subjects, as known at a moment, and how many outcomes they changed.
pub(super) fn changes(
    records: &Records,
    subjects: &Subjects<'_>,
    n_outcomes: u64,
    as_known_at: Timestamp,
) -> LateChanges {
    let mut kinds: BTreeMap<(LateRow, Option<&Feed>), LateRows> = BTreeMap::new();
    let mut add = |kind: LateRow, feed, at: Timestamp, arrived_at| {
        let late = kinds.entry((kind, feed));
        let row = one(kind, feed, Day::of(at), arrived_at);
        late.and_modify(|rows| rows.join(&row)).or_insert(row);
    };
    for subject in subjects.iter() {
        let late = subject.rows.iter().filter(|row| is_late(row));
        let late = late.map(|row| (row.at, row.arrived_at, row.sighting(), row.quarantine()));
        for (at, arrived_at, feed, _) in once(late) {
            let kind = if feed.is_some() { LateRow::Sighting } else { LateRow::Quarantine };
            add(kind, feed, at, arrived_at);
        }
    }
    let from = subjects.first_enrolled_at().map(Day::of);
    let is_known = |row: &&CoverageDay| {
        from.is_some_and(|from| Day::from(row.day) >= from) && row.arrived_at <= as_known_at
    };
    let late = records.coverage.iter().filter(|row| !is_timely_report(row)).filter(is_known);
    for (day, arrived_at, feed, _) in
        once(late.map(|row| (row.day, row.arrived_at, &row.feed, row.state)))
    {
        add(LateRow::Coverage, Some(feed), Day::from(day).start(), arrived_at);
    }
    let rows: Vec<LateRows> = kinds.into_values().collect();
    let sentence = sentence(n_outcomes, &rows);
    LateChanges { n_outcomes, rows, sentence }
}

/// A row that came twice is one row.
fn once<T: Ord>(rows: impl Iterator<Item = T>) -> BTreeSet<T> {
    rows.collect()
}

impl LateChanges {
    /// Says anew how many outcomes the rows have changed.
    pub(crate) fn change(&mut self, n_outcomes: u64) {
        self.n_outcomes = n_outcomes;
        self.sentence = sentence(n_outcomes, &self.rows);
    }
}

fn one(kind: LateRow, feed: Option<&Feed>, day: Day, arrived_at: Timestamp) -> LateRows {
    let feed = feed.cloned();
    LateRows { kind, feed, n_rows: 1, first_day: day.date(), last_day: day.date(), arrived_at }
}

impl LateRows {
    fn join(&mut self, other: &LateRows) {
        self.n_rows += other.n_rows;
        self.first_day = self.first_day.min(other.first_day);
        self.last_day = self.last_day.max(other.last_day);
        self.arrived_at = self.arrived_at.max(other.arrived_at);
    }

    /// `5 late sightings of darknet`.
    fn words(&self) -> String {
        let (one, many) = match self.kind {
            LateRow::Sighting => ("late sighting", "late sightings"),
            LateRow::Coverage => ("late report", "late reports"),
            LateRow::Quarantine => {
                ("late row of the quarantine log", "late rows of the quarantine log")
            }
        };
        let what = if self.n_rows == 1 { one } else { many };
        let feed = self.feed.as_ref().map(|feed| format!(" of {feed}")).unwrap_or_default();
        format!("{} {what}{feed}", self.n_rows)
    }
}

fn sentence(n_outcomes: u64, rows: &[LateRows]) -> String {
    if n_outcomes == 0 {
        return String::new();
    }
    let outcomes = if n_outcomes == 1 { "outcome" } else { "outcomes" };
    let words: Vec<String> = rows.iter().map(LateRows::words).collect();
    format!("{n_outcomes} {outcomes} changed by {}.", words.join(", "))
}

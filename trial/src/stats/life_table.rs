//! Times under observation, put in order once. Curves, log-rank tests and restricted means are
//! each one linear pass over a [`LifeTable`].

use serde::{Deserialize, Serialize};

/// How long one subject was watched, and how that ended.
///
/// A subject whose time is negative or not a number was never at risk and counts nowhere; an
/// event at infinity never happened, so it counts as censored there.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Observed {
    /// Time since the subject's own zero, in any unit, from 0 up.
    pub time: f64,
    /// Whether the event happened at `time`; otherwise the subject was last seen without it.
    pub event: bool,
}

/// Everything that happened at one distinct time in one group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// The time, in the unit of the observations.
    pub time: f64,
    /// Subjects still watched just before `time`.
    pub at_risk: u64,
    /// Events at `time`; they come before the censored of the same time.
    pub events: u64,
    /// Subjects last seen at `time` without the event.
    pub censored: u64,
}

/// The distinct times of one group in rising order, with what happened at each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LifeTable {
    rows: Vec<Row>,
}

impl LifeTable {
    /// Sorts once and counts in one pass: O(n log n) time, two words a subject.
    pub fn new(times: &[Observed]) -> LifeTable {
        let mut keys: Vec<u64> = times.iter().filter_map(sort_key).collect();
        keys.sort_unstable();
        let mut at_risk = keys.len() as u64;
        let mut rows = Vec::new();
        let mut start = 0;
        while let Some(first) = keys.get(start) {
            let (row, end) = row_from(&keys, start, *first, at_risk);
            at_risk -= row.events + row.censored;
            rows.push(row);
            start = end;
        }
        LifeTable { rows }
    }

    /// The rows in rising order of time; empty when nobody was at risk.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Subjects at risk at the start.
    pub fn n_subjects(&self) -> u64 {
        self.rows.first().map_or(0, |row| row.at_risk)
    }
}

/// Visits the times at which any group has an event, in rising order, with each group's number at
/// risk just before and its events.
pub(super) fn at_event_times(groups: &[LifeTable], mut visit: impl FnMut(f64, &[u64], &[u64])) {
    let mut next = vec![0; groups.len()];
    let mut at_risk: Vec<u64> = groups.iter().map(LifeTable::n_subjects).collect();
    let mut events = vec![0; groups.len()];
    loop {
        let heads = groups.iter().zip(&next).filter_map(|(group, at)| group.rows.get(*at));
        let time = heads.map(|row| row.time).fold(f64::INFINITY, f64::min);
        let mut happened = 0;
        let mut left = false;
        for (place, group) in groups.iter().enumerate() {
            let row = group.rows.get(next[place]);
            left |= row.is_some();
            at_risk[place] = row.map_or(0, |row| row.at_risk);
            let now = row.filter(|row| row.time == time);
            events[place] = now.map_or(0, |row| row.events);
            next[place] += usize::from(now.is_some());
            happened += events[place];
        }
        if !left {
            return;
        }
        if happened > 0 {
            visit(time, &at_risk, &events);
        }
    }
}

/// The bits of a time that is not negative rise with the time and leave the sign bit free:
/// shifted by one, they make room for the event.
fn sort_key(observed: &Observed) -> Option<u64> {
    let time = observed.time;
    let happened = observed.event && time.is_finite();
    // Adding zero turns −0 into 0, which is the same moment.
    (time >= 0.0).then(|| ((time + 0.0).to_bits() << 1) | u64::from(happened))
}

/// Counts the run of equal times that begins at `start`; also tells where the next run begins.
fn row_from(keys: &[u64], start: usize, first: u64, at_risk: u64) -> (Row, usize) {
    let mut events = 0;
    let mut end = start;
    while let Some(key) = keys.get(end).filter(|key| **key >> 1 == first >> 1) {
        events += key & 1;
        end += 1;
    }
    let time = f64::from_bits(first >> 1);
    (Row { time, at_risk, events, censored: (end - start) as u64 - events }, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(times: &[(f64, bool)]) -> LifeTable {
        let observed: Vec<Observed> =
            times.iter().map(|&(time, event)| Observed { time, event }).collect();
        LifeTable::new(&observed)
    }

    #[test]
    fn ties_share_a_row_and_leave_together() {
        let table = table(&[(2.0, true), (1.0, false), (2.0, false), (2.0, true), (3.0, false)]);
        let rows = table.rows();
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[1], Row { time: 2.0, at_risk: 4, events: 2, censored: 1 });
        assert_eq!(rows[2].at_risk, 1);
    }

    #[test]
    fn a_subject_never_at_risk_changes_nothing() {
        let without = table(&[(1.0, true), (2.0, false)]);
        let with = table(&[(1.0, true), (f64::NAN, true), (2.0, false), (-1.0, true)]);
        assert_eq!(without, with);
    }

    #[test]
    fn an_event_at_infinity_never_happened() {
        let table = table(&[(f64::INFINITY, true), (0.0, true), (-0.0, true)]);
        assert_eq!(table.rows()[0].events, 2);
        assert_eq!(table.rows()[1].censored, 1);
    }
}

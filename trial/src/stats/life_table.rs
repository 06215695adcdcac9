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

/// One group's subjects in the order of their times: one word each, so that large trials are quick
/// to sort and to pass over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LifeTable {
    keys: Vec<u64>,
}

impl LifeTable {
    /// Sorts once: O(n log n) time, one word a subject.
    pub fn new(times: &[Observed]) -> LifeTable {
        let mut keys = Vec::with_capacity(times.len());
        keys.extend(times.iter().filter_map(sort_key));
        keys.sort_unstable();
        LifeTable { keys }
    }

    /// Puts one subject's new state in place of an old one without sorting again; either may be
    /// absent. False, and nothing changes, when the old state is not in the table.
    pub fn replace(&mut self, old: Option<&Observed>, new: Option<&Observed>) -> bool {
        if let Some(key) = old.and_then(sort_key) {
            let Ok(at) = self.keys.binary_search(&key) else {
                return false;
            };
            self.keys.remove(at);
        }
        if let Some(key) = new.and_then(sort_key) {
            self.keys.insert(self.keys.partition_point(|other| *other < key), key);
        }
        true
    }

    /// One row for each distinct time, rising; none when nobody was at risk.
    pub fn rows(&self) -> Rows<'_> {
        Rows { keys: &self.keys }
    }

    /// How many distinct times there are: one quick pass.
    pub fn n_rows(&self) -> usize {
        let changes = self.keys.windows(2).filter(|pair| pair[0] >> 1 != pair[1] >> 1).count();
        changes + usize::from(!self.keys.is_empty())
    }

    /// Subjects still watched just before `time`.
    pub fn at_risk_at(&self, time: f64) -> u64 {
        let before = |key: &u64| f64::from_bits(key >> 1) < time;
        (self.keys.len() - self.keys.partition_point(before)) as u64
    }

    /// Subjects at risk at the start.
    pub fn n_subjects(&self) -> u64 {
        self.keys.len() as u64
    }
}

/// The rows of a [`LifeTable`], one after the other.
#[derive(Clone, Debug)]
pub struct Rows<'a> {
    keys: &'a [u64],
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let (first, mut rest) = self.keys.split_first()?;
        let at_risk = self.keys.len() as u64;
        let mut events = first & 1;
        while let Some((next, after)) = rest.split_first() {
            if next >> 1 != first >> 1 {
                break;
            }
            events += next & 1;
            rest = after;
        }
        self.keys = rest;
        let censored = at_risk - rest.len() as u64 - events;
        Some(Row { time: f64::from_bits(first >> 1), at_risk, events, censored })
    }
}

/// A time at which some group has an event.
pub(super) struct EventTime<'a> {
    /// The time, in the unit of the observations.
    pub time: f64,
    /// Subjects of all groups at risk just before.
    pub at_risk: u64,
    /// Events in all groups.
    pub events: u64,
    /// The same group by group.
    pub groups: &'a [Part],
}

/// One group's part in an [`EventTime`].
#[derive(Clone, Copy, Default)]
pub(super) struct Part {
    /// Subjects of the group at risk just before.
    pub at_risk: u64,
    /// Events in the group.
    pub events: u64,
}

/// What stands for the key after a group's last; no subject has it.
const END: u64 = u64::MAX;

/// Visits the times at which any group has an event, in rising order. Which group comes next is a
/// coin toss, so nothing in the merge branches on it.
pub(super) fn at_event_times(groups: &[LifeTable], mut visit: impl FnMut(EventTime)) {
    let mut left: Vec<Rows> = groups.iter().map(LifeTable::rows).collect();
    let mut parts: Vec<Part> = left.iter().map(Part::before).collect();
    let (mut group, mut key) = earliest(&left);
    while key != END {
        let time = key >> 1;
        while key >> 1 == time {
            parts[group].events += left[group].next().map_or(0, |row| row.events);
            (group, key) = earliest(&left);
        }
        let total = parts.iter().fold(Part::default(), Part::with);
        if total.events > 0 {
            let Part { at_risk, events } = total;
            visit(EventTime { time: f64::from_bits(time), at_risk, events, groups: &parts });
        }
        parts.iter_mut().zip(&left).for_each(|(part, rows)| *part = Part::before(rows));
    }
}

impl Part {
    /// A group of which these rows are left and nothing has happened yet.
    fn before(rows: &Rows) -> Part {
        Part { at_risk: rows.keys.len() as u64, events: 0 }
    }

    fn with(self, other: &Part) -> Part {
        Part { at_risk: self.at_risk + other.at_risk, events: self.events + other.events }
    }
}

/// The group whose next key is the smallest, and that key; [`END`] when all are through.
fn earliest(left: &[Rows]) -> (usize, u64) {
    let mut earliest = (0, END);
    for (group, rows) in left.iter().enumerate() {
        let key = rows.keys.first().copied().unwrap_or(END);
        earliest = if key < earliest.1 { (group, key) } else { earliest };
    }
    earliest
}

/// The bits of a time that is not negative rise with the time and leave the sign bit free:
/// shifted by one, they make room for the event.
fn sort_key(observed: &Observed) -> Option<u64> {
    let time = observed.time;
    let happened = observed.event & time.is_finite();
    // Adding zero turns −0 into 0, which is the same moment.
    (time >= 0.0).then(|| ((time + 0.0).to_bits() << 1) | u64::from(happened))
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
        let rows: Vec<Row> = table.rows().collect();
        assert_eq!((rows.len(), table.n_rows()), (3, 3));
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
    fn a_subject_put_in_place_of_another_is_as_if_sorted_anew() {
        let mut changed = table(&[(1.0, true), (2.0, false), (7.0, false)]);
        let old = Observed { time: 2.0, event: false };
        let new = Observed { time: 5.0, event: true };
        assert!(changed.replace(Some(&old), Some(&new)));
        assert_eq!(changed, table(&[(1.0, true), (5.0, true), (7.0, false)]));
        assert!(!changed.replace(Some(&old), Some(&new)), "it is no longer there");
        assert!(changed.replace(None, Some(&old)));
        assert_eq!(changed.n_subjects(), 4);
    }

    #[test]
    fn an_event_at_infinity_never_happened() {
        let table = table(&[(f64::INFINITY, true), (0.0, true), (-0.0, true)]);
        let rows: Vec<Row> = table.rows().collect();
        assert_eq!((rows[0].events, rows[1].censored), (2, 1));
    }
}

//! Reports of sources by day: which days of which source are delivered or confirmed empty, as
//! known at a moment. Coverage told before its day is over counts once it is.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, DefaultHasher};

use jiff::Timestamp;

use super::known::Known;
use crate::day::Day;
use crate::name::Feed;
use crate::observation::{CoverageDay, CoverageState};

/// The rows about one day of one source, in order of arrival; of rows that arrived together the
/// worst is last.
type Told = Vec<(Timestamp, CoverageState)>;

/// All coverage rows, by source and day.
#[derive(Clone, Debug)]
pub struct Reported<'a>(HashMap<&'a Feed, BTreeMap<Day, Told>, BuildHasherDefault<DefaultHasher>>);

impl<'a> Reported<'a> {
    /// The rows, whenever they arrived.
    pub fn of(rows: &'a [CoverageDay]) -> Self {
        let mut sources: HashMap<_, BTreeMap<Day, Told>, _> = HashMap::default();
        for row in rows {
            let days = sources.entry(&row.feed).or_default();
            days.entry(Day::from(row.day)).or_default().push((row.arrived_at, row.state));
        }
        for told in sources.values_mut().flat_map(BTreeMap::values_mut) {
            told.sort_unstable();
        }
        Self(sources)
    }

    /// Whether the day is over and the last row about it that is known says that it was delivered
    /// or confirmed empty.
    pub fn is_reported(&self, source: &Feed, day: Day, known: Known) -> bool {
        let told = self.0.get(source).and_then(|days| days.get(&day));
        let last = told.and_then(|told| told.iter().rfind(|(at, _)| known.includes(*at)));
        day <= known.last_day_over()
            && last.is_some_and(|(_, state)| *state != CoverageState::Missing)
    }
}

/// The days for which every required feed is reported, as known at a moment.
#[derive(Clone, Debug)]
pub struct CoveredDays {
    first: Day,
    covered: Vec<bool>,
}

impl CoveredDays {
    /// The days from `first` to the last one that is over.
    pub fn of(reported: &Reported<'_>, required: &[Feed], first: Day, known: Known) -> Self {
        let n_days = known.last_day_over().since(first) + 1;
        let is_covered =
            |day: Day| required.iter().all(|feed| reported.is_reported(feed, day, known));
        let covered = (0..n_days).map(|n| is_covered(first.plus(n))).collect();
        Self { first, covered }
    }

    /// Whether the day is covered.
    pub fn contains(&self, day: Day) -> bool {
        let place = usize::try_from(day.since(self.first)).ok();
        place.and_then(|place| self.covered.get(place)).copied().unwrap_or(false)
    }

    /// The n-th covered day after a day, from 1.
    pub fn nth_after(&self, day: Day, n: u32) -> Option<Day> {
        let from = usize::try_from(day.plus(1).since(self.first)).unwrap_or(0);
        let later = self.covered.iter().enumerate().skip(from).filter(|(_, covered)| **covered);
        let place = later.map(|(place, _)| place).nth((n as usize).checked_sub(1)?)?;
        Some(self.first.plus(place as i64))
    }
}

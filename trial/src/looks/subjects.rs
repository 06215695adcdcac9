//! The rows of each enrolled subject, whenever they arrived: what is known of them is asked later,
//! of each subject as of its own day.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, DefaultHasher};

use jiff::Timestamp;

use super::LookInput;
use super::known::Known;
use crate::day::Day;
use crate::name::SubjectId;
use crate::observation::{Contact, Enrolment, Observed};
use crate::outcome::stay::{Stay, stays};
use crate::subject::grouped::Grouped;

/// One subject of an arm of the plan.
#[derive(Clone, Copy, Debug)]
pub struct LookSubject<'s> {
    /// Of several enrolments the first.
    pub enrolment: &'s Enrolment,
    /// When that arrived.
    pub arrived_at: Timestamp,
    /// The place of its arm.
    pub arm: usize,
    /// Whether the arm is quarantined.
    pub is_quarantined: bool,
    /// From any time, whenever they arrived, in their [order](Observed::order).
    pub rows: &'s [&'s Observed],
}

impl<'s> LookSubject<'s> {
    /// When its follow-up ended: of the ends that are known the first, also when it has been
    /// withdrawn since.
    pub fn ended_at(&self, known: Known) -> Option<Timestamp> {
        self.known(known).filter(|row| row.end().is_some()).map(|row| row.at).min()
    }

    /// The rows that had arrived.
    pub fn known(&self, known: Known) -> impl Iterator<Item = &'s Observed> + Clone {
        self.rows.iter().copied().filter(move |row| known.includes(row.arrived_at))
    }

    /// Contacts, whenever they arrived, rows about one contact together.
    pub fn contacts(&self) -> Vec<Vec<(&'s Observed, &'s Contact)>> {
        let contacts = self.rows.iter().filter_map(|row| Some((*row, row.contact()?)));
        let contacts: Vec<_> = contacts.collect();
        let one_by_one = contacts.chunk_by(|(one, _), (other, _)| one.order(other).is_eq());
        one_by_one.map(<[_]>::to_vec).collect()
    }

    /// Its stays in the garden, by the rows that are known.
    pub fn stays(&self, known: Known) -> Vec<Stay> {
        let enrolled = (self.enrolment.at, self.is_quarantined);
        stays(self.rows.iter().copied(), enrolled, |at| known.includes(at))
    }

    /// The day of enrolment.
    pub fn enrolled_on(&self) -> Day {
        Day::of(self.enrolment.at)
    }
}

/// The subjects of a trial in the order of their enrolment, with their rows.
#[derive(Clone, Debug)]
pub struct LookSubjects<'a> {
    /// With the arm's place, whether it is quarantined, and when the row arrived.
    enrolled: Vec<(&'a Enrolment, usize, bool, Timestamp)>,
    observed: Grouped<'a, Observed>,
}

impl<'a> LookSubjects<'a> {
    /// Everyone who is enrolled by now, each row touched once.
    pub fn of(input: &LookInput<'a>) -> Self {
        let records = input.records;
        let enrolled = enrolled(input);
        let n = enrolled.len();
        let mut places: HashMap<&SubjectId, usize, BuildHasherDefault<DefaultHasher>> =
            HashMap::default();
        for (place, (row, ..)) in enrolled.iter().enumerate() {
            places.insert(&row.subject, place);
        }
        let find = |subject: &SubjectId| places.get(subject).copied();
        let rows = records.observed.iter().filter_map(|r| Some((find(&r.subject)?, r)));
        Self { observed: Grouped::new(n, rows, Observed::order), enrolled }
    }

    /// The day of the first enrolment; any day without one.
    pub fn first_day(&self) -> Day {
        let first = self.enrolled.iter().map(|(row, ..)| row.at).min();
        Day::of(first.unwrap_or(Timestamp::UNIX_EPOCH))
    }

    /// The subjects in the order of enrolment.
    pub fn iter(&self) -> impl Iterator<Item = LookSubject<'_>> {
        (0..self.enrolled.len()).map(|place| self.at(place))
    }

    /// The subject at a place.
    pub fn at(&self, place: usize) -> LookSubject<'_> {
        let (enrolment, arm, is_quarantined, arrived_at) = self.enrolled[place];
        LookSubject { enrolment, arrived_at, arm, is_quarantined, rows: self.observed.of(place) }
    }
}

/// The first enrolment of each subject, in order, of those that have arrived.
fn enrolled<'a>(input: &LookInput<'a>) -> Vec<(&'a Enrolment, usize, bool, Timestamp)> {
    let arrived = &input.records.enrolments_arrived;
    let mut rows: Vec<_> = input.records.enrolments.iter().collect();
    rows.sort_by_key(|row| (row.at, row.ordinal, &row.stratum));
    let mut seen = BTreeMap::new();
    let mut enrolled = Vec::new();
    for row in rows {
        let arrived_at = arrived.get(&row.subject).copied().unwrap_or(row.at).max(row.at);
        let arm = input.plan.arms.iter().position(|arm| arm.name == row.arm);
        let is_first = seen.insert(&row.subject, ()).is_none();
        if let Some(arm) = arm.filter(|_| is_first && arrived_at <= input.now) {
            enrolled.push((row, arm, input.plan.arms[arm].quarantined, arrived_at));
        }
    }
    enrolled
}

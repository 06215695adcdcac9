//! The rows of each subject, as known at a moment: what outcomes are computed from.

mod grouped;

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher};

use jiff::Timestamp;

use crate::name::SubjectId;
use crate::observation::{Contact, Enrolment, PageServed, QuarantineEvent, Records, Sighting};

use grouped::Grouped;

/// Everything known about one enrolled subject.
///
/// Rows that arrived later than the moment, and rows of things that happen only after it, are not
/// here. Neither are sightings and contacts from before the enrolment.
#[derive(Clone, Copy, Debug)]
pub struct SubjectRecords<'s> {
    /// The enrolment; of several, the first.
    pub enrolment: &'s Enrolment,
    /// From the enrolment on, earliest first.
    pub sightings: &'s [&'s Sighting],
    /// From any time, earliest first: a line may have been quarantined before it was enrolled.
    pub quarantine: &'s [&'s QuarantineEvent],
    /// From the enrolment on, in any order.
    pub contacts: &'s [&'s Contact],
    /// In any order.
    pub pages: &'s [&'s PageServed],
}

/// The subjects enrolled by a moment, in the order of their enrolment, with their rows.
#[derive(Clone, Debug)]
pub struct Subjects<'a> {
    enrolments: Vec<&'a Enrolment>,
    sightings: Grouped<'a, Sighting>,
    quarantine: Grouped<'a, QuarantineEvent>,
    contacts: Grouped<'a, Contact>,
    pages: Grouped<'a, PageServed>,
}

impl<'a> Subjects<'a> {
    /// All subjects, as known at `as_known_at`. Each row is touched once.
    pub fn known(records: &'a Records, as_known_at: Timestamp) -> Self {
        Self::chosen(records, as_known_at, |_| true)
    }

    /// One subject, as known at `as_known_at`; nobody when it was not enrolled by then.
    pub fn only(records: &'a Records, subject: &SubjectId, as_known_at: Timestamp) -> Self {
        Self::chosen(records, as_known_at, |other| other == subject)
    }

    fn chosen(
        records: &'a Records,
        as_known_at: Timestamp,
        is_chosen: impl Fn(&SubjectId) -> bool,
    ) -> Self {
        let chosen = records.enrolments.iter().filter(|row| is_chosen(&row.subject));
        let index = Index::of(chosen.filter(|row| row.at <= as_known_at).collect());
        let n = index.enrolments.len();
        let known = |at: Timestamp, arrived_at: Timestamp| at.max(arrived_at) <= as_known_at;
        let sightings = records.sightings.iter().filter(|row| known(row.at, row.arrived_at));
        let quarantine = records.quarantine.iter().filter(|row| known(row.at, row.arrived_at));
        let contacts = records.contacts.iter().filter(|row| known(row.at, row.arrived_at));
        let pages = records.pages.iter().filter(|row| row.at <= as_known_at);
        let sightings =
            sightings.filter_map(|row| index.since_enrolment(&row.subject, row.at, row));
        let quarantine = quarantine.filter_map(|row| index.find(&row.subject, row));
        let contacts = contacts.filter_map(|row| index.since_enrolment(&row.subject, row.at, row));
        let pages = pages.filter_map(|row| index.find(&row.subject, row));
        Self {
            sightings: Grouped::new(n, sightings, |row| row.at),
            quarantine: Grouped::new(n, quarantine, |row| (row.at, row.change)),
            contacts: Grouped::new(n, contacts, |row| row.at),
            pages: Grouped::new(n, pages, |row| row.at),
            enrolments: index.enrolments,
        }
    }

    /// Whether nobody is enrolled.
    pub fn is_empty(&self) -> bool {
        self.enrolments.is_empty()
    }

    /// When the first subject was enrolled.
    pub fn first_enrolled_at(&self) -> Option<Timestamp> {
        self.enrolments.first().map(|row| row.at)
    }

    /// The subjects in the order of their enrolment.
    pub fn iter(&self) -> impl Iterator<Item = SubjectRecords<'_>> {
        self.enrolments.iter().enumerate().map(|(place, enrolment)| SubjectRecords {
            enrolment,
            sightings: self.sightings.of(place),
            quarantine: self.quarantine.of(place),
            contacts: self.contacts.of(place),
            pages: self.pages.of(place),
        })
    }
}

/// Places of subjects by name. It is only looked into, never walked through, so its order does not
/// matter; the hasher has no random key.
type Places<'a> = HashMap<&'a SubjectId, usize, BuildHasherDefault<DefaultHasher>>;

/// The first enrolment of each subject, in order, and where to find it.
struct Index<'a> {
    enrolments: Vec<&'a Enrolment>,
    places: Places<'a>,
}

impl<'a> Index<'a> {
    fn of(mut rows: Vec<&'a Enrolment>) -> Self {
        rows.sort_by_key(|row| (row.at, &row.stratum, row.ordinal));
        let mut places = Places::with_capacity_and_hasher(rows.len(), Default::default());
        let mut enrolments = Vec::with_capacity(rows.len());
        for row in rows {
            places.entry(&row.subject).or_insert_with(|| {
                enrolments.push(row);
                enrolments.len() - 1
            });
        }
        Self { enrolments, places }
    }

    /// The row with its subject's place; nothing for a subject that is not enrolled.
    fn find<T>(&self, subject: &SubjectId, row: T) -> Option<(usize, T)> {
        self.places.get(subject).map(|place| (*place, row))
    }

    /// The same, for a row that counts from the enrolment on.
    fn since_enrolment<T>(&self, subject: &SubjectId, at: Timestamp, row: T) -> Option<(usize, T)> {
        self.find(subject, row).filter(|(place, _)| self.enrolments[*place].at <= at)
    }
}

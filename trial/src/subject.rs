//! The rows of one subject, as known at a moment: what an outcome is computed from.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher};

use jiff::Timestamp;

use crate::name::SubjectId;
use crate::observation::{Contact, Enrolment, PageServed, QuarantineEvent, Records, Sighting};

/// Everything known about one enrolled subject.
///
/// Rows that arrived later than the moment, and rows of things that happen only after it, are not
/// here. Neither are sightings and contacts from before the enrolment.
#[derive(Clone, Debug)]
pub struct SubjectRecords<'a> {
    /// The enrolment; of several, the first.
    pub enrolment: &'a Enrolment,
    /// From the enrolment on, earliest first.
    pub sightings: Vec<&'a Sighting>,
    /// From any time, earliest first: a line may have been quarantined before it was enrolled.
    pub quarantine: Vec<&'a QuarantineEvent>,
    /// From the enrolment on, in any order.
    pub contacts: Vec<&'a Contact>,
    /// In any order.
    pub pages: Vec<&'a PageServed>,
}

/// The subjects enrolled by `as_known_at` with their rows, in the order of their enrolment.
pub fn by_subject(records: &Records, as_known_at: Timestamp) -> Vec<SubjectRecords<'_>> {
    let known = |at: Timestamp, arrived_at: Timestamp| at.max(arrived_at) <= as_known_at;
    let mut subjects = Subjects::enrolled(&records.enrolments, as_known_at);
    for row in records.sightings.iter().filter(|row| known(row.at, row.arrived_at)) {
        if let Some(subject) = subjects.since_enrolment(&row.subject, row.at) {
            subject.sightings.push(row);
        }
    }
    for row in records.quarantine.iter().filter(|row| known(row.at, row.arrived_at)) {
        if let Some(subject) = subjects.get(&row.subject) {
            subject.quarantine.push(row);
        }
    }
    for row in records.contacts.iter().filter(|row| known(row.at, row.arrived_at)) {
        if let Some(subject) = subjects.since_enrolment(&row.subject, row.at) {
            subject.contacts.push(row);
        }
    }
    for row in records.pages.iter().filter(|row| row.at <= as_known_at) {
        if let Some(subject) = subjects.get(&row.subject) {
            subject.pages.push(row);
        }
    }
    for subject in &mut subjects.all {
        subject.sightings.sort_by_key(|row| row.at);
        subject.quarantine.sort_by_key(|row| (row.at, row.change));
    }
    subjects.all
}

/// The rows of one subject; `None` when it was not enrolled by `as_known_at`.
pub fn one_subject<'a>(
    records: &'a Records,
    subject: &SubjectId,
    as_known_at: Timestamp,
) -> Option<SubjectRecords<'a>> {
    by_subject(records, as_known_at).into_iter().find(|one| one.enrolment.subject == *subject)
}

/// Places by name. It is only looked into, never walked through, so its order does not matter; the
/// hasher has no random key.
type Places<'a> = HashMap<&'a SubjectId, usize, BuildHasherDefault<DefaultHasher>>;

/// Subjects in the order of enrolment, with an index by name.
struct Subjects<'a> {
    all: Vec<SubjectRecords<'a>>,
    places: Places<'a>,
}

impl<'a> Subjects<'a> {
    fn enrolled(enrolments: &'a [Enrolment], as_known_at: Timestamp) -> Self {
        let mut ordered: Vec<&Enrolment> =
            enrolments.iter().filter(|row| row.at <= as_known_at).collect();
        ordered.sort_by_key(|row| (row.at, &row.stratum, row.ordinal));
        let places = Places::with_capacity_and_hasher(ordered.len(), Default::default());
        let mut subjects = Self { all: Vec::with_capacity(ordered.len()), places };
        for enrolment in ordered {
            let place = *subjects.places.entry(&enrolment.subject).or_insert(subjects.all.len());
            if place == subjects.all.len() {
                subjects.all.push(SubjectRecords::of(enrolment));
            }
        }
        subjects
    }

    fn get(&mut self, subject: &SubjectId) -> Option<&mut SubjectRecords<'a>> {
        let place = self.places.get(subject)?;
        self.all.get_mut(*place)
    }

    fn since_enrolment(
        &mut self,
        subject: &SubjectId,
        at: Timestamp,
    ) -> Option<&mut SubjectRecords<'a>> {
        self.get(subject).filter(|subject| subject.enrolment.at <= at)
    }
}

impl<'a> SubjectRecords<'a> {
    /// A subject of whom nothing is known but the enrolment.
    fn of(enrolment: &'a Enrolment) -> Self {
        Self {
            enrolment,
            sightings: Vec::new(),
            quarantine: Vec::new(),
            contacts: Vec::new(),
            pages: Vec::new(),
        }
    }
}

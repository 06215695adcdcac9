//! The rows of each enrolled subject, whenever they arrived: what is known of them is asked later,
//! of each subject as of its own day.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, DefaultHasher};

use jiff::Timestamp;

use super::known::Known;
use super::{AcknowledgedRelease, LookInput, NoticeReached};
use crate::day::Day;
use crate::name::SubjectId;
use crate::observation::{Contact, Enrolment, FollowUpEnd, PageServed, QuarantineEvent, Sighting};
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
    /// Earliest first, from any time.
    pub sightings: &'s [&'s Sighting],
    /// Earliest first, from any time.
    pub quarantine: &'s [&'s QuarantineEvent],
    /// In any order.
    pub releases: &'s [&'s AcknowledgedRelease],
    /// Rows about one contact stand together.
    pub contacts: &'s [&'s Contact],
    /// In any order.
    pub endings: &'s [&'s FollowUpEnd],
    /// Earliest first.
    pub pages: &'s [&'s PageServed],
    /// Earliest first.
    pub notices: &'s [&'s NoticeReached],
}

impl LookSubject<'_> {
    /// When its follow-up ended: of the ends that are known the first, also when it has been
    /// withdrawn since.
    pub fn ended_at(&self, known: Known) -> Option<Timestamp> {
        let known_ends = self.endings.iter().filter(|end| known.includes(end.arrived_at));
        known_ends.map(|end| end.at).min()
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
    sightings: Grouped<'a, Sighting>,
    quarantine: Grouped<'a, QuarantineEvent>,
    releases: Grouped<'a, AcknowledgedRelease>,
    contacts: Grouped<'a, Contact>,
    endings: Grouped<'a, FollowUpEnd>,
    pages: Grouped<'a, PageServed>,
    notices: Grouped<'a, NoticeReached>,
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
        let sightings = records.sightings.iter().filter_map(|r| Some((find(&r.subject)?, r)));
        let quarantine = records.quarantine.iter().filter_map(|r| Some((find(&r.subject)?, r)));
        let releases = records.releases.iter().filter_map(|r| Some((find(&r.subject)?, r)));
        let contacts = records.contacts.iter().filter_map(|r| Some((find(&r.subject)?, r)));
        let pages = records.pages.iter().filter_map(|r| Some((find(&r.subject)?, r)));
        let notices = records.notices.iter().filter_map(|r| Some((find(&r.subject)?, r)));
        let endings = records.endings.iter().filter_map(|r| Some((find(&r.subject)?, r)));
        Self {
            sightings: Grouped::new(n, sightings, |row| row.at),
            quarantine: Grouped::new(n, quarantine, |row| row.at),
            releases: Grouped::new(n, releases, |row| row.at),
            contacts: Grouped::new(n, contacts, |row| (row.at, row.channel)),
            endings: Grouped::new(n, endings, |row| row.at),
            pages: Grouped::new(n, pages, |row| row.at),
            notices: Grouped::new(n, notices, |row| row.at),
            enrolled,
        }
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
        LookSubject {
            enrolment,
            arrived_at,
            arm,
            is_quarantined,
            sightings: self.sightings.of(place),
            quarantine: self.quarantine.of(place),
            releases: self.releases.of(place),
            contacts: self.contacts.of(place),
            endings: self.endings.of(place),
            pages: self.pages.of(place),
            notices: self.notices.of(place),
        }
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

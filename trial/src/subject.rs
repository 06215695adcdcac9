//! The rows of each subject, as known at a moment: what outcomes are computed from.

pub(crate) mod grouped;

use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, DefaultHasher};

use jiff::Timestamp;

use crate::name::SubjectId;
use crate::observation::{
    Contact, Enrolment, FollowUpEnd, PageServed, QuarantineEvent, Records, Sighting, SurveyAnswer,
};

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
    /// Earliest first.
    pub pages: &'s [&'s PageServed],
    /// From the enrolment on, in any order.
    pub surveys: &'s [&'s SurveyAnswer],
    /// Whether the page is known to have been opened.
    pub opened: bool,
    /// The kind of device, where the detection named one.
    pub device_kind: Option<&'s str>,
    /// The end of its follow-up, if that came before the end of the trial: nothing after it is
    /// here.
    pub ended: Option<&'s FollowUpEnd>,
}

/// The subjects enrolled by a moment, in the order of their enrolment, with their rows.
#[derive(Clone, Debug)]
pub struct Subjects<'a> {
    enrolments: Vec<&'a Enrolment>,
    places: Places<'a>,
    sightings: Grouped<'a, Sighting>,
    quarantine: Grouped<'a, QuarantineEvent>,
    contacts: Grouped<'a, Contact>,
    pages: Grouped<'a, PageServed>,
    surveys: Grouped<'a, SurveyAnswer>,
    /// By place.
    attributes: Vec<Attributes<'a>>,
    /// Subjects who were enrolled again, in the order of their second enrolment.
    enrolled_again: Vec<&'a SubjectId>,
}

/// Single facts about a subject, of which there is no list.
#[derive(Clone, Copy, Debug, Default)]
struct Attributes<'a> {
    opened: bool,
    device_kind: Option<&'a str>,
    ended: Option<&'a FollowUpEnd>,
}

impl<'a> Subjects<'a> {
    /// All subjects, as known at `as_known_at`. Each row is touched once.
    pub fn known(records: &'a Records, as_known_at: Timestamp) -> Self {
        Self::chosen(records, as_known_at, |_| true)
    }

    /// Some subjects, as known at `as_known_at`; nobody who was not enrolled by then.
    pub fn only(
        records: &'a Records,
        chosen: &BTreeSet<&SubjectId>,
        as_known_at: Timestamp,
    ) -> Self {
        Self::chosen(records, as_known_at, |subject| chosen.contains(subject))
    }

    fn chosen(
        records: &'a Records,
        as_known_at: Timestamp,
        is_chosen: impl Fn(&SubjectId) -> bool,
    ) -> Self {
        let chosen = records.enrolments.iter().filter(|row| is_chosen(&row.subject));
        let index = Index::of(chosen.filter(|row| row.at <= as_known_at).collect());
        let n = index.enrolments.len();
        let attributes = index.attributes(records, as_known_at);
        let known = |at: Timestamp, arrived_at: Timestamp| at.max(arrived_at) <= as_known_at;
        let sightings = records.sightings.iter().filter(|row| known(row.at, row.arrived_at));
        let quarantine = records.quarantine.iter().filter(|row| known(row.at, row.arrived_at));
        let contacts = records.contacts.iter().filter(|row| known(row.at, row.arrived_at));
        let pages = records.pages.iter().filter(|row| row.at <= as_known_at);
        let surveys = records.surveys.iter().filter(|row| known(row.at, row.arrived_at));
        let is_followed = |place: usize, at: Timestamp| {
            index.enrolments[place].at <= at
                && attributes[place].ended.is_none_or(|end| at < end.at)
        };
        let sightings = sightings.filter_map(|row| index.find(&row.subject, row));
        let sightings = sightings.filter(|(place, row)| is_followed(*place, row.at));
        let quarantine = quarantine.filter_map(|row| index.find(&row.subject, row));
        let contacts = contacts.filter_map(|row| index.find(&row.subject, row));
        let contacts = contacts.filter(|(place, row)| is_followed(*place, row.at));
        let pages = pages.filter_map(|row| index.find(&row.subject, row));
        let surveys = surveys.filter_map(|row| index.find(&row.subject, row));
        let surveys = surveys.filter(|(place, row)| is_followed(*place, row.at));
        Self {
            sightings: Grouped::new(n, sightings, |row| row.at),
            quarantine: Grouped::new(n, quarantine, |row| (row.at, row.change)),
            contacts: Grouped::new(n, contacts, |row| row.at),
            pages: Grouped::new(n, pages, |row| row.at),
            surveys: Grouped::new(n, surveys, |row| row.at),
            enrolments: index.enrolments,
            places: index.places,
            enrolled_again: index.enrolled_again,
            attributes,
        }
    }

    /// Whether nobody is enrolled.
    pub fn is_empty(&self) -> bool {
        self.enrolments.is_empty()
    }

    /// Whether the subject of that name is enrolled.
    pub fn contains(&self, subject: &SubjectId) -> bool {
        self.places.contains_key(subject)
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
            surveys: self.surveys.of(place),
            opened: self.attributes[place].opened,
            device_kind: self.attributes[place].device_kind,
            ended: self.attributes[place].ended,
        })
    }

    /// Subjects who were enrolled again, in the order of their second enrolment; each once.
    pub fn enrolled_again(&self) -> &[&'a SubjectId] {
        &self.enrolled_again
    }
}

/// Places of subjects by name. It is only looked into, never walked through, so its order does not
/// matter; the hasher has no random key.
type Places<'a> = HashMap<&'a SubjectId, usize, BuildHasherDefault<DefaultHasher>>;

/// The first enrolment of each subject, in order, and where to find it.
struct Index<'a> {
    enrolments: Vec<&'a Enrolment>,
    places: Places<'a>,
    enrolled_again: Vec<&'a SubjectId>,
}

impl<'a> Index<'a> {
    fn of(mut rows: Vec<&'a Enrolment>) -> Self {
        rows.sort_by_key(|row| row.order());
        let mut places = Places::with_capacity_and_hasher(rows.len(), Default::default());
        let mut enrolments = Vec::with_capacity(rows.len());
        let mut enrolled_again = Vec::new();
        for row in rows {
            match places.get(&row.subject) {
                None => {
                    places.insert(&row.subject, enrolments.len());
                    enrolments.push(row);
                }
                Some(first)
                    if enrolments[*first] != row && !enrolled_again.contains(&&row.subject) =>
                {
                    enrolled_again.push(&row.subject);
                }
                Some(_) => {}
            }
        }
        Self { enrolments, places, enrolled_again }
    }

    /// The attributes of each subject, by place.
    fn attributes(&self, records: &'a Records, as_known_at: Timestamp) -> Vec<Attributes<'a>> {
        let mut attributes = vec![Attributes::default(); self.enrolments.len()];
        for facts in &records.facts {
            if let Some(place) = self.places.get(&facts.subject) {
                attributes[*place].device_kind = facts.device_kind.as_deref();
            }
        }
        for page in records.opened.iter().flatten().filter(|page| page.at <= as_known_at) {
            if let Some(place) = self.places.get(&page.subject) {
                attributes[*place].opened = true;
            }
        }
        for end in records.endings.iter().filter(|end| end.at.max(end.arrived_at) <= as_known_at) {
            if let Some(place) = self.places.get(&end.subject) {
                let ended = &mut attributes[*place].ended;
                let earlier =
                    ended.filter(|known| (known.at, known.reason) <= (end.at, end.reason));
                *ended = earlier.or(Some(end));
            }
        }
        attributes
    }

    /// The row with its subject's place; nothing for a subject that is not enrolled.
    fn find<T>(&self, subject: &SubjectId, row: T) -> Option<(usize, T)> {
        self.places.get(subject).map(|place| (*place, row))
    }
}

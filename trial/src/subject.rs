//! The rows of each subject, as known at a moment: what outcomes are computed from.

pub(crate) mod grouped;

use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, DefaultHasher};

use jiff::Timestamp;

use crate::name::SubjectId;
use crate::observation::{
    Answers, Contact, EndReason, Enrolment, Observed, QuarantineChange, Records,
};
use crate::outcome::stay::{Stay, stays};
use crate::plan::Plan;

use grouped::Grouped;

/// Everything known about one enrolled subject.
///
/// Only rows that [count](Observed::counts) at the moment are here.
#[derive(Clone, Copy, Debug)]
pub struct SubjectRecords<'s> {
    /// The enrolment; of several, the first.
    pub enrolment: &'s Enrolment,
    /// In their [order](Observed::order).
    pub rows: &'s [&'s Observed],
    /// The kind of device, where the detection named one.
    pub device_kind: Option<&'s str>,
    /// The end of its follow-up, if that came before the end of the trial.
    pub ended: Option<(Timestamp, EndReason)>,
}

impl<'s> SubjectRecords<'s> {
    /// When feeds saw its line since the enrolment, earliest first.
    pub fn sightings(&self) -> impl Iterator<Item = Timestamp> + 's {
        self.rows.iter().filter(|row| row.sighting().is_some()).map(|row| row.at)
    }

    /// From any time, earliest first: a line may have been quarantined before it was enrolled.
    pub fn quarantine(&self) -> impl Iterator<Item = (Timestamp, QuarantineChange)> + 's {
        self.rows.iter().filter_map(|row| Some((row.at, row.quarantine()?)))
    }

    /// Its stays in the garden, by what is known at a moment: the enrolment sets the state, with or
    /// without a row.
    pub fn stays(&self, plan: &Plan, as_known_at: Timestamp) -> Vec<Stay> {
        let is_quarantined = plan.arm(&self.enrolment.arm).is_some_and(|arm| arm.quarantined);
        let enrolled = (self.enrolment.at, is_quarantined);
        stays(self.rows.iter().copied(), enrolled, |at| at <= as_known_at)
    }

    /// Since the enrolment.
    pub fn contacts(&self) -> impl Iterator<Item = (&'s Observed, &'s Contact)> + Clone + 's {
        self.rows.iter().filter_map(|row| Some((*row, row.contact()?)))
    }

    /// Since the enrolment.
    pub fn answers(&self) -> impl Iterator<Item = (&'s Observed, Answers)> + Clone + 's {
        self.rows.iter().filter_map(|row| Some((*row, row.answers()?)))
    }

    /// When its page was served first.
    pub fn served_at(&self) -> Option<Timestamp> {
        self.rows.iter().find(|row| row.page().is_some()).map(|row| row.at)
    }

    /// Whether its page is known to have been opened.
    pub fn is_opened(&self) -> bool {
        self.rows.iter().any(|row| row.page().is_some_and(|page| page.opened == Some(true)))
    }
}

/// The first end of follow-up among a subject's rows, as known at a moment.
pub(crate) fn first_end<'r>(
    rows: impl Iterator<Item = &'r Observed>,
    as_known_at: Timestamp,
) -> Option<(Timestamp, EndReason)> {
    let known = rows.filter(|row| row.known_from() <= as_known_at);
    known.filter_map(|row| Some((row.at, row.end()?))).min()
}

/// The subjects enrolled by a moment, in the order of their enrolment, with their rows.
#[derive(Clone, Debug)]
pub struct Subjects<'a> {
    enrolments: Vec<&'a Enrolment>,
    places: Places<'a>,
    observed: Grouped<'a, Observed>,
    /// By place.
    attributes: Vec<Attributes<'a>>,
    /// Subjects who were enrolled again, in the order of their second enrolment.
    enrolled_again: Vec<&'a SubjectId>,
}

/// Single facts about a subject, of which there is no list.
#[derive(Clone, Copy, Debug, Default)]
struct Attributes<'a> {
    device_kind: Option<&'a str>,
    ended: Option<(Timestamp, EndReason)>,
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
        let attributes = index.attributes(records, as_known_at);
        let found = records.observed.iter().filter_map(|row| index.find(&row.subject, row));
        let counted = found.filter(|(place, row)| {
            let ended_at = attributes[*place].ended.map(|(at, _)| at);
            row.counts(index.enrolments[*place], ended_at, as_known_at)
        });
        Self {
            observed: Grouped::new(index.enrolments.len(), counted, Observed::order),
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
            rows: self.observed.of(place),
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
        for row in records.observed.iter().filter(|row| row.known_from() <= as_known_at) {
            if let Some((end, place)) = row.end().zip(self.places.get(&row.subject)) {
                let ended = &mut attributes[*place].ended;
                let kept = ended.unwrap_or((row.at, end));
                *ended = Some(kept.min((row.at, end)));
            }
        }
        attributes
    }

    /// The row with its subject's place; nothing for a subject that is not enrolled.
    fn find<T>(&self, subject: &SubjectId, row: T) -> Option<(usize, T)> {
        self.places.get(subject).map(|place| (*place, row))
    }
}

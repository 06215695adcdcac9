//! The index into the kept rows: positions by subject, and the moments at which a subject changes
//! without a new row (its days are over, a row dated ahead begins to count).

use jiff::Timestamp;

use super::{IncrementalReport, NewRow};
use crate::day::{Day, days_after};
use crate::looks::AFTER_MIDNIGHT;
use crate::name::SubjectId;
use crate::observation::FollowUpEnd;
use crate::outcome::course::counts_from;
use crate::plan::Plan;
use crate::subject_status::is_timely;

/// Where the rows of one subject are.
#[derive(Clone, Debug, Default)]
pub(super) struct RowIndex {
    pub enrolment: usize,
    pub sightings: Vec<usize>,
    pub quarantine: Vec<usize>,
    pub contacts: Vec<usize>,
    pub pages: Vec<usize>,
    pub surveys: Vec<usize>,
    pub opened: Vec<usize>,
    pub releases: Vec<usize>,
    /// What is known about it, if anything is.
    pub facts: Option<usize>,
    /// The end of its follow-up, if that has come.
    pub ended: Option<usize>,
}

/// Stands in for a place when everything has to be computed again.
pub(super) const EVERYONE: usize = usize::MAX;

impl IncrementalReport {
    /// Keeps a row; tells the place of its subject, if that is enrolled.
    pub(super) fn keep(&mut self, row: NewRow) -> Option<usize> {
        let IncrementalReport { records, places, rows, waiting, .. } = self;
        let mut find = |subject: &SubjectId| {
            let place = places.get(subject).copied();
            if place.is_none() {
                waiting.insert(subject.clone());
            }
            place
        };
        let (place, counts_at) = match row {
            NewRow::Enrolment(_) => return None,
            NewRow::Coverage(row) => {
                records.coverage.push(row);
                return None;
            }
            NewRow::Sighting(row) => {
                let found = (find(&row.subject), row.at.max(row.arrived_at));
                index_row(rows, found.0, |rows| &mut rows.sightings, records.sightings.len());
                records.sightings.push(row);
                found
            }
            NewRow::Quarantine(row) => {
                let found = (find(&row.subject), row.at.max(row.arrived_at));
                index_row(rows, found.0, |rows| &mut rows.quarantine, records.quarantine.len());
                records.quarantine.push(row);
                found
            }
            NewRow::Page(row) => {
                let found = (find(&row.subject), row.at);
                index_row(rows, found.0, |rows| &mut rows.pages, records.pages.len());
                records.pages.push(row);
                found
            }
            NewRow::Survey(row) => {
                let found = (find(&row.subject), row.at.max(row.arrived_at));
                index_row(rows, found.0, |rows| &mut rows.surveys, records.surveys.len());
                records.surveys.push(row);
                found
            }
            NewRow::Contact(row) => {
                let known_at = row.coded_at.unwrap_or(row.at).max(row.arrived_at).max(row.at);
                let found = (find(&row.subject), known_at);
                index_row(rows, found.0, |rows| &mut rows.contacts, records.contacts.len());
                records.contacts.push(row);
                found
            }
        };
        if let Some(place) = place.filter(|_| counts_at > self.analysis.as_known_at) {
            self.due.entry(counts_at).or_default().push(place);
        }
        place
    }

    /// Notes where each subject's rows are, and when subjects change without a row.
    pub(super) fn build_index(&mut self) {
        let IncrementalReport { records, places, rows, due, waiting, analysis, .. } = self;
        let now = analysis.as_known_at;
        let subjects = records.sightings.iter().map(|row| &row.subject);
        let subjects = subjects.chain(records.quarantine.iter().map(|row| &row.subject));
        let subjects = subjects.chain(records.contacts.iter().map(|row| &row.subject));
        let subjects = subjects.chain(records.pages.iter().map(|row| &row.subject));
        let subjects = subjects.chain(records.surveys.iter().map(|row| &row.subject));
        let subjects = subjects.chain(records.opened.iter().flatten().map(|row| &row.subject));
        let subjects = subjects.chain(records.facts.iter().map(|row| &row.subject));
        let subjects = subjects.chain(records.endings.iter().map(|row| &row.subject));
        let subjects = subjects.chain(records.ineligible.iter().map(|row| &row.subject));
        *waiting = subjects.filter(|name| !places.contains_key(*name)).cloned().collect();
        let find = |subject: &SubjectId| places.get(subject).copied();
        *rows = vec![RowIndex::default(); places.len()];
        let mut later = |place: Option<usize>, at: Timestamp| {
            if let Some(place) = place.filter(|_| at > now) {
                due.entry(at).or_default().push(place);
            }
        };
        for (at, row) in records.enrolments.iter().enumerate().rev() {
            let Some(place) = find(&row.subject) else {
                later(Some(EVERYONE), row.at);
                continue;
            };
            // Of several enrolments the first one counts.
            let kept = &records.enrolments[rows[place].enrolment];
            let is_first = kept.subject != row.subject || row.order() <= kept.order();
            if is_first {
                rows[place].enrolment = at;
            }
            for at in subject_due(&analysis.trial.plan, row.at) {
                later(Some(place), at);
            }
        }
        for (at, row) in records.sightings.iter().enumerate() {
            index_row(rows, find(&row.subject), |rows| &mut rows.sightings, at);
            let whose = when_late(find(&row.subject), row.at, row.arrived_at);
            later(whose, row.at.max(row.arrived_at));
        }
        for (at, row) in records.quarantine.iter().enumerate() {
            index_row(rows, find(&row.subject), |rows| &mut rows.quarantine, at);
            let whose = when_late(find(&row.subject), row.at, row.arrived_at);
            later(whose, row.at.max(row.arrived_at));
        }
        records.coverage.iter().for_each(|row| later(Some(EVERYONE), row.arrived_at));
        for (at, row) in records.contacts.iter().enumerate() {
            index_row(rows, find(&row.subject), |rows| &mut rows.contacts, at);
            later(find(&row.subject), row.at.max(row.arrived_at));
            later(find(&row.subject), row.coded_at.unwrap_or(row.at));
        }
        for (at, row) in records.pages.iter().enumerate() {
            index_row(rows, find(&row.subject), |rows| &mut rows.pages, at);
            later(find(&row.subject), row.at);
        }
        for (at, row) in records.surveys.iter().enumerate() {
            index_row(rows, find(&row.subject), |rows| &mut rows.surveys, at);
            later(find(&row.subject), row.at.max(row.arrived_at));
        }
        for (at, row) in records.opened.iter().flatten().enumerate() {
            index_row(rows, find(&row.subject), |rows| &mut rows.opened, at);
            later(find(&row.subject), row.at);
        }
        for (at, row) in records.releases.iter().enumerate() {
            index_row(rows, find(&row.subject), |rows| &mut rows.releases, at);
            later(find(&row.subject), row.arrived_at);
        }
        for arrived_at in records.enrolments_arrived.values() {
            later(Some(EVERYONE), *arrived_at);
        }
        // Then the look of the day that is over is taken.
        if analysis.looks.is_some() {
            later(Some(EVERYONE), Day::of(now).start() + AFTER_MIDNIGHT);
        }
        for (at, row) in records.facts.iter().enumerate() {
            if let Some(rows) = find(&row.subject).and_then(|place| rows.get_mut(place)) {
                rows.facts = Some(at);
            }
        }
        for (at, end) in records.endings.iter().enumerate() {
            later(find(&end.subject).map(|_| EVERYONE), end.at.max(end.arrived_at));
            let Some(place) = find(&end.subject).filter(|_| end.at.max(end.arrived_at) <= now)
            else {
                continue;
            };
            let order = |end: &FollowUpEnd| (end.at, end.reason);
            let earlier =
                rows[place].ended.filter(|kept| order(&records.endings[*kept]) <= order(end));
            rows[place].ended = earlier.or(Some(at));
        }
    }
}

/// Whom a row concerns: its subject, or everybody when it is late and so changes what the report
/// says about late rows.
fn when_late(place: Option<usize>, at: Timestamp, arrived_at: Timestamp) -> Option<usize> {
    place.map(|place| if is_timely(at, arrived_at) { place } else { EVERYONE })
}

/// When a subject enrolled at a moment changes without a row: its days are over.
pub(super) fn subject_due(plan: &Plan, enrolled_at: Timestamp) -> [Timestamp; 2] {
    [counts_from(plan, enrolled_at), days_after(enrolled_at, plan.burden_days)]
}

/// Notes a row at a place, if its subject has one.
pub(super) fn index_row(
    rows: &mut [RowIndex],
    place: Option<usize>,
    list: fn(&mut RowIndex) -> &mut Vec<usize>,
    at: usize,
) {
    if let Some(rows) = place.and_then(|place| rows.get_mut(place)) {
        list(rows).push(at);
    }
}

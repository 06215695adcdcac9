//! Batches of new rows: taken one by one while they are few, by computing everything again when
//! that is the shorter way.

use jiff::Timestamp;

use super::index::index_row;
use super::{IncrementalReport, NewRow};
use crate::day::Day;
use crate::looks::{AFTER_MIDNIGHT, LookCache};
use crate::name::SubjectId;
use crate::observation::{PageServed, Records, SubjectFacts};
use crate::trial::Trial;

/// As few rows are always taken in one by one.
const FEW_ROWS: usize = 8;
/// With more than one new row for so many subjects, adding everything up anew is the shorter way.
const SUBJECTS_A_ROW: usize = 40;

impl IncrementalReport {
    /// The same trial under the same plan, further on: stopped, or at a later time of its own.
    pub fn set_trial(&mut self, trial: Trial) {
        self.analysis.trial = trial;
    }

    /// Takes in what has come in since the last look, as known at `now`, which never goes back.
    ///
    /// `delta` has the rows that are new, and what was known before about subjects who are new. Its
    /// coverage replaces what was known when there is any; its opened pages are the new ones; its
    /// number of rows that were set aside is the whole one.
    pub fn extend(&mut self, mut delta: Records, now: Timestamp) {
        self.analysis.n_set_aside = delta.n_set_aside;
        self.records.n_set_aside = delta.n_set_aside;
        if self.take_in_first(&mut delta, now) {
            return;
        }
        self.advance(now);
        let changes_all = !delta.coverage.is_empty()
            || !delta.ineligible.is_empty()
            || !delta.endings.is_empty()
            || !delta.releases.is_empty()
            || !delta.notices.is_empty()
            || !delta.enrolments_arrived.is_empty()
            || (self.records.opened.is_none()
                && delta.opened.as_ref().is_some_and(|it| !it.is_empty()));
        if changes_all || n_rows(&delta) > FEW_ROWS + self.rows.len() / SUBJECTS_A_ROW {
            self.take_in(delta);
            return self.recompute();
        }
        let facts = std::mem::take(&mut delta.facts);
        let opened = delta.opened.take().unwrap_or_default();
        for row in one_by_one(delta) {
            self.add(row, now);
        }
        facts.into_iter().for_each(|row| self.learn(row));
        opened.into_iter().for_each(|row| self.open(row));
    }

    /// Takes in rows that have to be there before the days that have ended are looked at, as the day
    /// has changed or they arrived on one of those days; tells whether it did.
    pub(super) fn take_in_first(&mut self, delta: &mut Records, now: Timestamp) -> bool {
        let before = self.analysis.as_known_at;
        let now = now.max(before);
        let earliest = self.earliest_arrival(delta);
        let is_new_day = Day::of(before) < Day::of(now) && n_rows(delta) > 0;
        if !is_new_day && earliest.is_none_or(|day| day >= Day::of(now)) {
            return false;
        }
        let a_minute_before = before.checked_sub(AFTER_MIDNIGHT).unwrap_or(before);
        if earliest.is_some_and(|day| day < Day::of(a_minute_before)) {
            self.look_cache = LookCache::default();
        }
        self.take_in(std::mem::take(delta));
        self.analysis.as_known_at = now;
        self.recompute();
        true
    }

    /// The day on which the first of the new rows arrived that concern somebody who is enrolled.
    fn earliest_arrival(&self, delta: &Records) -> Option<Day> {
        let before = self.analysis.as_known_at;
        let is_enrolled = |subject: &SubjectId| self.places.contains_key(subject);
        let coverage = delta.coverage.iter().map(|row| row.arrived_at).filter(|at| *at > before);
        let sightings = delta.sightings.iter().map(|row| (&row.subject, row.arrived_at));
        let quarantine = delta.quarantine.iter().map(|row| (&row.subject, row.arrived_at));
        let contacts = delta
            .contacts
            .iter()
            .map(|row| (&row.subject, row.coded_at.unwrap_or(row.arrived_at).max(row.arrived_at)));
        let pages = delta.pages.iter().map(|row| (&row.subject, row.at));
        let endings = delta.endings.iter().map(|row| (&row.subject, row.arrived_at));
        let releases = delta.releases.iter().map(|row| (&row.subject, row.arrived_at));
        let notices = delta.notices.iter().map(|row| (&row.subject, row.arrived_at));
        let rows = sightings.chain(quarantine).chain(contacts).chain(pages);
        let rows = rows.chain(endings).chain(releases).chain(notices);
        let rows = rows.filter(|(subject, _)| is_enrolled(subject)).map(|(_, at)| at);
        rows.chain(coverage).min().map(Day::of)
    }

    /// Keeps rows without counting them.
    pub(super) fn take_in(&mut self, delta: Records) {
        let records = &mut self.records;
        records.enrolments.extend(delta.enrolments);
        records.sightings.extend(delta.sightings);
        records.quarantine.extend(delta.quarantine);
        records.contacts.extend(delta.contacts);
        records.pages.extend(delta.pages);
        records.facts.extend(delta.facts);
        records.ineligible.extend(delta.ineligible);
        records.endings.extend(delta.endings);
        records.surveys.extend(delta.surveys);
        records.releases.extend(delta.releases);
        records.notices.extend(delta.notices);
        records.enrolments_arrived.extend(delta.enrolments_arrived);
        if !delta.coverage.is_empty() {
            records.coverage = delta.coverage;
        }
        if let Some(opened) = delta.opened {
            records.opened.get_or_insert_default().extend(opened);
        }
    }

    /// Takes in what is known about a subject beside its rows.
    fn learn(&mut self, facts: SubjectFacts) {
        let place = self.places.get(&facts.subject).copied();
        if place.is_none() {
            self.waiting.insert(facts.subject.clone());
        }
        let at = self.records.facts.len();
        self.records.facts.push(facts);
        if let Some(place) = place {
            self.rows[place].facts = Some(at);
            self.update_status(place);
        }
    }

    /// Takes in that a page was opened.
    fn open(&mut self, page: PageServed) {
        let place = self.places.get(&page.subject).copied();
        let (at, subject) = (page.at, page.subject.clone());
        let opened = self.records.opened.get_or_insert_default();
        index_row(&mut self.rows, place, |rows| &mut rows.opened, opened.len());
        opened.push(page);
        match place {
            Some(place) if at > self.analysis.as_known_at => {
                self.due.entry(at).or_default().push(place);
            }
            Some(place) => self.update_status(place),
            None => drop(self.waiting.insert(subject)),
        }
    }
}

fn n_rows(delta: &Records) -> usize {
    delta.enrolments.len()
        + delta.sightings.len()
        + delta.quarantine.len()
        + delta.contacts.len()
        + delta.pages.len()
        + delta.surveys.len()
        + delta.opened.as_ref().map_or(0, Vec::len)
}

/// The rows that concern one subject each, enrolments first.
fn one_by_one(delta: Records) -> impl Iterator<Item = NewRow> {
    let enrolments = delta.enrolments.into_iter().map(NewRow::Enrolment);
    enrolments
        .chain(delta.sightings.into_iter().map(NewRow::Sighting))
        .chain(delta.quarantine.into_iter().map(NewRow::Quarantine))
        .chain(delta.contacts.into_iter().map(NewRow::Contact))
        .chain(delta.pages.into_iter().map(NewRow::Page))
        .chain(delta.surveys.into_iter().map(NewRow::Survey))
}

impl From<NewRow> for Records {
    fn from(row: NewRow) -> Records {
        let mut records = Records::default();
        match row {
            NewRow::Enrolment(row) => records.enrolments.push(row),
            NewRow::Sighting(row) => records.sightings.push(row),
            NewRow::Quarantine(row) => records.quarantine.push(row),
            NewRow::Contact(row) => records.contacts.push(row),
            NewRow::Page(row) => records.pages.push(row),
            NewRow::Survey(row) => records.surveys.push(row),
            NewRow::Coverage(row) => records.coverage.push(row),
        }
        records
    }
}

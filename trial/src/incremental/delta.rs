//! Batches of new rows: taken one by one while they are few, by computing everything again when
//! that is the shorter way.

use jiff::Timestamp;

use super::index::index_row;
use super::{IncrementalReport, NewRow};
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
        self.advance(now);
        let changes_all = !delta.coverage.is_empty()
            || !delta.ineligible.is_empty()
            || !delta.endings.is_empty()
            || !delta.releases.is_empty()
            || !delta.notices.is_empty()
            || !delta.enrolments_arrived.is_empty()
            || (self.records.opened.is_none()
                && delta.opened.as_ref().is_some_and(|it| !it.is_empty()));
        self.analysis.n_set_aside = delta.n_set_aside;
        self.records.n_set_aside = delta.n_set_aside;
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

    /// Keeps rows without counting them.
    fn take_in(&mut self, delta: Records) {
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

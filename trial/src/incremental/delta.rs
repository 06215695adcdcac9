//! Batches of new rows: taken one by one while they are few, by computing everything again when
//! that is the shorter way.

use jiff::Timestamp;

use super::index::changes_everyone;
use super::{IncrementalReport, NewRow};
use crate::day::Day;
use crate::looks::{AFTER_MIDNIGHT, LookCache};
use crate::name::SubjectId;
use crate::observation::{Observed, Records, SubjectFacts};
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
    /// coverage replaces what was known when there is any; its number of rows that were set aside is
    /// the whole one.
    pub fn extend(&mut self, mut delta: Records, now: Timestamp) {
        self.analysis.n_set_aside = delta.n_set_aside;
        self.records.n_set_aside = delta.n_set_aside;
        if self.take_in_first(&mut delta, now) {
            return;
        }
        self.advance(now);
        let changes_all = !delta.coverage.is_empty()
            || !delta.ineligible.is_empty()
            || !delta.enrolments_arrived.is_empty()
            || delta.observed.iter().any(changes_everyone);
        if changes_all || n_rows(&delta) > FEW_ROWS + self.rows.len() / SUBJECTS_A_ROW {
            self.take_in(delta);
            return self.recompute();
        }
        let facts = std::mem::take(&mut delta.facts);
        // Enrolments first: only they make the others count.
        let enrolments = delta.enrolments.into_iter().map(NewRow::Enrolment);
        for row in enrolments.chain(delta.observed.into_iter().map(NewRow::Observed)) {
            self.add(row, now);
        }
        facts.into_iter().for_each(|row| self.learn(row));
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
        let came = |row: &Observed| match row.contact().and_then(|contact| contact.coded_at) {
            Some(coded_at) => coded_at.max(row.arrived_at),
            None => row.arrived_at,
        };
        // What somebody answered is in no look.
        let rows = delta.observed.iter().filter(|row| row.answers().is_none());
        let rows = rows.filter(|row| is_enrolled(&row.subject)).map(came);
        rows.chain(coverage).min().map(Day::of)
    }

    /// Keeps rows without counting them.
    pub(super) fn take_in(&mut self, delta: Records) {
        let records = &mut self.records;
        records.enrolments.extend(delta.enrolments);
        records.observed.extend(delta.observed);
        records.facts.extend(delta.facts);
        records.ineligible.extend(delta.ineligible);
        records.enrolments_arrived.extend(delta.enrolments_arrived);
        if !delta.coverage.is_empty() {
            records.coverage = delta.coverage;
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
}

fn n_rows(delta: &Records) -> usize {
    delta.enrolments.len() + delta.observed.len()
}

impl From<NewRow> for Records {
    fn from(row: NewRow) -> Records {
        let mut records = Records::default();
        match row {
            NewRow::Enrolment(row) => records.enrolments.push(row),
            NewRow::Observed(row) => records.observed.push(row),
            NewRow::Coverage(row) => records.coverage.push(row),
        }
        records
    }
}

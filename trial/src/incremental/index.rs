//! The index into the kept rows: positions by subject, and the moments at which a subject changes
//! without a new row (its days are over, a row dated ahead begins to count).

use jiff::Timestamp;

use super::IncrementalReport;
use crate::day::{Day, days_after};
use crate::looks::AFTER_MIDNIGHT;
use crate::name::SubjectId;
use crate::observation::{EndReason, Observed, PageServed};
use crate::outcome::course::counts_from;
use crate::plan::Plan;
use crate::subject::first_end;
use crate::subject_status::is_late;

/// Where the rows of one subject are.
#[derive(Clone, Debug, Default)]
pub(super) struct RowIndex {
    pub enrolment: usize,
    /// Everything that was observed about it.
    pub observed: Vec<usize>,
    /// What is known about it, if anything is.
    pub facts: Option<usize>,
    /// The end of its follow-up, if that has come.
    pub ended: Option<(Timestamp, EndReason)>,
}

/// Stands in for a place when everything has to be computed again.
pub(super) const EVERYONE: usize = usize::MAX;

impl IncrementalReport {
    /// Keeps a row; tells the place of its subject, if that is enrolled.
    pub(super) fn keep(&mut self, row: Observed) -> Option<usize> {
        let place = self.places.get(&row.subject).copied();
        let at = self.records.observed.len();
        match place.and_then(|place| self.rows.get_mut(place)) {
            Some(rows) => rows.observed.push(at),
            None => drop(self.waiting.insert(row.subject.clone())),
        }
        if let Some(place) = place {
            let later = moments(&row).filter(|at| *at > self.analysis.as_known_at);
            later.for_each(|at| self.due.entry(at).or_default().push(place));
        }
        self.records.observed.push(row);
        place
    }

    /// Notes where each subject's rows are, and when subjects change without a row.
    pub(super) fn build_index(&mut self) {
        let IncrementalReport { records, places, rows, due, waiting, analysis, .. } = self;
        let now = analysis.as_known_at;
        let subjects = records.observed.iter().map(|row| &row.subject);
        let subjects = subjects.chain(records.facts.iter().map(|row| &row.subject));
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
        records.coverage.iter().for_each(|row| later(Some(EVERYONE), row.arrived_at));
        for (at, row) in records.observed.iter().enumerate() {
            let Some(place) = find(&row.subject) else { continue };
            rows[place].observed.push(at);
            let whom = if changes_everyone(row) { EVERYONE } else { place };
            moments(row).for_each(|at| later(Some(whom), at));
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
        for rows in rows {
            let observed = rows.observed.iter().map(|at| &records.observed[*at]);
            rows.ended = first_end(observed, now);
        }
    }
}

/// The moments at which a row begins to count, and what it says about codes.
fn moments(row: &Observed) -> impl Iterator<Item = Timestamp> + use<> {
    let coded_at = row.contact().and_then(|contact| contact.coded_at);
    std::iter::once(row.known_from()).chain(coded_at)
}

/// Whether a row changes more than its subject's status: a late one what the report says about late
/// rows, an end what counts before it, a page of which nobody can tell who fetched it all that is
/// said about opened pages.
pub(super) fn changes_everyone(row: &Observed) -> bool {
    let is_untold = |page: PageServed| page.opened.is_none();
    is_late(row) || row.end().is_some() || row.page().is_some_and(is_untold)
}

/// When a subject enrolled at a moment changes without a row: its days are over.
pub(super) fn subject_due(plan: &Plan, enrolled_at: Timestamp) -> [Timestamp; 2] {
    [counts_from(plan, enrolled_at), days_after(enrolled_at, plan.burden_days)]
}

//! A report that is kept up to date: one new row costs the work of one subject, not of all.
//!
//! What it reports is what [`crate::report::build`] reports from all rows; a test holds the two
//! together. It keeps the rows, so that a new day, or a row that changes many subjects at once, makes
//! it compute everything again.

mod delta;
mod index;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, DefaultHasher};

use jiff::Timestamp;

use crate::day::Day;
use crate::looks::{LookCache, LookSubject};
use crate::name::SubjectId;
use crate::observation::{CoverageDay, Enrolment, Observed, Records};
use crate::planner::Question;
use crate::report::{Analysis, Carried, Report, SubjectStatuses};
use crate::subject::{SubjectRecords, Subjects};
use crate::subject_status::SubjectStatus;
use crate::totals::Change;
use crate::trial::Trial;

use index::{EVERYONE, RowIndex, changes_everyone, subject_due};

/// A row that comes in while a trial runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewRow {
    /// A subject entered.
    Enrolment(Enrolment),
    /// Something was observed about a subject.
    Observed(Observed),
    /// A feed reported a day.
    Coverage(CoverageDay),
}

/// The report of one trial with the rows that it was computed from.
#[derive(Clone, Debug)]
pub struct IncrementalReport {
    records: Records,
    places: HashMap<SubjectId, usize, BuildHasherDefault<DefaultHasher>>,
    /// Subjects who have rows and are not enrolled.
    waiting: BTreeSet<SubjectId>,
    /// By place: where the subject's rows are in `records`.
    rows: Vec<RowIndex>,
    statuses: SubjectStatuses,
    /// When subjects change without a row: their days are over, or a row is about to count.
    due: BTreeMap<Timestamp, Vec<usize>>,
    analysis: Analysis,
    look_cache: LookCache,
}

impl IncrementalReport {
    /// The report of a trial, as known at `now`.
    pub fn new(trial: &Trial, records: Records, now: Timestamp) -> IncrementalReport {
        let planning = Question::of(&trial.plan).answer();
        let carried = Carried { planning, ..Carried::default() };
        IncrementalReport::carrying(trial, carried, records, now)
    }

    /// The same with what an earlier one has computed.
    fn carrying(
        trial: &Trial,
        carried: Carried,
        records: Records,
        now: Timestamp,
    ) -> IncrementalReport {
        let subjects = Subjects::known(&records, now);
        let mut statuses = SubjectStatuses::new();
        let (analysis, look_cache) =
            Analysis::with(trial, carried, &records, &subjects, now, |one| statuses.push(one));
        let mut places = HashMap::default();
        for (place, subject) in subjects.iter().enumerate() {
            places.insert(subject.enrolment.subject.clone(), place);
        }
        let (rows, due, waiting) = (Vec::new(), BTreeMap::new(), BTreeSet::new());
        let mut this = IncrementalReport {
            rows,
            due,
            waiting,
            places,
            statuses,
            analysis,
            look_cache,
            records,
        };
        this.build_index();
        this
    }

    /// The report, as known at the moment of the last change.
    pub fn report(&self) -> Report {
        self.analysis.report()
    }

    /// Takes a row in, as known at `now`, which never goes back.
    pub fn add(&mut self, row: NewRow, now: Timestamp) {
        // Rows are cloned one at a time here; batches are not.
        if self.take_in_first(&mut row.clone().into(), now) {
            return;
        }
        self.advance(now);
        match row {
            NewRow::Enrolment(row) => self.enrol(row),
            NewRow::Coverage(row) => {
                self.records.coverage.push(row);
                self.recompute();
            }
            NewRow::Observed(row) => {
                let changes_everyone = changes_everyone(&row);
                match self.keep(row) {
                    _ if changes_everyone => self.recompute(),
                    Some(place) => self.update_status(place),
                    // The row of a subject that is not enrolled counts for nobody yet; kept for its
                    // enrolment.
                    None => {}
                }
            }
        }
    }

    /// Adds a subject. Only one that comes last and has no row yet can be appended; any other would
    /// change who is in the planned look.
    fn enrol(&mut self, row: Enrolment) {
        let now = self.analysis.as_known_at;
        let last = self.rows.last().map(|rows| &self.records.enrolments[rows.enrolment]);
        let comes_last = last.is_some_and(|last| last.order() < row.order()) && row.at <= now;
        let is_new =
            !self.places.contains_key(&row.subject) && !self.waiting.contains(&row.subject);
        let arm = self.analysis.plan().arms.iter().position(|arm| arm.name == row.arm);
        let place = self.rows.len();
        let (subject, at) = (row.subject.clone(), row.at);
        self.records.enrolments.push(row);
        let Some(arm) = arm.filter(|_| comes_last && is_new) else {
            return self.recompute();
        };
        let enrolment = self.records.enrolments.len() - 1;
        self.rows.push(RowIndex { enrolment, ..RowIndex::default() });
        self.places.insert(subject, place);
        for due in subject_due(self.analysis.plan(), at) {
            self.due.entry(due).or_default().push(place);
        }
        self.statuses.push(None);
        let status = self.status(place, arm);
        let in_look = self.analysis.is_in_look(arm);
        let metric = self.analysis.plan().primary.metric;
        let totals = &mut self.analysis.arms[arm];
        totals.change(Change::Add, &status, metric, in_look);
        totals.times.replace(None, Some(&status.time));
        self.analysis.draw_curve(arm);
        self.statuses[place] = Some((status, in_look));
        if let Some(kept) = &mut self.analysis.looks {
            kept.enrol(arm, Day::of(at));
        }
    }

    /// Lets the time go on to `now`.
    pub fn advance(&mut self, now: Timestamp) {
        let before = self.analysis.as_known_at;
        if now <= before {
            return;
        }
        self.analysis.as_known_at = now;
        if Day::of(now) != Day::of(before) {
            return self.recompute();
        }
        self.analysis.coverage.go_on_to(now);
        self.analysis.timely_coverage.go_on_to(now);
        while let Some(entry) = self.due.first_entry().filter(|entry| *entry.key() <= now) {
            for place in entry.remove() {
                if place == EVERYONE {
                    return self.recompute();
                }
                self.update_status(place);
            }
        }
    }

    /// Computes everything again.
    fn recompute(&mut self) {
        let now = self.analysis.as_known_at;
        let records = std::mem::take(&mut self.records);
        let planning = self.analysis.planning.take();
        let carried = Carried { planning, looks: std::mem::take(&mut self.look_cache) };
        *self = IncrementalReport::carrying(&self.analysis.trial.clone(), carried, records, now);
    }

    /// Puts a subject's new status in place of the old one.
    fn update_status(&mut self, place: usize) {
        let Some(Some((old, in_look))) = self.statuses.get(place).cloned() else {
            return;
        };
        self.update_looks(place, old.arm);
        let new = self.status(place, old.arm);
        if new == old {
            return;
        }
        let metric = self.analysis.plan().primary.metric;
        let totals = &mut self.analysis.arms[old.arm];
        totals.change(Change::Remove, &old, metric, in_look);
        totals.change(Change::Add, &new, metric, in_look);
        if old.changed_by_late_rows != new.changed_by_late_rows {
            let n_changed = self.analysis.arms.iter().map(|arm| arm.changed_by_late_rows).sum();
            self.analysis.late.change(n_changed);
        }
        let totals = &mut self.analysis.arms[old.arm];
        if old.time != new.time {
            totals.times.replace(Some(&old.time), Some(&new.time));
            self.analysis.draw_curve(old.arm);
        }
        if old.watched != new.watched {
            self.analysis.watch();
        }
        if in_look && old.answer(metric) != new.answer(metric) {
            self.analysis.test();
        }
        self.statuses[place] = Some((new, in_look));
    }

    /// Shows the looks a subject's rows, by all that is known now.
    fn update_looks(&mut self, place: usize, arm: usize) {
        let now = self.analysis.as_known_at;
        let Analysis { trial: Trial { plan, .. }, looks: Some(kept), .. } = &mut self.analysis
        else {
            return;
        };
        let (records, index) = (&self.records, &self.rows[place]);
        let enrolment = &records.enrolments[index.enrolment];
        let observed = index.observed.iter().map(|at| &records.observed[*at]);
        let mut rows: Vec<&Observed> = observed.collect();
        rows.sort_by(|one, other| one.order(other));
        let subject = LookSubject {
            enrolment,
            arrived_at: enrolment.at,
            arm,
            is_quarantined: plan.arms[arm].quarantined,
            rows: &rows,
        };
        kept.update(plan, now, place, &subject);
    }

    /// The status of the subject at a place, as known now.
    fn status(&self, place: usize, arm: usize) -> SubjectStatus {
        let now = self.analysis.as_known_at;
        let (records, index) = (&self.records, &self.rows[place]);
        let enrolment = &records.enrolments[index.enrolment];
        let ended_at = index.ended.map(|(at, _)| at);
        let observed = index.observed.iter().map(|at| &records.observed[*at]);
        let counted = observed.filter(|row| row.counts(enrolment, ended_at, now));
        let mut rows: Vec<&Observed> = counted.collect();
        rows.sort_by(|one, other| one.order(other));
        let device_kind = index.facts.and_then(|at| records.facts[at].device_kind.as_deref());
        let subject = SubjectRecords { enrolment, rows: &rows, device_kind, ended: index.ended };
        SubjectStatus::of(&self.analysis.context(), &subject, arm)
    }
}

//! A trial that is kept added up, so that one new row is one subject's work and not everybody's.
//!
//! What it reports is what [`crate::report::build`] reports from all rows; a test holds the two
//! together. It keeps the rows, so that a new day, or a row that changes many subjects at once, is
//! added up anew.

mod filing;
mod news;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, DefaultHasher};

use jiff::Timestamp;

use crate::day::Day;
use crate::name::SubjectId;
use crate::observation::{
    Contact, CoverageDay, Enrolment, FollowUpEnd, PageServed, QuarantineEvent, Records, Sighting,
    SurveyAnswer,
};
use crate::planner::{Planning, Question};
use crate::report::{Report, Standings, Whole};
use crate::standing::{Standing, is_timely};
use crate::subject::{SubjectRecords, Subjects};
use crate::totals::Change;
use crate::trial::Trial;

use filing::{EVERYBODY, Rows, subject_due};

/// A row that comes in while a trial runs, and concerns one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewRow {
    /// A subject entered.
    Enrolment(Enrolment),
    /// A feed saw a line.
    Sighting(Sighting),
    /// The quarantine log went on.
    Quarantine(QuarantineEvent),
    /// A subject got in touch, or somebody has said what it was about.
    Contact(Contact),
    /// A page was served.
    Page(PageServed),
    /// A subject answered the survey.
    Survey(SurveyAnswer),
    /// A feed reported a day.
    Coverage(CoverageDay),
}

/// A trial that is kept added up.
#[derive(Clone, Debug)]
pub struct Accumulated {
    records: Records,
    places: HashMap<SubjectId, usize, BuildHasherDefault<DefaultHasher>>,
    /// Subjects who have rows and are not enrolled.
    waiting: BTreeSet<SubjectId>,
    /// By place: where the subject's rows are in `records`.
    rows: Vec<Rows>,
    standings: Standings,
    /// When subjects change without a row: their days are over, or a row is about to count.
    due: BTreeMap<Timestamp, Vec<usize>>,
    whole: Whole,
}

impl Accumulated {
    /// Adds a trial up, as known at `now`.
    pub fn new(trial: &Trial, records: Records, now: Timestamp) -> Accumulated {
        Accumulated::planned(trial, Question::of(&trial.plan).answer(), records, now)
    }

    /// The same with the sizes that the plan asks for.
    fn planned(
        trial: &Trial,
        planning: Option<Planning>,
        records: Records,
        now: Timestamp,
    ) -> Accumulated {
        let subjects = Subjects::known(&records, now);
        let mut standings = Standings::new();
        let whole =
            Whole::with(trial, planning, &records, &subjects, now, |one| standings.push(one));
        let mut places = HashMap::default();
        for (place, subject) in subjects.iter().enumerate() {
            places.insert(subject.enrolment.subject.clone(), place);
        }
        let (rows, due, waiting) = (Vec::new(), BTreeMap::new(), BTreeSet::new());
        let mut this = Accumulated { rows, due, waiting, places, standings, whole, records };
        this.find_rows();
        this
    }

    /// The report, as known at the moment of the last change.
    pub fn report(&self) -> Report {
        self.whole.report()
    }

    /// Takes a row in, as known at `now`, which never goes back.
    pub fn add(&mut self, row: NewRow, now: Timestamp) {
        self.advance(now);
        let is_late = match &row {
            NewRow::Sighting(row) => !is_timely(row.at, row.arrived_at),
            NewRow::Quarantine(row) => !is_timely(row.at, row.arrived_at),
            NewRow::Enrolment(_) | NewRow::Contact(_) | NewRow::Page(_) | NewRow::Survey(_) => {
                false
            }
            NewRow::Coverage(_) => true,
        };
        match row {
            NewRow::Enrolment(row) => self.enrol(row),
            row => match self.keep(row) {
                _ if is_late => self.add_up(),
                Some(place) => self.stand_again(place),
                // A row of somebody who is not enrolled counts for nobody yet.
                None => {}
            },
        }
    }

    /// Takes a subject in. Whoever comes last, and has no row yet, is put behind the others.
    fn enrol(&mut self, row: Enrolment) {
        let now = self.whole.as_known_at;
        let last = self.rows.last().map(|rows| &self.records.enrolments[rows.enrolment]);
        let comes_last = last.is_some_and(|last| last.order() < row.order()) && row.at <= now;
        let is_new =
            !self.places.contains_key(&row.subject) && !self.waiting.contains(&row.subject);
        let arm = self.whole.plan().arms.iter().position(|arm| arm.name == row.arm);
        let place = self.rows.len();
        let (subject, at) = (row.subject.clone(), row.at);
        self.records.enrolments.push(row);
        let Some(arm) = arm.filter(|_| comes_last && is_new) else {
            return self.add_up();
        };
        let enrolment = self.records.enrolments.len() - 1;
        self.rows.push(Rows { enrolment, ..Rows::default() });
        self.places.insert(subject, place);
        for due in subject_due(self.whole.plan(), at) {
            self.due.entry(due).or_default().push(place);
        }
        self.standings.push(None);
        let standing = self.standing(place, arm);
        let in_look = self.whole.is_in_look(arm);
        let metric = self.whole.plan().primary.metric;
        let totals = &mut self.whole.arms[arm];
        totals.change(Change::Add, &standing, metric, in_look);
        totals.times.replace(None, Some(&standing.time));
        self.whole.draw_curve(arm);
        self.standings[place] = Some((standing, in_look));
    }

    /// Lets the time go on to `now`.
    pub fn advance(&mut self, now: Timestamp) {
        let before = self.whole.as_known_at;
        if now <= before {
            return;
        }
        self.whole.as_known_at = now;
        if Day::of(now) != Day::of(before) {
            return self.add_up();
        }
        self.whole.coverage.go_on_to(now);
        self.whole.timely_coverage.go_on_to(now);
        while let Some(entry) = self.due.first_entry().filter(|entry| *entry.key() <= now) {
            for place in entry.remove() {
                if place == EVERYBODY {
                    return self.add_up();
                }
                self.stand_again(place);
            }
        }
    }

    /// Adds everything up anew.
    fn add_up(&mut self) {
        let now = self.whole.as_known_at;
        let records = std::mem::take(&mut self.records);
        let planning = self.whole.planning.take();
        *self = Accumulated::planned(&self.whole.trial.clone(), planning, records, now);
    }

    /// Puts a subject's new standing in place of the old one.
    fn stand_again(&mut self, place: usize) {
        let Some(Some((old, in_look))) = self.standings.get(place).cloned() else {
            return;
        };
        let new = self.standing(place, old.arm);
        if new == old {
            return;
        }
        let metric = self.whole.plan().primary.metric;
        let totals = &mut self.whole.arms[old.arm];
        totals.change(Change::Remove, &old, metric, in_look);
        totals.change(Change::Add, &new, metric, in_look);
        if old.changed_by_late_rows != new.changed_by_late_rows {
            let n_changed = self.whole.arms.iter().map(|arm| arm.changed_by_late_rows).sum();
            self.whole.late.change(n_changed);
        }
        let totals = &mut self.whole.arms[old.arm];
        if old.time != new.time {
            totals.times.replace(Some(&old.time), Some(&new.time));
            self.whole.draw_curve(old.arm);
        }
        if old.watched != new.watched {
            self.whole.watch();
        }
        if in_look && old.answer(metric) != new.answer(metric) {
            self.whole.test();
        }
        self.standings[place] = Some((new, in_look));
    }

    /// Where the subject at a place stands now.
    fn standing(&self, place: usize, arm: usize) -> Standing {
        let now = self.whole.as_known_at;
        let (records, rows) = (&self.records, &self.rows[place]);
        let enrolment = &records.enrolments[rows.enrolment];
        let ended = rows.ended.map(|at| &records.endings[at]);
        let follows =
            |at: Timestamp| enrolment.at <= at && ended.is_none_or(|end: &FollowUpEnd| at < end.at);
        let is_known = |at: Timestamp, arrived_at: Timestamp| at.max(arrived_at) <= now;
        let mut sightings = chosen(&rows.sightings, &records.sightings, |row| {
            is_known(row.at, row.arrived_at) && follows(row.at)
        });
        let mut quarantine =
            chosen(&rows.quarantine, &records.quarantine, |row| is_known(row.at, row.arrived_at));
        let contacts = chosen(&rows.contacts, &records.contacts, |row| {
            is_known(row.at, row.arrived_at) && follows(row.at)
        });
        let mut pages = chosen(&rows.pages, &records.pages, |row| row.at <= now);
        let surveys = chosen(&rows.surveys, &records.surveys, |row| {
            is_known(row.at, row.arrived_at) && follows(row.at)
        });
        sightings.sort_by_key(|row| row.at);
        quarantine.sort_by_key(|row| (row.at, row.change));
        pages.sort_by_key(|row| row.at);
        let opened = records.opened.as_deref().unwrap_or_default();
        let subject = SubjectRecords {
            enrolment,
            sightings: &sightings,
            quarantine: &quarantine,
            contacts: &contacts,
            pages: &pages,
            surveys: &surveys,
            opened: rows.opened.iter().any(|at| opened[*at].at <= now),
            device_kind: rows.facts.and_then(|at| records.facts[at].device_kind.as_deref()),
            ended,
        };
        Standing::of(&self.whole.around(), &subject, arm)
    }
}

/// The rows at these places that count.
fn chosen<'a, T>(places: &[usize], all: &'a [T], counts: impl Fn(&T) -> bool) -> Vec<&'a T> {
    places.iter().map(|at| &all[*at]).filter(|row| counts(row)).collect()
}

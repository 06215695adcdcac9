//! A trial that is kept added up, so that one new row is one subject's work and not everybody's.
//!
//! What it reports is what [`crate::report::build`] reports from all rows; a test holds the two
//! together. It keeps the rows, so that a new day, or a row that changes many subjects at once, is
//! added up anew.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, DefaultHasher};

use jiff::Timestamp;

use crate::day::{Day, days_after};
use crate::name::SubjectId;
use crate::observation::{
    Contact, CoverageDay, Enrolment, FollowUpEnd, PageServed, QuarantineEvent, Records, Sighting,
};
use crate::outcome::course::counts_from;
use crate::plan::Plan;
use crate::report::{Report, Standings, Whole};
use crate::standing::{Standing, is_timely};
use crate::subject::{SubjectRecords, Subjects};
use crate::totals::Change;
use crate::trial::Trial;

/// A row that comes in while a trial runs, and concerns one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewRow {
    /// A subject entered.
    Enrolment(Enrolment),
    /// A feed saw a line.
    Sighting(Sighting),
    /// The quarantine log went on.
    Quarantine(QuarantineEvent),
    /// A subject got in touch, or what it was about has been said: the newest row of a subject,
    /// time and channel counts.
    Contact(Contact),
    /// A page was served.
    Page(PageServed),
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

/// Where the rows of one subject are.
#[derive(Clone, Debug, Default)]
struct Rows {
    enrolment: usize,
    sightings: Vec<usize>,
    quarantine: Vec<usize>,
    contacts: Vec<usize>,
    pages: Vec<usize>,
    /// The end of its follow-up, if that has come.
    ended: Option<usize>,
}

/// Stands in for a place when everything has to be added up anew.
const EVERYBODY: usize = usize::MAX;

impl Accumulated {
    /// Adds a trial up, as known at `now`.
    pub fn new(trial: &Trial, records: Records, now: Timestamp) -> Accumulated {
        let subjects = Subjects::known(&records, now);
        let mut standings = Standings::new();
        let whole = Whole::with(trial, &records, &subjects, now, |one| standings.push(one));
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
            NewRow::Enrolment(_) | NewRow::Contact(_) | NewRow::Page(_) => false,
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
        let Some(arm) = arm.filter(|_| comes_last && is_new && self.records.facts.is_empty())
        else {
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
        *self = Accumulated::new(&self.whole.trial.clone(), records, now);
    }

    /// Keeps a row; tells the place of its subject, if that is enrolled.
    fn keep(&mut self, row: NewRow) -> Option<usize> {
        let Accumulated { records, places, rows, waiting, .. } = self;
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
                file(rows, found.0, |rows| &mut rows.sightings, records.sightings.len());
                records.sightings.push(row);
                found
            }
            NewRow::Quarantine(row) => {
                let found = (find(&row.subject), row.at.max(row.arrived_at));
                file(rows, found.0, |rows| &mut rows.quarantine, records.quarantine.len());
                records.quarantine.push(row);
                found
            }
            NewRow::Page(row) => {
                let found = (find(&row.subject), row.at);
                file(rows, found.0, |rows| &mut rows.pages, records.pages.len());
                records.pages.push(row);
                found
            }
            NewRow::Contact(row) => {
                let place = find(&row.subject);
                let known_at = row.coded_at.unwrap_or(row.at).max(row.arrived_at).max(row.at);
                keep_contact(place.and_then(|place| rows.get_mut(place)), records, row);
                (place, known_at)
            }
        };
        if let Some(place) = place.filter(|_| counts_at > self.whole.as_known_at) {
            self.due.entry(counts_at).or_default().push(place);
        }
        place
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
        sightings.sort_by_key(|row| row.at);
        quarantine.sort_by_key(|row| (row.at, row.change));
        pages.sort_by_key(|row| row.at);
        let old = self.standings.get(place).and_then(Option::as_ref).map(|(old, _)| old);
        let subject = SubjectRecords {
            enrolment,
            sightings: &sightings,
            quarantine: &quarantine,
            contacts: &contacts,
            pages: &pages,
            opened: old.is_some_and(|old| old.opened),
            device_kind: old.map(|old| old.groups.device.as_str()),
            ended,
        };
        Standing::of(&self.whole.around(), &subject, arm)
    }

    /// Notes where each subject's rows are, and when subjects change without a row.
    fn find_rows(&mut self) {
        let Accumulated { records, places, rows, due, waiting, whole, .. } = self;
        let now = whole.as_known_at;
        let subjects = records.sightings.iter().map(|row| &row.subject);
        let subjects = subjects.chain(records.quarantine.iter().map(|row| &row.subject));
        let subjects = subjects.chain(records.contacts.iter().map(|row| &row.subject));
        let subjects = subjects.chain(records.pages.iter().map(|row| &row.subject));
        *waiting = subjects.filter(|name| !places.contains_key(*name)).cloned().collect();
        let find = |subject: &SubjectId| places.get(subject).copied();
        *rows = vec![Rows::default(); places.len()];
        let mut later = |place: Option<usize>, at: Timestamp| {
            if let Some(place) = place.filter(|_| at > now) {
                due.entry(at).or_default().push(place);
            }
        };
        for (at, row) in records.enrolments.iter().enumerate().rev() {
            let Some(place) = find(&row.subject) else {
                later(Some(EVERYBODY), row.at);
                continue;
            };
            // Of several enrolments the first one counts.
            let kept = &records.enrolments[rows[place].enrolment];
            let is_first = kept.subject != row.subject || row.order() <= kept.order();
            if is_first {
                rows[place].enrolment = at;
            }
            for at in subject_due(&whole.trial.plan, row.at) {
                later(Some(place), at);
            }
        }
        for (at, row) in records.sightings.iter().enumerate() {
            file(rows, find(&row.subject), |rows| &mut rows.sightings, at);
            let whose = when_late(find(&row.subject), row.at, row.arrived_at);
            later(whose, row.at.max(row.arrived_at));
        }
        for (at, row) in records.quarantine.iter().enumerate() {
            file(rows, find(&row.subject), |rows| &mut rows.quarantine, at);
            let whose = when_late(find(&row.subject), row.at, row.arrived_at);
            later(whose, row.at.max(row.arrived_at));
        }
        records.coverage.iter().for_each(|row| later(Some(EVERYBODY), row.arrived_at));
        for (at, row) in records.contacts.iter().enumerate() {
            file(rows, find(&row.subject), |rows| &mut rows.contacts, at);
            later(find(&row.subject), row.at.max(row.arrived_at));
            later(find(&row.subject), row.coded_at.unwrap_or(row.at));
        }
        for (at, row) in records.pages.iter().enumerate() {
            file(rows, find(&row.subject), |rows| &mut rows.pages, at);
            later(find(&row.subject), row.at);
        }
        for (at, end) in records.endings.iter().enumerate() {
            later(find(&end.subject).map(|_| EVERYBODY), end.at.max(end.arrived_at));
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
    place.map(|place| if is_timely(at, arrived_at) { place } else { EVERYBODY })
}

/// When a subject enrolled at a moment changes without a row: its days are over.
fn subject_due(plan: &Plan, enrolled_at: Timestamp) -> [Timestamp; 2] {
    [counts_from(plan, enrolled_at), days_after(enrolled_at, plan.burden_days)]
}

/// Notes a row at a place, if its subject has one.
fn file(
    rows: &mut [Rows],
    place: Option<usize>,
    list: fn(&mut Rows) -> &mut Vec<usize>,
    at: usize,
) {
    if let Some(rows) = place.and_then(|place| rows.get_mut(place)) {
        list(rows).push(at);
    }
}

/// Keeps a contact in place of what was known of it.
fn keep_contact(rows: Option<&mut Rows>, records: &mut Records, row: Contact) {
    let same = |kept: &Contact| (kept.at, kept.channel) == (row.at, row.channel);
    let Some(rows) = rows else {
        records.contacts.push(row);
        return;
    };
    match rows.contacts.iter().find(|at| same(&records.contacts[**at])) {
        Some(at) => records.contacts[*at] = row,
        None => {
            rows.contacts.push(records.contacts.len());
            records.contacts.push(row);
        }
    }
}

/// The rows at these places that count.
fn chosen<'a, T>(places: &[usize], all: &'a [T], counts: impl Fn(&T) -> bool) -> Vec<&'a T> {
    places.iter().map(|at| &all[*at]).filter(|row| counts(row)).collect()
}

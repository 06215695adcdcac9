//! Entries: the subjects that are counted on a metric, each from its day of maturity on.

use jiff::Timestamp;

use super::burden::{self, Contacts};
use super::calendar::Calendar;
use super::cleanup::{self, Cleanup};
use super::known::Known;
use super::reported::CoveredDays;
use super::subjects::LookSubject;
use super::tally::{State, Tally, Timeline};
use super::{Context, LookInput};
use crate::day::Day;
use crate::metric::Metric;
use crate::plan::Plan;

/// What is kept of a counted subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Clean by H.
    Cleanup(Cleanup),
    /// Contacts within B days.
    Contacts(Contacts),
}

/// One counted subject.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its place in the order of enrolment.
    pub place: usize,
    /// The place of its arm.
    pub arm: usize,
    /// It is counted from the end of this day on.
    pub on: Day,
    kept: Kept,
}

/// The subjects that are counted on a metric, in the order of enrolment.
#[derive(Clone, Debug)]
pub struct Entries {
    /// The metric.
    pub metric: Metric,
    /// Everyone who is mature by now, also after a stop.
    pub all: Vec<Entry>,
    /// Their sums, arm by arm, day by day.
    pub timeline: Timeline,
}

impl Kept {
    /// How the subject counts in a look of the day.
    pub fn on(&self, day: Day) -> State {
        match self {
            Kept::Cleanup(Cleanup::Clean) => State::Yes,
            Kept::Cleanup(Cleanup::NotClean) => State::No,
            Kept::Cleanup(Cleanup::NotConfirmed) => State::NotConfirmed,
            Kept::Contacts(contacts) if contacts.yes_from.is_some_and(|from| from <= day) => {
                State::Yes
            }
            Kept::Contacts(contacts) => {
                let is_open = |coded: &&Option<Day>| coded.is_none_or(|coded| day < coded);
                match contacts.pending.iter().filter(is_open).count() {
                    0 => State::No,
                    n => State::Pending(n as u64),
                }
            }
        }
    }

    /// The days after maturity on which that may change.
    fn changes(&self) -> Vec<Day> {
        match self {
            Kept::Cleanup(_) => Vec::new(),
            Kept::Contacts(contacts) => contacts.pending.iter().copied().flatten().collect(),
        }
    }

    /// Whether no row that is still to come can change it.
    fn is_final(&self) -> bool {
        match self {
            Kept::Cleanup(_) => true,
            Kept::Contacts(contacts) => contacts.pending.iter().all(Option::is_some),
        }
    }
}

impl Entry {
    /// How it counts in a look of the day.
    pub fn state(&self, day: Day) -> State {
        self.kept.on(day)
    }
}

impl Entries {
    /// The entries of a metric by now.
    pub fn of(context: &mut Context<'_, '_>, metric: Metric) -> Entries {
        let Context { input, subjects, calendar, outcomes } = context;
        let outcomes = outcomes.entry(metric).or_default();
        let settled = Known::At(input.a_minute_ago()).last_day_over();
        let mut all = Vec::new();
        let mut timeline = Timeline::default();
        for (place, subject) in subjects.iter().enumerate() {
            let name = &subject.enrolment.subject;
            let (on, kept) = match outcomes.get(name) {
                Some(kept) => kept.clone(),
                None => match kept(input, &subject, calendar, metric) {
                    Some(kept) => kept,
                    None => continue,
                },
            };
            // Rows that are being committed at midnight may still arrive within the day.
            let is_settled = kept.is_final() && on <= settled;
            if is_settled && !outcomes.contains_key(name) {
                outcomes.insert(name.clone(), (on, kept.clone()));
            }
            timeline.enter(subject.arm, on, &kept);
            all.push(Entry { place, arm: subject.arm, on, kept });
        }
        Entries { metric, all, timeline }
    }

    /// Takes in the codings of a subject's contacts; tells whether one that was pending has changed.
    pub fn recode(
        &mut self,
        present: &Present<'_>,
        place: usize,
        subject: &LookSubject<'_>,
    ) -> bool {
        let Metric::Burden(row) = self.metric else {
            return false;
        };
        let Ok(nth) = self.all.binary_search_by_key(&place, |entry| entry.place) else {
            return false;
        };
        let entry = &mut self.all[nth];
        let kept = burden::at_maturity(present.plan, row, subject, entry.on, present.now);
        let kept = Kept::Contacts(kept);
        let has_changed = entry.kept != kept;
        entry.kept = kept;
        has_changed
    }

    /// The sums of two arms over those who were mature on a day, as they count on a later one.
    pub fn recoded(&self, arms: [usize; 2], mature_on: Day, today: Day) -> [Tally; 2] {
        let mut sums = [Tally::default(); 2];
        for entry in self.all.iter().filter(|entry| entry.on <= mature_on) {
            if let Some(place) = arms.iter().position(|arm| *arm == entry.arm) {
                sums[place].add(entry.state(today));
            }
        }
        sums
    }
}

impl Timeline {
    fn enter(&mut self, arm: usize, on: Day, kept: &Kept) {
        let mut state = kept.on(on);
        self.add(on, arm, state);
        let mut days = kept.changes();
        days.sort_unstable();
        for day in days {
            let next = kept.on(day);
            self.replace(day, arm, state, next);
            state = next;
        }
    }
}

/// The day from which a subject is counted, and its outcome as known at the end of it.
fn kept(
    input: &LookInput<'_>,
    subject: &LookSubject<'_>,
    calendar: &mut Calendar<'_>,
    metric: Metric,
) -> Option<(Day, Kept)> {
    let (plan, arrived_on) = (input.plan, Day::of(subject.arrived_at));
    match metric {
        Metric::CleanByHorizon => {
            let mature = calendar.cleanup(subject.enrolled_on(), arrived_on)?;
            let (known, to) = (Known::EndOf(mature.on), Some(mature.counted_to));
            let outcome = cleanup::outcome(plan, subject, known, &mature.covered, to);
            Some((mature.on, Kept::Cleanup(outcome)))
        }
        Metric::Burden(row) => {
            let on = calendar.burden(subject.enrolled_on(), arrived_on)?;
            let contacts = burden::at_maturity(plan, row, subject, on, input.now);
            Some((on, Kept::Contacts(contacts)))
        }
    }
}

/// The present: what outcomes by all rows known now are computed from.
#[derive(Clone, Copy, Debug)]
pub struct Present<'p> {
    /// The plan.
    pub plan: &'p Plan,
    /// Rows that arrive later do not exist yet.
    pub now: Timestamp,
    /// The covered days, as known now.
    pub covered: &'p CoveredDays,
}

impl Present<'_> {
    /// How a subject counts by all rows known now.
    pub fn state(&self, subject: &LookSubject<'_>, metric: Metric) -> State {
        let Present { plan, now, covered } = *self;
        let kept = match metric {
            Metric::CleanByHorizon => {
                let horizon = subject.enrolled_on().plus(i64::from(plan.horizon_days));
                let counted_to = covered.nth_after(horizon, plan.quiet_days);
                let known = Known::At(now);
                Kept::Cleanup(cleanup::outcome(plan, subject, known, covered, counted_to))
            }
            Metric::Burden(row) => Kept::Contacts(burden::as_known_now(plan, row, subject, now)),
        };
        kept.on(Day::of(now))
    }
}

//! Events still to come in the simulated trial, in the order in which it becomes known.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use trial::SubjectId;
use trial::observation::{Code, ContactChannel, CoverageDay, Enrolment, Ineligible, Observed};
use trial::simulate::{Arrival, Happening, SimulatedEvent, World};

use super::beside;

/// Something that becomes known.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Due {
    /// A feed's day.
    Coverage(CoverageDay),
    /// What a subject did.
    Event(SubjectId, SimulatedEvent),
    /// The help desk has read a contact.
    Coding(Coding),
    /// A phone of the line fetches the page by itself.
    Probe(SubjectId, Timestamp),
    /// A subject answers the survey, or is followed no longer.
    Observed(Observed),
    /// A line is left out of the trial.
    Ineligible(Ineligible),
}

/// The codes that the help desk gives a contact.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Coding {
    /// Whose contact.
    pub subject: SubjectId,
    /// When it came.
    pub at: Timestamp,
    /// By which way.
    pub channel: ContactChannel,
    /// What was found.
    pub codes: Vec<Code>,
    /// When it was read.
    pub coded_at: Timestamp,
}

/// What is still to come.
#[derive(Clone, Debug)]
pub(super) struct Agenda {
    due: BTreeMap<(Timestamp, u64), Due>,
    n_added: u64,
    next_arrival: Option<Arrival>,
    next_day: Date,
}

impl Agenda {
    /// What comes after `now` in a world in which these subjects have been enrolled.
    pub fn after(now: Timestamp, world: &mut World, enrolments: &[Enrolment]) -> Agenda {
        let mut agenda = Agenda {
            due: BTreeMap::new(),
            n_added: 0,
            next_arrival: None,
            next_day: day_of(world.scenario().start),
        };
        agenda.begin_days(world, now);
        let enrolled: BTreeMap<_, _> =
            enrolments.iter().map(|enrolment| (&enrolment.subject, enrolment)).collect();
        agenda.next_arrival = world.next_arrival();
        while let Some(arrival) = agenda.arrival_until(now, world) {
            if let Some(enrolment) = enrolled.get(&arrival.subject) {
                let events = world.subject(&enrolment.arm, enrolment.at, arrival.number);
                agenda.add_life(&arrival.subject, events, now);
                agenda.add_beside(&arrival.subject, enrolment.at, arrival.number, now);
            }
        }
        agenda.due = agenda.due.split_off(&(now, u64::MAX));
        agenda
    }

    /// The next subject to arrive no later than `to`.
    pub fn arrival_until(&mut self, to: Timestamp, world: &mut World) -> Option<Arrival> {
        if self.next_arrival.as_ref()?.at > to {
            return None;
        }
        std::mem::replace(&mut self.next_arrival, world.next_arrival())
    }

    /// Adds what a subject does; of contacts known by `now` only what is read later.
    pub fn add_life(&mut self, subject: &SubjectId, events: Vec<SimulatedEvent>, now: Timestamp) {
        for event in events {
            if event.arrived_at <= now {
                let coding = coding(subject, &event).filter(|coding| coding.coded_at > now);
                coding.into_iter().for_each(|coding| self.add_coding(coding));
            } else {
                self.add(event.arrived_at, Due::Event(subject.clone(), event));
            }
        }
    }

    /// Adds what becomes known about a line besides its life, later than `now`.
    pub fn add_beside(&mut self, subject: &SubjectId, at: Timestamp, number: u64, now: Timestamp) {
        for (known_at, due) in beside::rows(subject, at, number) {
            if known_at > now {
                self.add(known_at, due);
            }
        }
    }

    /// Adds that the help desk reads a contact later.
    pub fn add_coding(&mut self, coding: Coding) {
        self.add(coding.coded_at, Due::Coding(coding));
    }

    /// Takes out everything that is known by `to`.
    pub fn take_until(&mut self, to: Timestamp, world: &World) -> Vec<Due> {
        self.begin_days(world, to);
        let later = self.due.split_off(&(to, u64::MAX));
        std::mem::replace(&mut self.due, later).into_values().collect()
    }

    /// Whether a subject's life has still something to tell.
    pub fn is_over(&self) -> bool {
        self.due.values().all(|due| matches!(due, Due::Coverage(_)))
    }

    fn add(&mut self, at: Timestamp, due: Due) {
        self.n_added += 1;
        self.due.insert((at, self.n_added), due);
    }

    /// Adds the reports of the days that begin by `to`.
    fn begin_days(&mut self, world: &World, to: Timestamp) {
        while self.next_day <= day_of(to) {
            for row in world.coverage(self.next_day) {
                self.add(row.arrived_at, Due::Coverage(row));
            }
            let Ok(next) = self.next_day.tomorrow() else { return };
            self.next_day = next;
        }
    }
}

/// The codes that a contact will get, if it is one and is read.
pub(super) fn coding(subject: &SubjectId, event: &SimulatedEvent) -> Option<Coding> {
    let (channel, codes, coded_at) = match &event.what {
        Happening::HelpForm { codes, coded_at, .. } => {
            (ContactChannel::ContactForm, codes, (*coded_at)?)
        }
        Happening::Contact { channel, codes, coded_at } => (*channel, codes, (*coded_at)?),
        _ => return None,
    };
    Some(Coding { subject: subject.clone(), at: event.at, channel, codes: codes.clone(), coded_at })
}

fn day_of(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}

//! A world played to its end: the rows that a server would have stored.

use jiff::Timestamp;

use super::{Happening, SimulatedEvent, World};
use crate::assignment::{Seed, arm_indices};
use crate::day::Day;
use crate::name::{Stratum, SubjectId};
use crate::observation::{
    Contact, ContactChannel, Enrolment, PageServed, QuarantineEvent, Records, Sighting,
};
use crate::plan::Plan;

impl World {
    /// Enrols the next `n_subjects` to arrive, in arms drawn from `seed`, and plays all that they
    /// ever do; feeds report every day until that of `until`. Fewer subjects when no more arrive.
    pub fn play(
        &mut self,
        plan: &Plan,
        seed: &Seed,
        n_subjects: usize,
        until: Timestamp,
    ) -> Records {
        let mut records = Records::default();
        let stratum = Stratum::all();
        let draws = arm_indices(seed, &stratum, &plan.weights());
        for (ordinal, place) in (0..).zip(draws.take(n_subjects)) {
            let (Some(arrival), Some(arm)) = (self.next_arrival(), plan.arms.get(place)) else {
                break;
            };
            for event in self.subject(&arm.name, arrival.at, arrival.number) {
                store(&mut records, &arrival.subject, event);
            }
            records.enrolments.push(Enrolment {
                subject: arrival.subject,
                at: arrival.at,
                stratum: stratum.clone(),
                ordinal,
                arm: arm.name.clone(),
            });
        }
        let first = Day::of(self.scenario().start);
        let days = (0..=Day::of(until).since(first)).map(|n| first.plus(n).date());
        records.coverage = days.flat_map(|day| self.coverage(day)).collect();
        records
    }
}

fn store(records: &mut Records, subject: &SubjectId, event: SimulatedEvent) {
    let (subject, SimulatedEvent { at, arrived_at, what }) = (subject.clone(), event);
    let mut contact = |subject, channel, codes, coded_at: Option<Timestamp>| {
        let codes = coded_at.map(|_| codes);
        records.contacts.push(Contact { subject, at, channel, codes, arrived_at, coded_at });
    };
    match what {
        Happening::PageOpened => records.pages.push(PageServed { subject, at }),
        Happening::HelpForm { codes, coded_at, .. } => {
            contact(subject, ContactChannel::ContactForm, codes, coded_at);
        }
        Happening::Contact { channel, codes, coded_at } => {
            contact(subject, channel, codes, coded_at);
        }
        Happening::SightingSeen { feed } => {
            records.sightings.push(Sighting { subject, at, feed, arrived_at });
        }
        Happening::Quarantine { change } => {
            records.quarantine.push(QuarantineEvent { subject, at, change, arrived_at });
        }
    }
}

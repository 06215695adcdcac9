//! A world played to its end: the rows that a server would have stored.

use jiff::Timestamp;

use super::{Happening, SimulatedEvent, World};
use crate::assignment::{Seed, arm_indices};
use crate::day::Day;
use crate::name::{Stratum, SubjectId};
use crate::observation::{Contact, ContactChannel, Enrolment, Observed, PageServed, Records, What};
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
    let SimulatedEvent { at, arrived_at, what } = event;
    let what = observation(what);
    records.observed.push(Observed { subject: subject.clone(), at, arrived_at, what });
}

/// What Stile learns of it.
fn observation(happening: Happening) -> What {
    let contact = |channel, codes, coded_at: Option<Timestamp>| {
        let contact = Contact::uncoded(channel);
        What::Contact(Box::new(coded_at.map_or(contact, |at| Contact::coded(channel, codes, at))))
    };
    match happening {
        Happening::PageOpened => What::PageServed(PageServed { opened: None }),
        Happening::HelpForm { codes, coded_at, .. } => {
            contact(ContactChannel::ContactForm, codes, coded_at)
        }
        Happening::Contact { channel, codes, coded_at } => contact(channel, codes, coded_at),
        Happening::SightingSeen { feed } => What::Sighting(feed),
        Happening::Quarantine { change } => What::QuarantineEvent(change),
    }
}

//! The life of one simulated subject: quarantine, page, sightings, contacts.
//! Times within a life are days since enrolment.

use jiff::Timestamp;

use super::behaviour::Behaviour;
use super::help_text;
use super::{Happening, SimulatedEvent, World, after, draws};
use crate::day::Day;
use crate::draw::Draws;
use crate::observation::{Code, ContactChannel, CoverageState, QuarantineChange};

/// A line is put back into quarantine until it has been there so often.
const MOST_STAYS: usize = 3;

/// The longest stay, in days: then the line is released by itself.
const LONGEST_STAY: f64 = 4.0;

/// Days between two sightings of an infected line outside quarantine, on average.
const SIGHTING_GAP: f64 = 0.6;

/// The probability that a coder gets to a contact.
const GETS_CODED: f64 = 0.97;

/// Everything that the subject does, in no particular order.
pub fn live(
    world: &World,
    behaviour: &Behaviour,
    enrolled_at: Timestamp,
    number: u64,
) -> Vec<SimulatedEvent> {
    let mut life = Life {
        world,
        behaviour,
        enrolled_at,
        draws: draws(world.seed, "subject", number),
        events: Vec::new(),
    };
    let clean_from = life.cleanup();
    if behaviour.quarantined {
        let first_stay = life.stays(clean_from);
        life.contacts(first_stay);
    } else {
        life.sightings(0.0, world.scenario.days_of_life, clean_from);
        life.contacts(0.0);
    }
    life.events
}

struct Life<'a> {
    world: &'a World,
    behaviour: &'a Behaviour,
    enrolled_at: Timestamp,
    draws: Draws,
    events: Vec<SimulatedEvent>,
}

impl Life<'_> {
    /// The day from which the line is clean; infinite for a line that never is.
    fn cleanup(&mut self) -> f64 {
        let waiting = self.draws.waiting(self.behaviour.cleanup_days);
        if self.draws.happens(self.behaviour.cleanup) { waiting } else { f64::INFINITY }
    }

    /// Plays stays in quarantine and the time between them; tells how long the first one was.
    fn stays(&mut self, clean_from: f64) -> f64 {
        let mut placed_at = 0.0;
        let mut first_stay = 0.0;
        for nth in 1..=MOST_STAYS {
            let released_at = self.stay(placed_at);
            if nth == 1 {
                first_stay = released_at;
            }
            let free_until = if nth == MOST_STAYS {
                self.world.scenario.days_of_life
            } else {
                released_at + self.draws.between(1.0, 3.0)
            };
            if !self.sightings(released_at, free_until, clean_from) {
                // Nobody puts back a line that was not seen; it may still be infected.
                self.sightings(free_until, self.world.scenario.days_of_life, clean_from);
                break;
            }
            placed_at = free_until;
        }
        first_stay
    }

    /// One stay, with its visits to the page; tells when it ends.
    fn stay(&mut self, from: f64) -> f64 {
        let length = self.draws.between(0.05, 0.4) + self.draws.waiting(self.behaviour.stay_days);
        let to = from + length.min(LONGEST_STAY);
        let change = if length >= LONGEST_STAY {
            QuarantineChange::ReleasedByTimeout
        } else if self.draws.happens(self.behaviour.releases_itself) {
            QuarantineChange::ReleasedBySelf
        } else {
            QuarantineChange::ReleasedByStaff
        };
        self.hear_soon(from, Happening::Quarantine { change: QuarantineChange::Placed });
        let opens = self.draws.happens(self.behaviour.opens_page);
        if opens || change == QuarantineChange::ReleasedBySelf {
            let first_visit = self.draws.between(from, to);
            self.hear_at(first_visit, Happening::PageOpened);
        }
        self.hear_soon(to, Happening::Quarantine { change });
        to
    }

    /// Plays the sightings of an infected line outside quarantine; tells whether there were any.
    fn sightings(&mut self, from: f64, to: f64, clean_from: f64) -> bool {
        let end = to.min(clean_from);
        let mut at = from + self.draws.waiting(SIGHTING_GAP);
        let was_seen = at < end;
        while at < end {
            self.sighting(at);
            at += self.draws.waiting(SIGHTING_GAP);
        }
        was_seen
    }

    /// A sighting arrives with its feed's report of the day, or never.
    fn sighting(&mut self, day: f64) {
        let feeds = &self.world.scenario.feeds;
        let place = if self.draws.happens(0.8) { 0 } else { self.draws.below(feeds.len() as u64) };
        let Some(feed) = feeds.get(place as usize) else {
            return;
        };
        let at = after(self.enrolled_at, day);
        let report = self.world.feed_day(feed, Day::of(at).date());
        if report.state != CoverageState::Missing {
            let what = Happening::SightingSeen { feed: feed.clone() };
            self.events.push(SimulatedEvent { at, arrived_at: report.arrived_at, what });
        }
    }

    /// Plays the contacts: the form during the first stay, calls and e-mails in the first days.
    fn contacts(&mut self, first_stay: f64) {
        let shares = self.behaviour.channels.clone();
        let mut channels: Vec<ContactChannel> = Vec::new();
        for (channel, share) in shares {
            let needs_page = channel == ContactChannel::ContactForm;
            if self.draws.happens(share) && !(needs_page && first_stay <= 0.0) {
                channels.push(channel);
            }
        }
        let mut codes = self.codes(channels.len());
        for channel in channels {
            let about = codes.pop().unwrap_or_default();
            self.contact(channel, first_stay, about);
        }
    }

    /// What the contacts are about, dealt to `n_contacts` of them.
    fn codes(&mut self, n_contacts: usize) -> Vec<Vec<Code>> {
        let mut dealt = vec![Vec::new(); n_contacts];
        if n_contacts == 0 {
            return dealt;
        }
        let in_touch = self.behaviour.in_touch();
        for (code, share) in self.behaviour.codes.clone() {
            if self.draws.happens(share / in_touch) {
                let place = self.draws.below(n_contacts as u64) as usize;
                dealt[place].push(code);
            }
        }
        dealt
    }

    fn contact(&mut self, channel: ContactChannel, first_stay: f64, codes: Vec<Code>) {
        let is_form = channel == ContactChannel::ContactForm;
        let day = if is_form {
            self.draws.between(0.1 * first_stay, 0.9 * first_stay)
        } else {
            0.05 + self.draws.waiting(1.5)
        };
        let coding = 0.05 + self.draws.waiting(0.4);
        let is_coded = self.draws.happens(GETS_CODED);
        let coded_at = is_coded.then(|| after(self.enrolled_at, day + coding));
        let what = if is_form {
            self.hear_at(day * 0.99, Happening::PageOpened);
            let text = help_text::write(&codes, &mut self.draws);
            Happening::HelpForm { text, codes, coded_at }
        } else {
            Happening::Contact { channel, codes, coded_at }
        };
        self.hear_at(day, what);
    }

    /// Something that is known the moment it happens.
    fn hear_at(&mut self, day: f64, what: Happening) {
        let at = after(self.enrolled_at, day);
        self.events.push(SimulatedEvent { at, arrived_at: at, what });
    }

    /// Something of which another system reports within minutes.
    fn hear_soon(&mut self, day: f64, what: Happening) {
        let at = after(self.enrolled_at, day);
        let arrived_at = after(at, self.draws.between(0.0, 0.005));
        self.events.push(SimulatedEvent { at, arrived_at, what });
    }
}

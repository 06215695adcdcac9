//! A simulator of trials, seeded and pure: it drives the demo and the tests.
//!
//! A [`World`] tells when subjects arrive, what each does once its arm is known, and what the
//! feeds report. Arms are not drawn here: the server draws them as for anybody else. What a
//! subject does depends on the seed, its number, its arm and its enrolment, and on nothing else.

mod behaviour;
mod help_text;
mod life;
pub mod peeking;
mod play;
mod scenario;
mod two_arms;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::day::Day;
use crate::draw::Draws;
use crate::name::{ArmName, Feed, SubjectId};
use crate::observation::{Code, ContactChannel, CoverageDay, CoverageState, QuarantineChange};

pub use behaviour::Behaviour;
pub use scenario::{FeedHabits, Scenario};
pub use two_arms::{page_arm, running, two_arms};

/// Keeps these draws apart from every other use of a seed.
const DOMAIN: &[u8] = b"stile simulation 1";

/// A subject that arrives, to be enrolled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// The subject's number, from 1 in the order of arrival.
    pub number: u64,
    /// Its pseudonym, for example `sim-000123`.
    pub subject: SubjectId,
    /// When it arrives: the time of its enrolment.
    pub at: Timestamp,
}

/// Something that happens to a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SimulatedEvent {
    /// When it happens.
    pub at: Timestamp,
    /// When the provider's systems report it; not before `at`.
    pub arrived_at: Timestamp,
    /// What happens.
    pub what: Happening,
}

/// What happens to a subject, named for the door through which a server hears of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happening {
    /// The subject opens its garden page.
    PageOpened,
    /// The subject sends the help form of its garden page.
    HelpForm {
        /// What it writes.
        text: String,
        /// What a coder will find in it.
        codes: Vec<Code>,
        /// When a coder gets to it; `None` if nobody does.
        coded_at: Option<Timestamp>,
    },
    /// The subject writes an e-mail or calls.
    Contact {
        /// By which way; never the contact form, which is [`Happening::HelpForm`].
        channel: ContactChannel,
        /// What it was about, once a coder has got to it.
        codes: Vec<Code>,
        /// When a coder gets to it; `None` if nobody does.
        coded_at: Option<Timestamp>,
    },
    /// A feed sees the line behave as infected.
    SightingSeen {
        /// The feed.
        feed: Feed,
    },
    /// The line is put into quarantine, or released.
    Quarantine {
        /// Which of them.
        change: QuarantineChange,
    },
}

/// A simulated world.
#[derive(Clone)]
pub struct World {
    seed: u64,
    scenario: Scenario,
    arrivals: Draws,
    n_arrived: u64,
    last_arrival: Timestamp,
}

impl World {
    /// The world of this seed: the same seed and scenario always tell the same story.
    pub fn new(seed: u64, scenario: Scenario) -> Self {
        let arrivals = draws(seed, "arrivals", 0);
        Self { seed, arrivals, n_arrived: 0, last_arrival: scenario.start, scenario }
    }

    /// What the world is made of.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The next subject to arrive; `None` when nobody ever does. To go on where an earlier run
    /// stopped, ask as often as subjects were enrolled.
    pub fn next_arrival(&mut self) -> Option<Arrival> {
        let per_day = self.scenario.arrivals_per_day;
        if per_day.is_nan() || per_day <= 0.0 {
            return None;
        }
        self.n_arrived += 1;
        self.last_arrival = after(self.last_arrival, self.arrivals.waiting(1.0 / per_day));
        let subject = SubjectId::simulated(self.n_arrived);
        Some(Arrival { number: self.n_arrived, subject, at: self.last_arrival })
    }

    /// Everything that the subject of that number does after it was enrolled in `arm`, in the
    /// order in which it is reported. Nothing for an arm that the scenario does not know.
    pub fn subject(
        &self,
        arm: &ArmName,
        enrolled_at: Timestamp,
        number: u64,
    ) -> Vec<SimulatedEvent> {
        let Some(behaviour) = self.scenario.arms.get(arm) else {
            return Vec::new();
        };
        let mut events = life::live(self, behaviour, enrolled_at, number);
        events.sort_by_key(|event| (event.arrived_at, event.at));
        events
    }

    /// What each feed reports of a day: one row a feed, with the moment at which it arrives. Days
    /// before the start were all delivered.
    pub fn coverage(&self, day: Date) -> Vec<CoverageDay> {
        let feeds = self.scenario.feeds.iter();
        feeds.map(|feed| self.feed_day(feed, day)).collect()
    }

    fn feed_day(&self, feed: &Feed, day: Date) -> CoverageDay {
        let habits = &self.scenario.feed_habits;
        let number = Day::from(day).since(Day::of(Timestamp::UNIX_EPOCH)).unsigned_abs();
        let mut draws = draws(self.seed, feed.as_str(), number);
        let end = Day::from(day).end();
        let has_begun = Day::from(day) >= Day::of(self.scenario.start);
        let is_gap = draws.happens(habits.gaps) && has_begun;
        let is_late = draws.happens(habits.late) && has_begun;
        let usual = draws.between(habits.delay_hours.0, habits.delay_hours.1) / 24.0;
        let late = draws.between(habits.late_days.0, habits.late_days.1);
        let (state, delay) = match (is_gap, is_late) {
            (true, _) => (CoverageState::Missing, f64::from(crate::coverage::GRACE_DAYS)),
            (false, true) => (CoverageState::Delivered, late),
            (false, false) => (CoverageState::Delivered, usual),
        };
        CoverageDay { feed: feed.clone(), day, state, arrived_at: after(end, delay) }
    }
}

/// The draws for one purpose and number.
fn draws(seed: u64, purpose: &str, number: u64) -> Draws {
    Draws::keyed(&[DOMAIN, &seed.to_le_bytes(), purpose.as_bytes(), &number.to_le_bytes()])
}

/// The moment `days` after `at`, to the second.
fn after(at: Timestamp, days: f64) -> Timestamp {
    let seconds = (days * 86_400.0) as i64;
    at.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MAX)
}

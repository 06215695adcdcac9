//! Pace: how many of the planned subjects of a comparison are mature, and about how many days it
//! takes until they are.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Context;
use super::entry::{Entries, Entry};
use super::known::Known;
use super::size::information;
use crate::day::Day;
use crate::planner::maturity_days;
use crate::stats::special::bisection::boundary;

/// Days over which the mean enrolment is taken.
const RECENT_DAYS: i64 = 14;
/// Below so many enrolled no number of days is told.
const LEAST_ENROLLED: u64 = 10;
/// A pace slower than this tells no day.
const MOST_DAYS: f64 = 36_500.0;

/// `n_mature` of `n_planned`, about `days` days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Pace {
    /// Mature subjects of both arms.
    pub n_mature: u64,
    /// Planned subjects of both arms.
    pub n_planned: u64,
    /// Days until the planned information is mature at the mean enrolment of the last 14 days;
    /// `None` below 10 enrolled subjects, or without enrolment.
    pub days: Option<u32>,
}

/// The enrolled subjects of arm and control, as far as the pace depends on them.
#[derive(Clone, Debug)]
pub struct Enrolled {
    arms: [usize; 2],
    n_mature: u64,
    n_planned: u64,
    /// The planned information.
    planned: f64,
    /// The last day that is over.
    today: Day,
    /// Whether more can be enrolled.
    goes_on: bool,
    /// Days from enrolment until a subject counts.
    wait: i64,
    all: [u64; 2],
    /// In the last days.
    recent: [u64; 2],
    /// The day on which they reached the planned information.
    reached_on: Option<Day>,
}

impl Enrolled {
    /// Everyone who is enrolled by now.
    pub fn of(context: &Context<'_, '_>, entries: &Entries, arms: [usize; 2]) -> Enrolled {
        let input = context.input;
        let is_in = |entry: &&Entry| arms.contains(&entry.arm);
        let mut enrolled = Enrolled {
            arms,
            n_mature: entries.all.iter().filter(is_in).count() as u64,
            n_planned: arms.iter().map(|arm| input.sizes.arms[*arm]).sum(),
            planned: input.sizes.information[arms[0]] - 1e-9,
            today: Known::At(input.now).last_day_over(),
            wait: i64::from(maturity_days(input.plan, entries.metric)),
            goes_on: input.stopped_at.is_none(),
            all: [0; 2],
            recent: [0; 2],
            reached_on: None,
        };
        context.subjects.iter().for_each(|one| enrolled.add(one.arm, one.enrolled_on()));
        enrolled
    }

    /// One more subject, in the order of enrolment.
    pub fn add(&mut self, arm: usize, on: Day) {
        let Some(place) = self.arms.iter().position(|one| *one == arm) else {
            return;
        };
        let is_recent = on <= self.today && on > self.today.plus(-RECENT_DAYS);
        self.all[place] += 1;
        self.recent[place] += u64::from(is_recent);
        let is_reached = information(self.all[0], self.all[1]) >= self.planned;
        self.reached_on = self.reached_on.or(is_reached.then_some(on));
    }

    /// Enrolled subjects of arm and control.
    pub fn all(&self) -> [u64; 2] {
        self.all
    }

    /// The pace of the arm against the control.
    pub fn pace(&self) -> Pace {
        Pace { n_mature: self.n_mature, n_planned: self.n_planned, days: self.days() }
    }

    /// Days until the planned information is mature.
    fn days(&self) -> Option<u32> {
        let Enrolled { planned, today, wait, .. } = *self;
        if self.all.iter().sum::<u64>() < LEAST_ENROLLED {
            return None;
        }
        if let Some(on) = self.reached_on {
            return u32::try_from(on.plus(wait).since(today.plus(1)).max(0)).ok();
        }
        let is_missing = |days: f64| {
            let after = |place: usize| {
                self.all[place] as f64 + self.recent[place] as f64 / RECENT_DAYS as f64 * days
            };
            after(0) * after(1) < planned * (after(0) + after(1))
        };
        let days = boundary(0.0, MOST_DAYS, is_missing);
        // The search ends a little beside a whole number of days.
        let whole = (days - 1e-6).ceil() as u32 + u32::try_from(wait).unwrap_or(0);
        (self.goes_on && days < MOST_DAYS).then_some(whole)
    }
}

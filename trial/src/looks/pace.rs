//! Pace: how many of the planned subjects of a comparison are mature, and about how many days it
//! takes until they are.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Context;
use super::entry::Entries;
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

/// The pace of an arm against the control.
pub fn of(context: &Context<'_, '_>, entries: &Entries, arms: [usize; 2]) -> Pace {
    let input = context.input;
    let n_mature = entries.all.iter().filter(|entry| arms.contains(&entry.arm)).count() as u64;
    let n_planned = arms.iter().map(|arm| input.sizes.arms[*arm]).sum();
    let planned = input.sizes.information[arms[0]] - 1e-9;
    let today = Known::At(input.now).last_day_over();
    let wait = i64::from(maturity_days(input.plan, entries.metric));
    let days = Enrolled::of(context, arms, planned, today).days(planned, today, wait);
    Pace { n_mature, n_planned, days }
}

/// The enrolled subjects of arm and control.
#[derive(Default)]
struct Enrolled {
    all: [u64; 2],
    /// In the last days.
    recent: [u64; 2],
    /// The day on which they reached the planned information.
    reached_on: Option<Day>,
}

impl Enrolled {
    fn of(context: &Context<'_, '_>, arms: [usize; 2], planned: f64, today: Day) -> Enrolled {
        let mut enrolled = Enrolled::default();
        for subject in context.subjects.iter() {
            let Some(place) = arms.iter().position(|arm| *arm == subject.arm) else {
                continue;
            };
            let on = subject.enrolled_on();
            let is_recent = on <= today && on > today.plus(-RECENT_DAYS);
            enrolled.all[place] += 1;
            enrolled.recent[place] += u64::from(is_recent);
            let is_reached = information(enrolled.all[0], enrolled.all[1]) >= planned;
            enrolled.reached_on = enrolled.reached_on.or(is_reached.then_some(on));
        }
        enrolled
    }

    /// Days until the planned information is mature, `wait` days after the last enrolment.
    fn days(&self, planned: f64, today: Day, wait: i64) -> Option<u32> {
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
        (days < MOST_DAYS).then_some(whole)
    }
}

//! Boards, as known now: whose cleanup is too early to count, whose is unknown as its reports have not
//! come, and how those ended who are mature.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::calendar::Calendar;
use super::cleanup::{self, Cleanup};
use super::known::Known;
use super::reported::CoveredDays;
use super::subjects::LookSubject;
use crate::coverage::GRACE_DAYS;
use crate::day::Day;
use crate::observation::CoverageDay;
use crate::plan::Plan;

/// Who is mature, as known at a moment.
#[derive(Clone, Debug)]
pub struct Maturity {
    /// Mature, by the day of enrolment.
    mature: BTreeMap<Day, bool>,
    covered: CoveredDays,
    /// The last day that is over.
    last: Day,
}

/// How a subject stands on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OnBoard {
    /// H + q + 2 days have not passed: it is not in the denominator.
    TooEarly {
        /// The end of the last of them.
        until: Timestamp,
    },
    /// It is not mature, whatever is known of it.
    Unknown {
        /// The earliest days after that of H that are not covered, as many as are wanting.
        missing: Vec<Day>,
    },
    /// It is mature.
    Mature(Cleanup),
}

impl Maturity {
    /// Who is mature of those enrolled from the day `first` on.
    pub fn of(plan: &Plan, coverage: &[CoverageDay], first: Day, now: Timestamp) -> Maturity {
        let mut calendar = Calendar::over(plan, coverage, first, now);
        let last = Known::At(now).last_day_over();
        let days = (0..=last.since(first) - i64::from(days_to_pass(plan))).map(|n| first.plus(n));
        // A subject enters at most a day after its time: never so late that it matters here.
        let mature = days.map(|day| (day, calendar.cleanup(day, day).is_some())).collect();
        let covered = calendar.covered(Known::At(now)).as_ref().clone();
        Maturity { mature, covered, last }
    }

    /// How a subject stands.
    pub fn on_board(&self, plan: &Plan, subject: &LookSubject<'_>, now: Timestamp) -> OnBoard {
        let enrolled_on = subject.enrolled_on();
        let passes_on = enrolled_on.plus(i64::from(days_to_pass(plan)));
        if self.last < passes_on {
            return OnBoard::TooEarly { until: passes_on.end() };
        }
        let horizon = enrolled_on.plus(i64::from(plan.horizon_days));
        if !self.mature.get(&enrolled_on).copied().unwrap_or(false) {
            return OnBoard::Unknown { missing: self.missing(horizon, plan.quiet_days) };
        }
        let counted_to = self.covered.nth_after(horizon, plan.quiet_days);
        let known = Known::At(now);
        OnBoard::Mature(cleanup::outcome(plan, subject, known, &self.covered, counted_to))
    }

    /// The earliest days after one that are not covered, as many as are wanting to `quiet_days`.
    fn missing(&self, after: Day, quiet_days: u32) -> Vec<Day> {
        let days = (1..=self.last.since(after)).map(|n| after.plus(n));
        let (covered, missing): (Vec<Day>, Vec<Day>) =
            days.partition(|day| self.covered.contains(*day));
        let wanting = (quiet_days as usize).saturating_sub(covered.len());
        missing.into_iter().take(wanting).collect()
    }
}

/// Days after that of enrolment until anybody can be mature.
fn days_to_pass(plan: &Plan) -> u32 {
    plan.horizon_days + plan.quiet_days + GRACE_DAYS
}

//! Maturity: the day on which a subject is counted. It is the same for everyone enrolled on one
//! day, in every arm, and never depends on a subject's own rows.

use std::collections::BTreeMap;
use std::rc::Rc;

use jiff::Timestamp;

use super::LookInput;
use super::known::Known;
use super::reported::{CoveredDays, Reported};
use crate::coverage::GRACE_DAYS;
use crate::day::Day;
use crate::observation::CoverageDay;
use crate::plan::{Plan, Sources};

/// The day on which a subject's cleanup is counted.
#[derive(Clone, Debug)]
pub struct CleanupMaturity {
    /// At the end of this day.
    pub on: Day,
    /// The q-th covered day after the day of H, as known then: observable days count up to it.
    pub counted_to: Day,
    /// The covered days, as known then.
    pub covered: Rc<CoveredDays>,
}

/// The days of the trial's sources, and who is mature on which.
pub struct Calendar<'a> {
    plan: &'a Plan,
    sources: &'a Sources,
    reported: Reported<'a>,
    first: Day,
    /// Maturity goes on after a stop: those who mature later are shown.
    last: Day,
    covered: BTreeMap<Known, Rc<CoveredDays>>,
    /// By the day of enrolment and the first day on which the rest could hold.
    cleanup: BTreeMap<(Day, Day), Option<CleanupMaturity>>,
}

impl<'a> Calendar<'a> {
    /// The calendar from the day of the first enrolment to the last day that is over.
    pub fn of(input: &LookInput<'a>, first: Day) -> Self {
        Calendar::over(input.plan, &input.records.coverage, first, input.now)
    }

    /// The same from rows of coverage alone.
    pub fn over(plan: &'a Plan, coverage: &'a [CoverageDay], first: Day, now: Timestamp) -> Self {
        Calendar {
            plan,
            sources: &plan.sources,
            reported: Reported::of(coverage),
            first,
            last: Known::At(now).last_day_over(),
            covered: BTreeMap::new(),
            cleanup: BTreeMap::new(),
        }
    }

    /// The covered days, as known at a moment.
    pub fn covered(&mut self, known: Known) -> Rc<CoveredDays> {
        let (reported, required) = (&self.reported, &self.plan.covering());
        let new = || Rc::new(CoveredDays::of(reported, required, self.first, known));
        Rc::clone(self.covered.entry(known).or_insert_with(new))
    }

    /// When the cleanup of a subject enrolled on a day, by a row that arrived on another, is
    /// counted; `None` while it is not.
    pub fn cleanup(&mut self, enrolled_on: Day, arrived_on: Day) -> Option<CleanupMaturity> {
        let Plan { horizon_days, quiet_days, .. } = *self.plan;
        let days_over = enrolled_on.plus(i64::from(horizon_days + quiet_days + GRACE_DAYS));
        let from = days_over.max(arrived_on);
        let key = (enrolled_on, from);
        if let Some(kept) = self.cleanup.get(&key) {
            return kept.clone();
        }
        let days = 0..=self.last.since(from);
        let found = days.map(|n| from.plus(n)).find_map(|day| self.cleanup_on(enrolled_on, day));
        self.cleanup.insert(key, found.clone());
        found
    }

    fn cleanup_on(&mut self, enrolled_on: Day, day: Day) -> Option<CleanupMaturity> {
        let known = Known::EndOf(day);
        let covered = self.covered(known);
        let horizon = enrolled_on.plus(i64::from(self.plan.horizon_days));
        let counted_to = covered.nth_after(horizon, self.plan.quiet_days)?;
        let log = self.sources.quarantine_log.as_ref();
        let is_logged = log.is_none_or(|log| {
            let mut days = (0..=counted_to.since(enrolled_on)).map(|n| enrolled_on.plus(n));
            days.all(|day| self.reported.is_reported(log, day, known))
        });
        is_logged.then_some(CleanupMaturity { on: day, counted_to, covered })
    }

    /// When the contacts of a subject enrolled on a day, by a row that arrived on another, are
    /// counted, coded or not; `None` while they are not.
    pub fn burden(&self, enrolled_on: Day, arrived_on: Day) -> Option<Day> {
        let last_counted = enrolled_on.plus(i64::from(self.plan.burden_days));
        let from = last_counted.plus(i64::from(GRACE_DAYS)).max(arrived_on);
        let is_reported = |known: Known| {
            let mut days = (0..=last_counted.since(enrolled_on)).map(|n| enrolled_on.plus(n));
            let source = self.sources.contacts.as_ref();
            source.is_none_or(|name| days.all(|day| self.reported.is_reported(name, day, known)))
        };
        let mut days = (0..=self.last.since(from)).map(|n| from.plus(n));
        days.find(|day| is_reported(Known::EndOf(*day)))
    }
}

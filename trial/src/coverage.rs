//! Days that could have shown an infection: the coverage of all required feeds, as known at a
//! moment. A report that is missing makes its day unknown, never clean.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::day::Day;
use crate::looks::Maturity;
use crate::name::Feed;
use crate::observation::{CoverageDay, CoverageState};
use crate::plan::Plan;

/// Days after the end of a day in which its report may still come.
pub const GRACE_DAYS: u32 = 2;

/// One feed's coverage, day by day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CoverageStrip {
    /// The feed.
    pub feed: Feed,
    /// From the first enrolment to the day of the report; `None` where the report may still come.
    pub days: Vec<CoverageCell>,
}

/// One day of one feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CoverageCell {
    /// The day, UTC.
    #[serde(with = "crate::rfc3339::day")]
    pub day: Date,
    /// What is known; `None` until it is delivered, or two days have passed.
    pub state: Option<CoverageState>,
}

/// What the required feeds together say about one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayCoverage {
    /// Every required feed was delivered or confirmed empty.
    Covered,
    /// No report may still come, and at least one is missing.
    Missing,
    /// The day is not over, or a report may still come.
    Pending,
}

/// The coverage of the required feeds from a first day to the day of `as_known_at`.
///
/// - The row that arrived last counts; among rows that arrived together the worst one.
/// - A report that has not arrived [`GRACE_DAYS`] days after its day's end is missing until it
///   arrives; before that it is pending, which is neither.
/// - A day that is not over is pending, whatever is reported of it.
#[derive(Clone, Debug)]
pub struct Coverage {
    as_known_at: Timestamp,
    first: Day,
    days: Vec<DayCoverage>,
    strips: Vec<CoverageStrip>,
    /// Who is mature, for a plan that has looks.
    maturity: Option<Maturity>,
}

impl Coverage {
    /// The coverage for a plan's subjects, the first of whom was enrolled at `from`.
    pub fn of(plan: &Plan, rows: &[CoverageDay], from: Timestamp, as_known_at: Timestamp) -> Self {
        let coverage = Coverage::new(&plan.required_feeds, rows, from, as_known_at);
        let maturity = || Maturity::of(plan, rows, Day::of(from), as_known_at);
        Coverage { maturity: plan.looks.map(|_| maturity()), ..coverage }
    }

    /// The coverage of `required` from the day of `from`, as known at `as_known_at`.
    pub fn new(
        required: &[Feed],
        rows: &[CoverageDay],
        from: Timestamp,
        as_known_at: Timestamp,
    ) -> Self {
        let latest = latest_rows(rows, as_known_at);
        let first = Day::of(from);
        let n_days = Day::of(as_known_at).since(first) + 1;
        let strip = |feed: &Feed| CoverageStrip {
            feed: feed.clone(),
            days: (0..n_days)
                .map(|n| first.plus(n))
                .map(|day| cell(day, latest.get(&(feed, day.date())).copied(), as_known_at))
                .collect(),
        };
        let strips: Vec<CoverageStrip> = required.iter().map(strip).collect();
        let days = (0..n_days)
            .map(|n| together(&strips, n as usize, first.plus(n).end() <= as_known_at))
            .collect();
        Self { as_known_at, first, days, strips, maturity: None }
    }

    /// Who is mature; `None` for a plan from before looks.
    pub(crate) fn maturity(&self) -> Option<&Maturity> {
        self.maturity.as_ref()
    }

    /// The moment as known at which everything here is said.
    pub fn as_known_at(&self) -> Timestamp {
        self.as_known_at
    }

    /// Lets the time go on within its day, on which nothing else becomes known of days.
    pub(crate) fn go_on_to(&mut self, now: Timestamp) {
        self.as_known_at = now;
    }

    /// What is known about a day. Days before the first one are missing, later ones pending.
    pub fn on(&self, day: Day) -> DayCoverage {
        match usize::try_from(day.since(self.first)) {
            Ok(index) => self.days.get(index).copied().unwrap_or(DayCoverage::Pending),
            Err(_) => DayCoverage::Missing,
        }
    }

    /// The last day up to which no report can still come; `None` while that is before the first
    /// day.
    pub fn watermark(&self) -> Option<Day> {
        let n_complete = self.days.iter().take_while(|day| **day != DayCoverage::Pending).count();
        (n_complete > 0).then(|| self.first.plus(n_complete as i64 - 1))
    }

    /// Whether both say the same of every day.
    pub fn agrees_with(&self, other: &Coverage) -> bool {
        self.first == other.first && self.days == other.days
    }

    /// The days that are not complete: those after the watermark, and the pending ones before.
    pub fn provisional_days(&self) -> impl Iterator<Item = Day> {
        let complete = self.watermark();
        let days = (0..self.days.len() as i64).map(|n| self.first.plus(n));
        days.filter(move |day| complete.is_none_or(|last| *day > last))
    }

    /// One strip a required feed, from the first day to the day of `as_known_at`.
    pub fn strips(&self) -> &[CoverageStrip] {
        &self.strips
    }
}

/// The state that counts for each feed and day.
fn latest_rows(
    rows: &[CoverageDay],
    as_known_at: Timestamp,
) -> BTreeMap<(&Feed, Date), CoverageState> {
    let mut latest: BTreeMap<(&Feed, Date), (Timestamp, CoverageState)> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.arrived_at <= as_known_at) {
        let new = (row.arrived_at, row.state);
        let kept = latest.entry((&row.feed, row.day)).or_insert(new);
        *kept = (*kept).max(new);
    }
    latest.into_iter().map(|(key, (_, state))| (key, state)).collect()
}

fn cell(day: Day, known: Option<CoverageState>, as_known_at: Timestamp) -> CoverageCell {
    let given_up = day.plus(i64::from(GRACE_DAYS)).end() <= as_known_at;
    let state = known.or(given_up.then_some(CoverageState::Missing));
    CoverageCell { day: day.date(), state }
}

fn together(strips: &[CoverageStrip], index: usize, is_over: bool) -> DayCoverage {
    let mut states = strips.iter().map(|strip| strip.days[index].state);
    if !is_over || states.clone().any(|state| state.is_none()) {
        DayCoverage::Pending
    } else if states.any(|state| state == Some(CoverageState::Missing)) {
        DayCoverage::Missing
    } else {
        DayCoverage::Covered
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn row(feed: &str, day: i8, state: CoverageState, arrived_at: &str) -> CoverageDay {
        let day = date(2026, 11, day);
        CoverageDay { feed: feed.parse().unwrap(), day, state, arrived_at: at(arrived_at) }
    }

    fn coverage(feeds: &[&str], rows: &[CoverageDay], as_known_at: &str) -> Coverage {
        let feeds: Vec<Feed> = feeds.iter().map(|feed| feed.parse().unwrap()).collect();
        Coverage::new(&feeds, rows, at("2026-11-01T08:00:00Z"), at(as_known_at))
    }

    fn on(coverage: &Coverage, day: i8) -> DayCoverage {
        coverage.on(Day::from(date(2026, 11, day)))
    }

    use CoverageState::{ConfirmedEmpty, Delivered, Missing};

    #[test]
    fn a_report_is_pending_for_two_days_and_missing_after_them() {
        let before = coverage(&["darknet"], &[], "2026-11-03T23:59:59Z");
        assert_eq!(on(&before, 1), DayCoverage::Pending);
        assert_eq!(before.watermark(), None);
        let after = coverage(&["darknet"], &[], "2026-11-04T00:00:00Z");
        assert_eq!(on(&after, 1), DayCoverage::Missing);
        assert_eq!(on(&after, 2), DayCoverage::Pending);
        assert_eq!(after.watermark().map(Day::date), Some(date(2026, 11, 1)));
    }

    #[test]
    fn the_row_that_arrived_last_counts_and_later_rows_do_not_exist_yet() {
        let rows = [
            row("darknet", 1, Delivered, "2026-11-06T00:00:00Z"),
            row("darknet", 1, Missing, "2026-11-02T06:00:00Z"),
        ];
        assert_eq!(
            on(&coverage(&["darknet"], &rows, "2026-11-05T00:00:00Z"), 1),
            DayCoverage::Missing
        );
        assert_eq!(
            on(&coverage(&["darknet"], &rows, "2026-11-06T00:00:00Z"), 1),
            DayCoverage::Covered
        );
    }

    #[test]
    fn among_rows_that_arrived_together_the_worst_counts() {
        let mut rows = vec![
            row("darknet", 1, Missing, "2026-11-02T06:00:00Z"),
            row("darknet", 1, Delivered, "2026-11-02T06:00:00Z"),
        ];
        for _ in 0..2 {
            assert_eq!(
                on(&coverage(&["darknet"], &rows, "2026-11-02T07:00:00Z"), 1),
                DayCoverage::Missing
            );
            rows.reverse();
        }
    }

    #[test]
    fn a_day_is_covered_when_every_required_feed_is() {
        let mut rows = vec![row("darknet", 1, Delivered, "2026-11-02T06:00:00Z")];
        let feeds = ["darknet", "honeypot"];
        assert_eq!(on(&coverage(&feeds, &rows, "2026-11-02T07:00:00Z"), 1), DayCoverage::Pending);
        rows.push(row("honeypot", 1, ConfirmedEmpty, "2026-11-02T06:30:00Z"));
        rows.push(row("not-required", 1, Missing, "2026-11-02T06:30:00Z"));
        assert_eq!(on(&coverage(&feeds, &rows, "2026-11-02T07:00:00Z"), 1), DayCoverage::Covered);
    }

    #[test]
    fn a_day_that_is_not_over_is_pending_whatever_is_reported() {
        let rows = [row("darknet", 1, Delivered, "2026-11-01T12:00:00Z")];
        assert_eq!(
            on(&coverage(&["darknet"], &rows, "2026-11-01T23:00:00Z"), 1),
            DayCoverage::Pending
        );
        assert_eq!(
            on(&coverage(&["darknet"], &rows, "2026-11-02T00:00:00Z"), 1),
            DayCoverage::Covered
        );
    }

    #[test]
    fn the_watermark_waits_for_the_first_report_that_may_still_come() {
        let rows = [
            row("darknet", 1, Delivered, "2026-11-02T06:00:00Z"),
            row("darknet", 3, Delivered, "2026-11-04T06:00:00Z"),
        ];
        let coverage = coverage(&["darknet"], &rows, "2026-11-04T12:00:00Z");
        assert_eq!(coverage.watermark().map(Day::date), Some(date(2026, 11, 1)));
        assert_eq!(coverage.strips()[0].days.len(), 4);
        assert_eq!(coverage.strips()[0].days[1].state, None);
        assert_eq!(coverage.strips()[0].days[2].state, Some(Delivered));
    }
}

//! Progress of a trial towards its planned size, and the days left at the present pace.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::analysis::Analysis;
use crate::day::Day;
use crate::looks::Looks;
use crate::planner::maturity_days;
use crate::trial::TrialState;

/// How far the trial is on its way to the planned look, and to an answer while watching.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Progress {
    /// Subjects enrolled.
    pub n_enrolled: u64,
    /// Subjects among them whose days are over.
    pub n_mature: u64,
    /// Subjects that the planned look needs, in all arms.
    pub n_planned: u64,
    /// Subjects that watching alone would need, in all arms.
    pub n_watching: u64,
    /// Subjects enrolled a week, over the last four weeks; `None` in the first days.
    pub per_week: Option<f64>,
    /// Days until the planned look at that rate, or at the plan's; 0 once it is reached. `None` from
    /// so few subjects that no rate can be told, and when too few are enrolled and no more will be.
    pub days_left: Option<u32>,
    /// The day of the planned look at that rate, UTC.
    #[serde(with = "crate::rfc3339::optional_day", default)]
    pub expected_on: Option<Date>,
}

/// Days over which the rate of enrolment is taken.
const RECENT_DAYS: i64 = 28;

/// From so few subjects no pace can be told.
const LEAST_ENROLLED: u64 = 10;

/// Days from the first enrolment after which the plan's rate is replaced by the trial's own.
const FIRST_DAYS: i64 = 7;

/// The progress of a trial.
pub(super) fn of(analysis: &Analysis) -> Progress {
    let progress = of_boards(analysis);
    match &analysis.looks {
        Some(kept) => of_looks(analysis, &kept.looks, progress),
        None => progress,
    }
}

/// The same for a trial that has looks: who is mature in them, and when the last comparison has its
/// planned information.
fn of_looks(analysis: &Analysis, looks: &Looks, boards: Progress) -> Progress {
    let paces = looks.comparisons.iter().map(|one| one.pace);
    let days: Option<Vec<u32>> = paces.map(|pace| pace.days).collect();
    let days_left = days.and_then(|days| days.into_iter().max());
    let control = looks.comparisons.first().map_or(0, |one| one.afterwards[1].n);
    let arms: u64 = looks.comparisons.iter().map(|one| one.afterwards[0].n).sum();
    let sizes = analysis.trial.sizes.iter().flat_map(|sizes| &sizes.arms);
    let today = Day::of(analysis.as_known_at);
    Progress {
        n_mature: control + arms,
        n_planned: sizes.sum(),
        days_left,
        expected_on: days_left.map(|days| today.plus(i64::from(days)).date()),
        ..boards
    }
}

fn of_boards(analysis: &Analysis) -> Progress {
    let metric = analysis.plan().primary.metric;
    let planning = analysis.planning.as_ref();
    let n_planned = planning.map_or(0, |planning| planning.n_planned);
    let days_left = planning.and_then(|_| days_left(analysis, n_planned));
    let today = Day::of(analysis.as_known_at);
    Progress {
        n_enrolled: analysis.arms.iter().map(|arm| arm.enrolled).sum(),
        n_mature: analysis.arms.iter().map(|arm| arm.count(metric).n()).sum(),
        n_planned,
        n_watching: planning.map_or(0, |planning| planning.n_watching),
        per_week: per_week(analysis),
        days_left,
        expected_on: days_left.map(|days| today.plus(i64::from(days)).date()),
    }
}

/// Subjects enrolled a week of late.
fn per_week(analysis: &Analysis) -> Option<f64> {
    let today = Day::of(analysis.as_known_at);
    let n_days = today.since(Day::of(analysis.first?)).min(RECENT_DAYS);
    if n_days < FIRST_DAYS {
        return None;
    }
    // Today is not over, so it is not among the days.
    let days = today.plus(-n_days)..today;
    let n: u64 = analysis
        .arms
        .iter()
        .flat_map(|arm| arm.enrolled_on.range(days.clone()))
        .map(|(_, n)| n)
        .sum();
    Some(n as f64 * 7.0 / n_days as f64)
}

/// Days until as many subjects as were planned are mature.
fn days_left(analysis: &Analysis, n_planned: u64) -> Option<u32> {
    let n_enrolled: u64 = analysis.arms.iter().map(|arm| arm.enrolled).sum();
    if (1..LEAST_ENROLLED).contains(&n_enrolled) {
        return None;
    }
    let plan = analysis.plan();
    let wait = i64::from(maturity_days(plan, plan.primary.metric));
    let today = Day::of(analysis.as_known_at);
    let (missing, last) = missing(analysis, n_planned);
    if missing == 0 {
        let left = last.map_or(0, |day| day.plus(wait).since(today));
        return Some(u32::try_from(left).unwrap_or(0));
    }
    if matches!(analysis.trial.state, TrialState::Stopped { .. }) {
        return None;
    }
    let per_week = per_week(analysis).unwrap_or(f64::from(plan.design.infections_per_week));
    let days = missing as f64 / per_week * 7.0 + wait as f64;
    // A rate of nothing never gets there.
    (days < f64::from(u32::MAX)).then_some(days.ceil() as u32)
}

/// Subjects that are still to be enrolled, and the day on which the last of those planned was.
fn missing(analysis: &Analysis, n_planned: u64) -> (u64, Option<Day>) {
    let mut by_day = std::collections::BTreeMap::new();
    for (day, n) in analysis.arms.iter().flat_map(|arm| &arm.enrolled_on) {
        *by_day.entry(*day).or_insert(0) += n;
    }
    let mut missing = n_planned;
    for (day, n) in by_day {
        missing = missing.saturating_sub(n);
        if missing == 0 {
            return (0, Some(day));
        }
    }
    (missing, None)
}

//! The log-rank test by entry cohorts, from the counts of each cohort.

use std::collections::BTreeMap;

use super::{LogRankDay, WatchedLogRank};
use crate::coverage::GRACE_DAYS;
use crate::day::Day;
use crate::method::Method;
use crate::metric::Metric;
use crate::plan::{Design, Plan};
use crate::report::analysis::{Analysis, Pair};
use crate::stats::anytime_log_rank::{Batch, Evidence};
use crate::totals::Cohort;

/// The hazard ratio on which is bet when the plan's smallest difference stands for none.
const USUAL_THETA: f64 = 1.5;

/// The last day that has closed: two days after its end no report of it can come in time.
pub fn closed_through(analysis: &Analysis) -> Option<Day> {
    let last = Day::of(analysis.as_known_at).plus(-i64::from(GRACE_DAYS) - 1);
    analysis.first.filter(|first| Day::of(*first) <= last).map(|_| last)
}

/// The test of an arm against the control, over all days that have closed.
pub fn watched(plan: &Plan, pair: Pair<'_>) -> WatchedLogRank {
    let theta = theta(plan);
    let mut watched = WatchedLogRank {
        theta,
        e_value: 1.0,
        p: 1.0,
        days: Vec::new(),
        computed: Method::AnytimeLogRank,
    };
    let Some(mut evidence) = Evidence::new(theta) else {
        return watched;
    };
    for (day, batches) in batches_by_day(pair) {
        let events = batches.iter().map(|batch| batch.events_reference + batch.events_treated);
        let events = events.sum();
        batches.into_iter().for_each(|batch| evidence.add(batch));
        evidence.close();
        let (e_value, p) = (evidence.e_value(), evidence.p());
        watched.days.push(LogRankDay { day: day.date(), events, e_value, p });
        (watched.e_value, watched.p) = (e_value, p);
    }
    watched
}

/// The hazard ratio that turns the share not clean in the control into that of an arm with the
/// smallest difference, if hazards are proportional. Of a plan about something else than cleanup
/// the usual one.
fn theta(plan: &Plan) -> f64 {
    let Design { baseline, smallest_difference, .. } = plan.design;
    let left = 1.0 - baseline - smallest_difference;
    if plan.primary.metric != Metric::CleanByHorizon || left <= 0.0 {
        return USUAL_THETA;
    }
    libm::log(left) / libm::log1p(-baseline)
}

/// The batches of each day with an event, cohorts in the order of their entry.
fn batches_by_day(pair: Pair<'_>) -> BTreeMap<Day, Vec<Batch>> {
    let mut days: BTreeMap<Day, Vec<Batch>> = BTreeMap::new();
    let nobody = Cohort::default();
    let cohorts = (&pair.arm.watched.cohorts, &pair.control.watched.cohorts);
    let entered: std::collections::BTreeSet<&Day> =
        cohorts.0.keys().chain(cohorts.1.keys()).collect();
    for day in entered {
        let treated = cohorts.0.get(day).unwrap_or(&nobody);
        let reference = cohorts.1.get(day).unwrap_or(&nobody);
        for (since, batch) in batches(reference, treated) {
            let day = day.plus(i64::try_from(since).unwrap_or(i64::MAX));
            days.entry(day).or_default().push(batch);
        }
    }
    days
}

/// The batches of one cohort, by days since entry.
fn batches(reference: &Cohort, treated: &Cohort) -> Vec<(u64, Batch)> {
    let mut times: Vec<u64> =
        reference.events.keys().chain(treated.events.keys()).copied().collect();
    times.sort_unstable();
    times.dedup();
    let batch = |since: u64| Batch {
        at_risk_reference: reference.at_risk(since),
        at_risk_treated: treated.at_risk(since),
        events_reference: reference.events_on(since),
        events_treated: treated.events_on(since),
    };
    let batches = times.into_iter().map(|since| (since, batch(since)));
    batches.filter(|(_, batch)| batch.events_reference + batch.events_treated > 0).collect()
}

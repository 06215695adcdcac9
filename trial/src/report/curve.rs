//! The curve of confirmed cleanup: 1 − Kaplan–Meier, drawn with few enough points to travel.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::stats::kaplan_meier::{Curve, Step};
use crate::stats::rate::Interval;

/// One step of the curve of confirmed cleanup.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CurvePoint {
    /// Days since enrolment.
    pub day: f64,
    /// The share confirmed clean by then, 0 to 1 (1 − Kaplan–Meier).
    pub share: f64,
    /// Pointwise 95 % limits, single look.
    pub interval: Option<Interval>,
    /// Subjects still followed just before.
    pub at_risk: u64,
}

/// More steps than this are thinned to the last one in each of as many equal spans of time.
const MOST_POINTS: usize = 400;

/// The points from day 0 to the last time followed; each is exact, also when others were left out.
/// `longest` is the length of the axis in days, above 0.
pub fn points(cleanup: &Curve, longest: f64) -> Vec<CurvePoint> {
    let (Some(first), Some(last)) = (cleanup.steps.first(), cleanup.steps.last()) else {
        return Vec::new();
    };
    let origin = CurvePoint { day: 0.0, share: 0.0, interval: None, at_risk: first.at_risk };
    let mut points = vec![origin];
    let steps: Vec<&Step> = cleanup.steps.iter().filter(|step| step.events > 0).collect();
    points.extend(thinned(&steps, longest).map(point));
    if points.last().is_some_and(|point| point.day < last.time) {
        points.push(point(last));
    }
    points
}

fn thinned<'a>(steps: &'a [&'a Step], longest: f64) -> impl Iterator<Item = &'a Step> {
    let is_short = steps.len() <= MOST_POINTS;
    let span = move |step: &Step| (step.time / longest * MOST_POINTS as f64) as u64;
    steps.iter().enumerate().filter_map(move |(index, step)| {
        let is_last_of_span = steps.get(index + 1).is_none_or(|next| span(next) > span(step));
        (is_short || is_last_of_span).then_some(*step)
    })
}

fn point(step: &Step) -> CurvePoint {
    let interval =
        step.interval.map(|kept| Interval { low: 1.0 - kept.high, high: 1.0 - kept.low });
    CurvePoint { day: step.time, share: 1.0 - step.survival, interval, at_risk: step.at_risk }
}

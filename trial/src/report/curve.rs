//! The curve of confirmed cleanup: 1 − Kaplan–Meier, drawn with few enough points to travel.

use super::CurvePoint;
use crate::stats::kaplan_meier::{Curve, Step};
use crate::stats::rate::Interval;

/// More steps than this are thinned to the last one in each of as many equal spans of time.
const MOST_POINTS: usize = 400;

/// How near to one half counts as one half: products of fractions miss it in their last digits.
const ROUNDING: f64 = 1e-12;

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

/// The smallest time by which half are confirmed clean; `None` while fewer are.
pub fn median_days(cleanup: &Curve) -> Option<f64> {
    let half = cleanup.steps.iter().find(|step| step.survival <= 0.5 + ROUNDING)?;
    Some(half.time)
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

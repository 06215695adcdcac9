//! The curve of confirmed cleanup: 1 − Kaplan–Meier, drawn with few enough points to travel, and
//! what is read off it. One pass over an arm's subjects, as a new row waits for it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ALPHA;
use crate::stats::kaplan_meier::{Band, Curve, Step, steps};
use crate::stats::life_table::LifeTable;
use crate::stats::quantile::Quantile;
use crate::stats::rate::Interval;
use crate::stats::restricted_mean::RestrictedMean;

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

/// The curve of one arm and what is read off it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ArmCurve {
    /// From day 0 to the last time at which anybody was followed; each point is exact, also when
    /// others were left out.
    pub points: Vec<CurvePoint>,
    /// Median days to confirmed cleanup; the limits are those of the points that travel.
    pub median: Quantile,
    /// Mean days to confirmed cleanup within the longest follow-up.
    pub restricted_mean: Option<RestrictedMean>,
    /// Subjects still followed at the beginning of each day after enrolment.
    pub at_risk: Vec<u64>,
}

impl ArmCurve {
    /// The curve of an arm whose subjects are followed for `longest` days at most, above 0.
    pub fn of(times: &LifeTable, longest: u32) -> ArmCurve {
        let at_risk = (0..=longest).map(|day| times.at_risk_at(f64::from(day))).collect();
        let longest = f64::from(longest);
        let mut area = Area::up_to(longest);
        let mut thinned = Thinned::over(longest);
        let mut last = None;
        for step in steps(times) {
            area.add(&step);
            thinned.add(&step);
            last = Some(step);
        }
        let Some(last) = last else {
            return ArmCurve { at_risk, ..ArmCurve::default() };
        };
        let mut steps = thinned.finish();
        if steps.last().is_none_or(|step| step.time < last.time) {
            steps.push(last);
        }
        let mut curve = Curve { steps };
        curve.add_intervals(ALPHA, Band::LogLog);
        let origin =
            CurvePoint { day: 0.0, share: 0.0, interval: None, at_risk: times.n_subjects() };
        let points = std::iter::once(origin).chain(curve.steps.iter().map(point)).collect();
        // An arm that nobody could follow has no mean.
        let restricted_mean = (last.time > 0.0).then(|| area.finish(&last));
        let median = curve.quantile(0.5);
        ArmCurve { points, median, restricted_mean, at_risk }
    }
}

/// Steps with events, thinned as they come once there are too many of them.
struct Thinned {
    longest: f64,
    all: Vec<Step>,
    /// The last step of each span; empty while there are few.
    spans: Vec<Step>,
    median: Option<Step>,
}

impl Thinned {
    fn over(longest: f64) -> Self {
        Thinned { longest, all: Vec::new(), spans: Vec::new(), median: None }
    }

    fn add(&mut self, step: &Step) {
        if step.events == 0 {
            return;
        }
        if self.median.is_none() && step.survival <= 0.5 + ROUNDING {
            self.median = Some(*step);
        }
        if self.all.len() <= MOST_POINTS {
            self.all.push(*step);
        }
        let span = self.span(step);
        match self.spans.last_mut() {
            Some(last) if (last.time / self.longest * MOST_POINTS as f64) as u64 == span => {
                *last = *step;
            }
            _ => self.spans.push(*step),
        }
    }

    fn span(&self, step: &Step) -> u64 {
        (step.time / self.longest * MOST_POINTS as f64) as u64
    }

    /// All steps if they are few, else the last one of each span and the one that is the median.
    fn finish(self) -> Vec<Step> {
        if self.all.len() <= MOST_POINTS {
            return self.all;
        }
        let mut steps = self.spans;
        if let Some(median) = self.median {
            let at = steps.partition_point(|step| step.time < median.time);
            if steps.get(at).is_none_or(|step| step.time > median.time) {
                steps.insert(at, median);
            }
        }
        steps
    }
}

/// How near to one half counts as one half: products of fractions miss it in their last digits.
const ROUNDING: f64 = 1e-12;

/// The area under the curve up to τ with its variance, summed up from the left: Σ A² g with A the
/// area from an event to τ is T² Σ g − 2 T Σ a g + Σ a² g, a the area before the event.
struct Area {
    tau: f64,
    until: f64,
    survival: f64,
    area: f64,
    greenwood: f64,
    sums: [f64; 3],
}

impl Area {
    fn up_to(tau: f64) -> Self {
        Area { tau, until: 0.0, survival: 1.0, area: 0.0, greenwood: 0.0, sums: [0.0; 3] }
    }

    fn add(&mut self, step: &Step) {
        if step.time >= self.tau {
            return;
        }
        self.area += self.survival * (step.time - self.until);
        (self.until, self.survival) = (step.time, step.survival);
        let part = step.greenwood - self.greenwood;
        self.greenwood = step.greenwood;
        self.sums[0] += part;
        self.sums[1] += part * self.area;
        self.sums[2] += part * self.area * self.area;
    }

    fn finish(self, last: &Step) -> RestrictedMean {
        let mean = self.area + self.survival * (self.tau - self.until);
        let [g, ag, aag] = self.sums;
        let variance = mean * mean * g - 2.0 * mean * ag + aag;
        RestrictedMean {
            mean,
            standard_error: variance.max(0.0).sqrt(),
            extended: last.survival > 0.0 && self.tau > last.time,
        }
    }
}

fn point(step: &Step) -> CurvePoint {
    let interval =
        step.interval.map(|kept| Interval { low: 1.0 - kept.high, high: 1.0 - kept.low });
    CurvePoint { day: step.time, share: 1.0 - step.survival, interval, at_risk: step.at_risk }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::kaplan_meier::{Observed, kaplan_meier};

    /// Many distinct times, a fifth of them censored.
    fn times(n: u32) -> Vec<Observed> {
        let time = |place: u32| f64::from(place * 7919 % 20_011) / 20_011.0 * 21.0;
        (0..n).map(|place| Observed { time: time(place), event: place % 5 > 0 }).collect()
    }

    #[test]
    fn one_pass_reads_off_what_the_whole_curve_says() {
        for n in [7, 300, 9_000] {
            let times = times(n);
            let whole = kaplan_meier(&times, ALPHA, Band::LogLog);
            let quick = ArmCurve::of(&LifeTable::new(&times), 21);
            let (mean, expected) =
                (quick.restricted_mean.unwrap(), whole.restricted_mean(21.0).unwrap());
            assert!((mean.mean - expected.mean).abs() < 1e-9, "{n}");
            assert!((mean.standard_error - expected.standard_error).abs() < 1e-9, "{n}");
            assert_eq!(quick.median.time, whole.quantile(0.5).time, "{n}");
            let at_risk: Vec<u64> = (0..=21).map(|day| whole.at_risk_at(f64::from(day))).collect();
            assert_eq!(quick.at_risk, at_risk, "{n}");
            assert!(quick.points.len() <= MOST_POINTS + 3, "{n}");
            for point in &quick.points[1..] {
                let step = whole.at(point.day).unwrap();
                assert!((point.share - (1.0 - step.survival)).abs() < 1e-12, "{n} {point:?}");
            }
        }
    }
}

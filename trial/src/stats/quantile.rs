//! Median and other quantiles of a Kaplan–Meier curve, with limits.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::kaplan_meier::{Curve, Step};

/// A product of shares counts as having reached p when it is above it by rounding alone.
const ROUNDING: f64 = 1.0 + 1e-12;

/// A time by which a share of the subjects had the event; `None` where the curve, or the limit,
/// does not come down that far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Quantile {
    /// The estimate, in the unit of the observations.
    pub time: Option<f64>,
    /// The lower limit.
    pub low: Option<f64>,
    /// The upper limit.
    pub high: Option<f64>,
}

impl Curve {
    /// The smallest time with S ≤ `p` (0.5 for the median), with limits where the curve's own
    /// pointwise limits come down to `p` (Brookmeyer & Crowley 1982).
    ///
    /// Once nobody is left, both limits have come down. Without intervals on the curve there are
    /// no limits.
    pub fn quantile(&self, p: f64) -> Quantile {
        let reach = p * ROUNDING;
        let first = |holds: &dyn Fn(&Step) -> bool| {
            self.steps.iter().find(|step| holds(step)).map(|step| step.time)
        };
        let time = first(&|step| step.survival <= reach);
        if self.steps.iter().all(|step| step.interval.is_none()) {
            return Quantile { time, low: None, high: None };
        }
        let low = first(&|step| step.limits_or_estimate().low <= reach);
        let high = first(&|step| step.limits_or_estimate().high <= reach);
        Quantile { time, low, high }
    }

    /// The same time by R's convention: where the curve lies exactly at `p` for a while, the
    /// middle of that stretch. `None` when `p` is not reached.
    pub fn quantile_in_the_middle(&self, p: f64) -> Option<f64> {
        let at = self.steps.iter().position(|step| step.survival <= p * ROUNDING)?;
        let reached = self.steps[at];
        let below = self.steps[at..].iter().find(|step| step.survival * ROUNDING < p);
        match below {
            Some(next) if next.time > reached.time => Some((reached.time + next.time) / 2.0),
            _ => Some(reached.time),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::kaplan_meier::{Band, Observed, kaplan_meier};
    use super::*;

    fn curve(times: &[f64]) -> Curve {
        let observed: Vec<Observed> =
            times.iter().map(|&time| Observed { time, event: true }).collect();
        kaplan_meier(&observed, 0.05, Band::LogLog)
    }

    #[test]
    fn a_flat_stretch_at_the_half_starts_the_median_or_centres_it() {
        let curve = curve(&[1.0, 2.0, 5.0, 6.0]);
        assert_eq!(curve.quantile(0.5).time, Some(2.0));
        assert_eq!(curve.quantile_in_the_middle(0.5), Some(3.5));
    }

    #[test]
    fn the_upper_limit_is_reached_at_the_latest_when_nobody_is_left() {
        let median = curve(&[1.0, 2.0, 5.0]).quantile(0.5);
        assert_eq!((median.time, median.high), (Some(2.0), Some(5.0)));
        let alone = curve(&[4.0]).quantile(0.5);
        assert_eq!(alone, Quantile { time: Some(4.0), low: None, high: None });
    }

    #[test]
    fn a_curve_that_stays_high_has_no_median() {
        let censored = [Observed { time: 3.0, event: false }; 4];
        let curve = kaplan_meier(&censored, 0.05, Band::LogLog);
        assert_eq!(curve.quantile(0.5), Quantile::default());
        assert_eq!(curve.quantile_in_the_middle(0.5), None);
        assert_eq!(Curve::default().quantile(0.5), Quantile::default());
    }
}

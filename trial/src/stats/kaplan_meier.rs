//! The share of subjects without the event as time goes on, with a band (Kaplan & Meier 1958).
//! Infinite or absent limits are `None`: nothing here is ever NaN.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::life_table::{LifeTable, Row};
use super::rate::Interval;
use super::special::normal::critical_value;

pub use super::life_table::Observed;

/// The scale on which the pointwise limits are symmetric.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// S ± z·se, cut to 0…1.
    Plain,
    /// Symmetric in log S, cut at 1.
    Log,
    /// Symmetric in log(−log S): stays within 0…1 by itself.
    #[default]
    LogLog,
}

/// What is known at one distinct time; it holds until the next step.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Step {
    /// The time, in the unit of the observations.
    pub time: f64,
    /// Subjects still watched just before `time`.
    pub at_risk: u64,
    /// Events at `time`; they come before the censored of the same time.
    pub events: u64,
    /// Subjects last seen at `time` without the event.
    pub censored: u64,
    /// Estimated share without the event after `time`, 0 to 1.
    pub survival: f64,
    /// Greenwood's sum Σ d / (n(n − d)); its root times `survival` is the standard error.
    pub greenwood: f64,
    /// Pointwise limits; `None` before the first event and once nobody is left, where no limits
    /// can be had.
    pub interval: Option<Interval>,
}

/// A Kaplan–Meier curve: 1 until the first step, then what the steps say.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Curve {
    /// One step for each distinct time, in rising order; empty when nobody was at risk.
    pub steps: Vec<Step>,
}

/// Estimates the curve with pointwise limits at level 1 − `alpha` (Greenwood's variance).
/// Subjects with a negative or missing time were never at risk. Empty when nobody was.
pub fn kaplan_meier(times: &[Observed], alpha: f64, band: Band) -> Curve {
    let mut curve = Curve::estimate(&LifeTable::new(times));
    curve.add_intervals(alpha, band);
    curve
}

/// The steps of the curve without limits, one after the other: for whoever needs no more than one
/// pass over a large trial.
pub fn steps(table: &LifeTable) -> impl Iterator<Item = Step> {
    table.rows().scan((1.0, 0.0), |(survival, greenwood), row| {
        let Row { time, at_risk, events, censored } = row;
        // Without events both steps leave their value exactly as it was: no branch is needed, and
        // in a large trial nothing could foretell it.
        let (n, d, left) = (at_risk as f64, events as f64, (at_risk - events) as f64);
        *survival *= left / n;
        *greenwood += if left > 0.0 { d / (n * left) } else { 0.0 };
        let (survival, greenwood) = (*survival, *greenwood);
        Some(Step { time, at_risk, events, censored, survival, greenwood, interval: None })
    })
}

impl Curve {
    /// The curve alone, without limits: one linear pass.
    pub fn estimate(table: &LifeTable) -> Curve {
        // Room for all steps at once: moving them as they grow is what large trials would wait for.
        let mut all = Vec::with_capacity(table.n_rows());
        all.extend(steps(table));
        Curve { steps: all }
    }

    /// Puts pointwise limits at level 1 − `alpha` on every step that can have them.
    pub fn add_intervals(&mut self, alpha: f64, band: Band) {
        let z = critical_value(alpha);
        let mut before: Option<Step> = None;
        for step in &mut self.steps {
            step.interval = match before {
                Some(same) if step.events == 0 => same.interval,
                _ => band.limits(step.survival, step.greenwood, z),
            };
            before = Some(*step);
        }
    }

    /// The step that holds at `time`: the last one not after it. `None` before the first step.
    pub fn at(&self, time: f64) -> Option<&Step> {
        self.steps[..self.steps.partition_point(|step| step.time <= time)].last()
    }

    /// The share without the event after `time`: 1 before the first step.
    pub fn survival_at(&self, time: f64) -> f64 {
        self.at(time).map_or(1.0, |step| step.survival)
    }

    /// Subjects still watched just before `time`: the number under a chart's axis.
    pub fn at_risk_at(&self, time: f64) -> u64 {
        let next = self.steps.partition_point(|step| step.time < time);
        self.steps.get(next).map_or(0, |step| step.at_risk)
    }

    /// Events up to and including `time`.
    pub fn events_to(&self, time: f64) -> u64 {
        self.steps.iter().take_while(|step| step.time <= time).map(|step| step.events).sum()
    }
}

impl Step {
    /// Greenwood's standard error of `survival`; 0 before the first event and once nobody is left.
    pub fn standard_error(&self) -> f64 {
        self.survival * self.greenwood.sqrt()
    }

    /// The limits, or the bare estimate twice where none can be had: 1 before the first event, 0
    /// once nobody is left. What peers print there; a screen shows no band instead.
    pub fn limits_or_estimate(&self) -> Interval {
        self.interval.unwrap_or(Interval { low: self.survival, high: self.survival })
    }
}

impl Band {
    /// Limits of a survival strictly between 0 and 1, reaching z standard errors out.
    fn limits(self, survival: f64, greenwood: f64, z: f64) -> Option<Interval> {
        if survival <= 0.0 || survival >= 1.0 {
            return None;
        }
        let reach = z * greenwood.sqrt();
        let (low, high) = match self {
            Band::Plain => (survival * (1.0 - reach), survival * (1.0 + reach)),
            Band::Log => (survival * libm::exp(-reach), survival * libm::exp(reach)),
            Band::LogLog => {
                let log = libm::log(survival);
                let spread = libm::exp(reach / -log);
                (libm::exp(log * spread), libm::exp(log / spread))
            }
        };
        Some(Interval { low: low.max(0.0), high: high.min(1.0) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(times: &[(f64, bool)]) -> Curve {
        let observed: Vec<Observed> =
            times.iter().map(|&(time, event)| Observed { time, event }).collect();
        kaplan_meier(&observed, 0.05, Band::LogLog)
    }

    #[test]
    fn an_event_comes_before_a_censoring_at_the_same_time() {
        let curve = curve(&[(1.0, true), (1.0, false), (2.0, true), (2.0, false)]);
        assert_eq!(curve.steps[0].survival, 0.75);
        assert_eq!(curve.steps[1].survival, 0.375);
        assert_eq!(curve.at_risk_at(2.0), 2);
        assert_eq!(curve.events_to(2.0), 2);
    }

    #[test]
    fn nobody_at_risk_gives_an_empty_curve_at_one() {
        let curve = curve(&[]);
        assert!(curve.steps.is_empty());
        assert_eq!(curve.survival_at(5.0), 1.0);
        assert_eq!(curve.at_risk_at(0.0), 0);
    }

    #[test]
    fn no_limits_are_claimed_where_none_can_be_had() {
        let curve = curve(&[(1.0, false), (2.0, true), (3.0, true)]);
        assert_eq!(curve.steps[0].interval, None);
        assert!(curve.steps[1].interval.is_some());
        assert_eq!((curve.steps[2].survival, curve.steps[2].interval), (0.0, None));
        assert_eq!(curve.steps[2].standard_error(), 0.0);
    }

    #[test]
    fn a_censoring_keeps_the_limits_of_the_step_before() {
        let curve = curve(&[(1.0, true), (2.0, false), (3.0, false)]);
        assert_eq!(curve.steps[0].interval, curve.steps[1].interval);
        assert_eq!(curve.survival_at(0.5), 1.0);
        assert_eq!(curve.survival_at(99.0), curve.steps[0].survival);
    }
}

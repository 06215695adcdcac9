//! The watched log-rank test from the statistic alone, by its normal approximation: for results
//! of which only z and the number of events are known (ter Schure et al. 2024).

use super::anytime::e_value_from_log;
use super::rate::Interval;
use super::special::normal::usable_level;

/// A log-rank statistic of two equally large groups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Statistic {
    /// Observed minus expected of the treated group in standard deviations.
    pub z: f64,
    /// Events in both groups.
    pub n_events: u64,
}

impl Statistic {
    /// The information in the events: a quarter of them when the groups are equally large.
    fn information(self) -> f64 {
        self.n_events as f64 / 4.0
    }

    /// The two-sided e-value against equal hazards, betting on θ and on 1/θ alike. 1 without
    /// events; `None` when z or log θ is not a finite number.
    pub fn e_value(self, theta: f64) -> Option<f64> {
        let log_theta = finite_log(theta)?;
        let information = self.information();
        let drift = (information.sqrt() * log_theta * self.z).abs();
        // log cosh without overflow.
        let log_cosh = drift + libm::log1p(libm::exp(-2.0 * drift)) - std::f64::consts::LN_2;
        let log = log_cosh - information * log_theta * log_theta / 2.0;
        log.is_finite().then(|| e_value_from_log(log))
    }

    /// Limits of the hazard ratio, treated over reference, that hold at all times at once with
    /// chance 1 − `alpha`: the normal mixture whose variance is (log θ)². `None` without events,
    /// or when z or log θ is not a finite number other than 0.
    pub fn hazard_ratio_sequence(self, theta: f64, alpha: f64) -> Option<Interval> {
        let log_theta = finite_log(theta)?;
        let information = self.information();
        let gain = information * log_theta * log_theta;
        let level = libm::log(usable_level(alpha));
        let reach = ((1.0 + gain) / gain * (libm::log1p(gain) - 2.0 * level)).sqrt();
        let limit = |z: f64| libm::exp(z / information.sqrt());
        let interval = Interval { low: limit(self.z - reach), high: limit(self.z + reach) };
        (interval.low.is_finite() && interval.high.is_finite()).then_some(interval)
    }
}

fn finite_log(theta: f64) -> Option<f64> {
    Some(libm::log(theta)).filter(|log| log.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_events_are_no_evidence_and_no_limits() {
        let none = Statistic { z: 0.0, n_events: 0 };
        assert_eq!(none.e_value(0.7), Some(1.0));
        assert_eq!(none.hazard_ratio_sequence(0.7, 0.05), None);
    }

    #[test]
    fn impossible_ratios_have_no_answer() {
        let some = Statistic { z: 1.0, n_events: 40 };
        for theta in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(some.e_value(theta), None);
            assert_eq!(some.hazard_ratio_sequence(theta, 0.05), None);
        }
        assert_eq!(some.hazard_ratio_sequence(1.0, 0.05), None);
    }
}

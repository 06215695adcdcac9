//! One rate over another. The absolute difference comes first on every screen; this is beside it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::rate::{Count, Interval};
use super::special::normal::critical_value;

/// A ratio of two rates with its limits.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RiskRatio {
    /// a's share over b's, above 0.
    pub ratio: f64,
    /// Limits, symmetric in the logarithm.
    pub interval: Interval,
}

/// a's share over b's with limits at level 1 − `alpha` (Katz et al. 1978).
///
/// `None` when an arm is empty or has no event: then no ratio exists, and the page says so.
pub fn risk_ratio(a: Count, b: Count, alpha: f64) -> Option<RiskRatio> {
    let (share_a, share_b) = (a.share()?, b.share()?);
    if a.x() == 0 || b.x() == 0 {
        return None;
    }
    let ratio = share_a / share_b;
    // 1/x − 1/n, each arm's part of the variance of the logarithm.
    let part = |count: Count| count.rest() as f64 / (count.x() as f64 * count.n() as f64);
    let reach = critical_value(alpha) * (part(a) + part(b)).sqrt();
    let interval = Interval { low: ratio * libm::exp(-reach), high: ratio * libm::exp(reach) };
    interval.high.is_finite().then_some(RiskRatio { ratio, interval })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_an_event_in_both_arms_there_is_no_ratio() {
        let count = |x, n| Count::new(x, n).unwrap();
        assert_eq!(risk_ratio(count(0, 40), count(3, 40), 0.05), None);
        assert_eq!(risk_ratio(count(3, 40), count(0, 40), 0.05), None);
        assert_eq!(risk_ratio(count(0, 0), count(3, 40), 0.05), None);
        let all = risk_ratio(count(40, 40), count(40, 40), 0.05).unwrap();
        assert_eq!((all.ratio, all.interval.low, all.interval.high), (1.0, 1.0, 1.0));
    }
}

//! A count of subjects, its rate, and the limits around one rate and around a difference of two.
//! Rates are shares between 0 and 1, differences lie between −1 and 1.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::special::normal::critical_value;

/// `x` subjects of `n`: with the event, of all counted. Never more than all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "RawCount")]
pub struct Count {
    x: u64,
    n: u64,
}

/// What travels before it is known to be a [`Count`].
#[derive(Deserialize)]
struct RawCount {
    x: u64,
    n: u64,
}

/// More subjects with the event than subjects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{x} of {n} is no count: the first number must not be above the second")]
pub struct InvalidCount {
    /// The count of subjects with the event.
    pub x: u64,
    /// The count of all subjects.
    pub n: u64,
}

/// Limits around an estimate, both included; in the unit of the estimate.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Interval {
    /// The lower limit.
    pub low: f64,
    /// The upper limit.
    pub high: f64,
}

impl Count {
    /// `x` of `n`; refused when `x` is above `n`.
    pub fn new(x: u64, n: u64) -> Result<Count, InvalidCount> {
        if x > n {
            return Err(InvalidCount { x, n });
        }
        Ok(Count { x, n })
    }

    /// Subjects with the event.
    pub fn x(self) -> u64 {
        self.x
    }

    /// All subjects counted.
    pub fn n(self) -> u64 {
        self.n
    }

    /// x / n, between 0 and 1; `None` when nobody was counted.
    pub fn share(self) -> Option<f64> {
        (self.n > 0).then(|| self.x as f64 / self.n as f64)
    }

    /// Subjects without the event.
    pub fn rest(self) -> u64 {
        self.n - self.x
    }
}

impl TryFrom<RawCount> for Count {
    type Error = InvalidCount;

    fn try_from(raw: RawCount) -> Result<Count, InvalidCount> {
        Count::new(raw.x, raw.n)
    }
}

impl Interval {
    /// Whether `value` lies between the limits.
    pub fn contains(self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// Limits of one rate at level 1 − `alpha` (Wilson 1927, without continuity correction).
///
/// Exactly 0 below when x = 0, exactly 1 above when x = n; `None` when n = 0.
pub fn wilson(count: Count, alpha: f64) -> Option<Interval> {
    let share = count.share()?;
    let n = count.n as f64;
    let z = critical_value(alpha);
    let shrink = z * z / n;
    let centre = share + shrink / 2.0;
    let half = z * (share * (1.0 - share) / n + shrink / (4.0 * n)).sqrt();
    let limit = |sum: f64| (sum / (1.0 + shrink)).clamp(0.0, 1.0);
    Some(Interval {
        low: if count.x == 0 { 0.0 } else { limit(centre - half) },
        high: if count.x == count.n { 1.0 } else { limit(centre + half) },
    })
}

/// a's share minus b's: between −1 and 1; `None` when an arm is empty.
pub fn difference(a: Count, b: Count) -> Option<f64> {
    Some(a.share()? - b.share()?)
}

/// Limits of a's share minus b's at level 1 − `alpha` (Newcombe 1998, method 10: the Wilson limits
/// of both arms, squared and added). `None` when an arm is empty.
pub fn newcombe(a: Count, b: Count, alpha: f64) -> Option<Interval> {
    let (share_a, share_b) = (a.share()?, b.share()?);
    let (around_a, around_b) = (wilson(a, alpha)?, wilson(b, alpha)?);
    let centre = share_a - share_b;
    let below = libm::hypot(share_a - around_a.low, around_b.high - share_b);
    let above = libm::hypot(around_a.high - share_a, share_b - around_b.low);
    Some(Interval { low: (centre - below).max(-1.0), high: (centre + above).min(1.0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(x: u64, n: u64) -> Count {
        Count::new(x, n).unwrap()
    }

    #[test]
    fn more_events_than_subjects_are_refused_with_both_numbers() {
        let refused = Count::new(41, 40).unwrap_err();
        assert_eq!(refused, InvalidCount { x: 41, n: 40 });
        assert_eq!(
            refused.to_string(),
            "41 of 40 is no count: the first number must not be above the second"
        );
    }

    #[test]
    fn json_goes_through_the_same_door() {
        let good: Count = serde_json::from_str(r#"{"x":8,"n":40}"#).unwrap();
        assert_eq!(good, count(8, 40));
        assert_eq!(serde_json::to_string(&good).unwrap(), r#"{"x":8,"n":40}"#);
        let bad = serde_json::from_str::<Count>(r#"{"x":8,"n":4}"#).unwrap_err();
        assert!(bad.to_string().contains("8 of 4 is no count"), "{bad}");
    }

    #[test]
    fn nobody_has_neither_share_nor_limits() {
        assert_eq!(count(0, 0).share(), None);
        assert_eq!(wilson(count(0, 0), 0.05), None);
        assert_eq!(newcombe(count(0, 0), count(1, 2), 0.05), None);
        assert_eq!(newcombe(count(1, 2), count(0, 0), 0.05), None);
    }

    #[test]
    fn none_and_all_have_exact_ends() {
        assert_eq!(wilson(count(0, 40), 0.05).unwrap().low, 0.0);
        assert_eq!(wilson(count(40, 40), 0.05).unwrap().high, 1.0);
    }
}

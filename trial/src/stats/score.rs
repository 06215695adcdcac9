//! The score method for a difference of two rates: Miettinen and Nurminen's interval, and
//! Farrington and Manning's test against a margin.
//!
//! Everything is solved by bisection: closed forms of the constrained estimate break down on
//! small counts.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::rate::{Count, Interval, difference};
use super::special::bisection::boundary;
use super::special::normal::{critical_value, upper_tail};

/// Which way the difference is claimed to lie from the margin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// a's share minus b's is below the margin (for a rate that should be low).
    Less,
    /// a's share minus b's is above the margin (for a rate that should be high).
    Greater,
}

/// A score test of a difference against a margin.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ScoreTest {
    /// Farrington and Manning's statistic, in standard errors; always finite.
    pub z: f64,
    /// The same with Miettinen and Nurminen's variance factor N / (N − 1).
    pub z_corrected: f64,
    /// The one-sided probability that goes with `z`, 0 to 1.
    pub p: f64,
}

/// Limits of a's share minus b's at level 1 − `alpha`: every difference whose score statistic is
/// within the critical value (Miettinen & Nurminen 1985, variance factor N / (N − 1)).
/// `None` when an arm is empty; always within −1 and 1.
pub fn miettinen_nurminen(a: Count, b: Count, alpha: f64) -> Option<Interval> {
    let centre = difference(a, b)?;
    let reach = critical_value(alpha);
    let within = |d: f64| (z_at(a, b, centre, d) * correction(a, b)).abs() <= reach;
    Some(Interval { low: boundary(centre, -1.0, within), high: boundary(centre, 1.0, within) })
}

/// The score statistic of no difference, a minus b, with the pooled variance and no correction; 0
/// where no subject, or every one, has the event, and while an arm is empty.
pub fn pooled_z(a: Count, b: Count) -> f64 {
    let (Some(share_a), Some(share_b)) = (a.share(), b.share()) else {
        return 0.0;
    };
    let (n_a, n_b) = (a.n() as f64, b.n() as f64);
    let pooled = (a.x() as f64 + b.x() as f64) / (n_a + n_b);
    let variance = pooled * (1.0 - pooled) * (1.0 / n_a + 1.0 / n_b);
    if variance > 0.0 { (share_a - share_b) / variance.sqrt() } else { 0.0 }
}

/// Every difference, a minus b, whose score statistic without correction is at most `reach`: with
/// the critical value of a look the repeated interval (Jennison & Turnbull 2000, ch. 9).
/// `None` when an arm is empty; always within −1 and 1.
pub fn repeated_interval(a: Count, b: Count, reach: f64) -> Option<Interval> {
    let centre = difference(a, b)?;
    let within = |d: f64| z_at(a, b, centre, d).abs() <= reach;
    Some(Interval { low: boundary(centre, -1.0, within), high: boundary(centre, 1.0, within) })
}

/// Tests that a's share minus b's is `claim` the margin (Farrington & Manning 1990): for burden
/// `Claim::Less` with a margin above 0, for cleanup `Claim::Greater` with one below 0.
///
/// `None` when an arm is empty or the margin is not strictly between −1 and 1.
pub fn noninferiority(a: Count, b: Count, margin: f64, claim: Claim) -> Option<ScoreTest> {
    let centre = difference(a, b)?;
    if !(-1.0 < margin && margin < 1.0) {
        return None;
    }
    let z = z_at(a, b, centre, margin);
    let p = match claim {
        Claim::Less => upper_tail(-z),
        Claim::Greater => upper_tail(z),
    };
    Some(ScoreTest { z, z_corrected: z * correction(a, b), p })
}

/// The share of b that is likeliest when a's share must be larger by `d`, for d within −1 and 1.
/// Bisects the score, which falls from its lower to its upper end; a share that rounding pushes
/// over an end is held there.
pub(super) fn constrained_share(a: Count, b: Count, d: f64) -> f64 {
    let (lowest, highest) = ((-d).max(0.0), (1.0 - d).min(1.0));
    let part = |count: u64, share: f64| {
        if count == 0 { 0.0 } else { count as f64 / share.max(0.0) }
    };
    let score = |share: f64| {
        let (with, without) = (share + d, 1.0 - share - d);
        part(a.x(), with) - part(a.rest(), without) + part(b.x(), share)
            - part(b.rest(), 1.0 - share)
    };
    boundary(lowest, highest, |share| score(share) > 0.0)
}

/// The score statistic at d, without the variance factor.
fn z_at(a: Count, b: Count, centre: f64, d: f64) -> f64 {
    if centre == d {
        return 0.0;
    }
    let share_b = constrained_share(a, b, d);
    let share_a = (share_b + d).clamp(0.0, 1.0);
    let variance =
        share_a * (1.0 - share_a) / a.n() as f64 + share_b * (1.0 - share_b) / b.n() as f64;
    (centre - d) / variance.sqrt()
}

/// √((N − 1) / N): what the variance factor does to a statistic.
fn correction(a: Count, b: Count) -> f64 {
    let all = a.n() as f64 + b.n() as f64;
    ((all - 1.0) / all).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(x: u64, n: u64) -> Count {
        Count::new(x, n).unwrap()
    }

    #[test]
    fn an_empty_arm_has_neither_interval_nor_test() {
        assert_eq!(miettinen_nurminen(count(0, 0), count(1, 4), 0.05), None);
        assert_eq!(noninferiority(count(1, 4), count(0, 0), 0.05, Claim::Less), None);
    }

    #[test]
    fn a_margin_that_no_difference_can_reach_is_refused() {
        for margin in [-1.0, 1.0, 7.0, f64::NAN] {
            assert_eq!(noninferiority(count(1, 4), count(1, 4), margin, Claim::Less), None);
        }
    }

    #[test]
    fn without_events_the_limits_stay_around_zero() {
        let limits = miettinen_nurminen(count(0, 40), count(0, 40), 0.05).unwrap();
        assert!((limits.low + limits.high).abs() < 1e-12);
        assert!(limits.low < -0.05 && limits.low > -0.2, "{limits:?}");
    }

    #[test]
    fn the_repeated_interval_leaves_zero_out_where_the_test_crosses() {
        for (a, b) in [(count(8, 40), count(41, 97)), (count(3, 12), count(9, 12))] {
            let z = pooled_z(a, b);
            let just_below = repeated_interval(a, b, z.abs() - 1e-9).unwrap();
            let just_above = repeated_interval(a, b, z.abs() + 1e-9).unwrap();
            assert!(just_below.high < 0.0, "{just_below:?}");
            assert!(just_above.high >= 0.0 && just_above.high < 1e-6, "{just_above:?}");
        }
    }

    #[test]
    fn without_spread_the_statistic_is_zero_and_the_interval_exists() {
        assert_eq!(pooled_z(count(0, 50), count(0, 150)), 0.0);
        assert_eq!(pooled_z(count(5, 5), count(7, 7)), 0.0);
        let limits = repeated_interval(count(0, 50), count(0, 150), 2.5).unwrap();
        assert!(limits.low < 0.0 && 0.0 < limits.high, "{limits:?}");
    }

    #[test]
    fn opposite_arms_reach_the_end_of_the_scale() {
        let limits = miettinen_nurminen(count(40, 40), count(0, 40), 0.05).unwrap();
        assert_eq!(limits.high, 1.0);
        assert!(limits.low > 0.8);
    }
}

//! Sample-ratio mismatch: an exact test for two arms, and an alarm that may be watched for any
//! number. The chi-square beside them is `chi_square::against_weights`.
//!
//! Under permuted blocks enrolment itself hardly varies: apply these to subjects served and
//! analysed.

use super::anytime::e_value_from_log;
use super::rate::Count;
use super::special::binomial::{lower_tail, probability, upper_tail};
use super::special::gamma::{deviance, stirling_rest};

/// Two outcomes count as equally probable when they differ by less than this share.
const SAME: f64 = 1.0 + 1e-7;

/// The two-sided binomial test that x of n follow a declared share: the sum over all outcomes
/// that are not more probable (Sterne 1954). 1 when n = 0; `None` when the share is not within 0
/// and 1.
pub fn exact_ratio(count: Count, share: f64) -> Option<f64> {
    if !(0.0..=1.0).contains(&share) {
        return None;
    }
    let (x, n) = (count.x(), count.n());
    let limit = probability(x, n, share) * SAME;
    let mode = (((n as f64 + 1.0) * share) as u64).min(n);
    if probability(mode, n, share) <= limit {
        return Some(1.0);
    }
    let rare = |k: u64| probability(k, n, share) <= limit;
    let p = if x < mode {
        let from = first_from(mode, n + 1, rare);
        lower_tail(x, n, share) + if from <= n { upper_tail(from, n, share) } else { 0.0 }
    } else {
        // Probabilities rise up to the mode: those still rare come first.
        let rare_below = first_from(0, mode, |k| !rare(k));
        let below = rare_below.checked_sub(1).map_or(0.0, |k| lower_tail(k, n, share));
        below + upper_tail(x, n, share)
    };
    Some(p.min(1.0))
}

/// The first k from `low` for which `holds`, or `high`; `holds` turns true once and stays so.
fn first_from(mut low: u64, mut high: u64, holds: impl Fn(u64) -> bool) -> u64 {
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// The watched check of arm counts against declared weights: a Dirichlet–multinomial Bayes factor
/// (Lindon & Malek 2022). A change of weights opens a new period, whose factor multiplies on.
#[derive(Clone, Debug, PartialEq)]
pub struct RatioAlarm {
    shares: Vec<f64>,
    strength: f64,
    counts: Vec<u64>,
    log_earlier: f64,
    p: f64,
}

impl RatioAlarm {
    /// Starts without subjects. `weights` are positive, in any unit; `strength` says how close to
    /// them the alternatives lie, in subjects (100 is usual). `None` when there are fewer than
    /// two weights, one is not positive and finite, or the strength is not.
    pub fn new(weights: &[f64], strength: f64) -> Option<RatioAlarm> {
        let shares = shares(weights)?;
        let usable = strength > 0.0 && strength.is_finite();
        let counts = vec![0; shares.len()];
        usable.then_some(RatioAlarm { shares, strength, counts, log_earlier: 0.0, p: 1.0 })
    }

    /// Takes the new subjects of each arm in, in the order of the weights, and looks: gives the
    /// Bayes factor, 0 and up. `None`, and nothing is taken in, when the number of arms differs.
    pub fn look(&mut self, added: &[u64]) -> Option<f64> {
        if added.len() != self.counts.len() {
            return None;
        }
        self.counts.iter_mut().zip(added).for_each(|(count, added)| *count += added);
        let factor = e_value_from_log(self.log_earlier + self.log_factor());
        self.p = self.p.min(1.0 / factor);
        Some(factor)
    }

    /// Opens a period with other weights for the same arms; the evidence so far stays. `None`,
    /// and nothing changes, when the weights do not fit.
    pub fn change_weights(&mut self, weights: &[f64]) -> Option<()> {
        let shares = shares(weights).filter(|shares| shares.len() == self.shares.len())?;
        self.log_earlier += self.log_factor();
        self.counts.fill(0);
        self.shares = shares;
        Some(())
    }

    /// The p-value valid under looking: the smallest 1 / factor so far, at most 1.
    pub fn p(&self) -> f64 {
        self.p
    }

    /// log of B(kθ + n) / B(kθ) / Πθⁿ for the present period, with Stirling's leading terms
    /// gathered into deviances so that large counts cancel cleanly.
    fn log_factor(&self) -> f64 {
        let total = self.strength + self.counts.iter().sum::<u64>() as f64;
        let whole = |total: f64| 0.5 * libm::log(total) - stirling_rest(total);
        let part = |shape: f64| stirling_rest(shape) - 0.5 * libm::log(shape);
        let arms = self.shares.iter().zip(&self.counts).map(|(share, count)| {
            let before = self.strength * share;
            let now = before + *count as f64;
            deviance(now, total * share) + part(now) - part(before)
        });
        arms.sum::<f64>() + whole(total) - whole(self.strength)
    }
}

fn shares(weights: &[f64]) -> Option<Vec<f64>> {
    let sum: f64 = weights.iter().sum();
    let usable = weights.len() > 1 && sum.is_finite() && weights.iter().all(|w| *w > 0.0);
    usable.then(|| weights.iter().map(|weight| weight / sum).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exact_test_sums_what_is_not_more_probable() {
        let count = |x, n| Count::new(x, n).unwrap();
        for (x, n, share) in [(40, 137, 1.0 / 3.0), (3, 10, 0.5), (0, 9, 0.2), (9, 9, 0.2)] {
            let observed = probability(x, n, share);
            let plain: f64 = (0..=n)
                .map(|k| probability(k, n, share))
                .filter(|chance| *chance <= observed * SAME)
                .sum();
            let got = exact_ratio(count(x, n), share).unwrap();
            assert!((got - plain.min(1.0)).abs() < 1e-12, "{x} of {n}: {got} and {plain}");
        }
        assert_eq!(exact_ratio(count(0, 0), 0.5), Some(1.0));
        assert_eq!(exact_ratio(count(1, 2), 1.5), None);
        assert_eq!(exact_ratio(count(1, 2), 0.0), Some(0.0));
    }

    #[test]
    fn impossible_alarms_are_refused_and_a_misfit_is_not_taken_in() {
        assert_eq!(RatioAlarm::new(&[1.0], 100.0), None);
        assert_eq!(RatioAlarm::new(&[1.0, 0.0], 100.0), None);
        assert_eq!(RatioAlarm::new(&[1.0, 1.0], f64::NAN), None);
        let mut alarm = RatioAlarm::new(&[1.0, 1.0], 100.0).unwrap();
        let before = alarm.clone();
        assert_eq!(alarm.look(&[1, 2, 3]), None);
        assert_eq!(alarm.change_weights(&[1.0]), None);
        assert_eq!(alarm, before);
    }

    #[test]
    fn changed_weights_keep_the_evidence_and_judge_anew() {
        let mut alarm = RatioAlarm::new(&[1.0, 1.0], 100.0).unwrap();
        let before = alarm.look(&[90, 10]).unwrap();
        alarm.change_weights(&[9.0, 1.0]).unwrap();
        let after = alarm.look(&[0, 0]).unwrap();
        assert!((before / after - 1.0).abs() < 1e-12);
        assert!(alarm.look(&[90, 10]).unwrap() < before, "nine to one is now as declared");
        assert_eq!(alarm.p(), 1.0 / before);
    }

    #[test]
    fn a_million_subjects_on_target_raise_no_alarm() {
        let mut alarm = RatioAlarm::new(&[1.0, 2.0], 100.0).unwrap();
        let factor = alarm.look(&[1_000_000, 2_000_000]).unwrap();
        assert!(factor > 0.0 && factor < 0.1, "{factor}");
        assert_eq!(alarm.p(), 1.0);
    }

    #[test]
    fn the_bet_on_the_next_subject_is_fair() {
        let mut alarm = RatioAlarm::new(&[5.0, 3.0, 2.0], 100.0).unwrap();
        let before = alarm.look(&[40, 31, 9]).unwrap();
        let wealth: f64 = [(0.5, [1, 0, 0]), (0.3, [0, 1, 0]), (0.2, [0, 0, 1])]
            .iter()
            .map(|(share, next)| share * alarm.clone().look(next).unwrap())
            .sum();
        assert!((wealth / before - 1.0).abs() < 1e-12, "{wealth} {before}");
    }
}

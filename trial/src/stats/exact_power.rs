//! Power and size of Fisher's exact test by enumeration of all tables: what holds below some 200
//! subjects per arm, where normal approximations promise too much.

use super::fisher::SAME;
use super::power::{ArmSizes, is_rate};
use super::sample_size::Comparison;
use super::special::binomial::distribution;
use super::special::hypergeometric::Urn;

/// Arms up to this many subjects are planned by enumeration.
pub const SMALL_ARM: u64 = 200;

/// The chance, 0 to 1, that Fisher's two-sided test has p ≤ `alpha` when the true rates are
/// `first` and `second`. Time grows with the product of the sizes.
///
/// `None` when an arm is empty or a rate is not within 0 and 1.
pub fn fisher_power(first: f64, second: f64, sizes: ArmSizes, alpha: f64) -> Option<f64> {
    if !is_rate(first) || !is_rate(second) || sizes.first == 0 || sizes.second == 0 {
        return None;
    }
    let in_first = distribution(sizes.first, first);
    let in_second = distribution(sizes.second, second);
    let kept: Vec<Kept> = (0..=sizes.first + sizes.second)
        .map(|drawn| Kept::within(Urn { marked: sizes.first, plain: sizes.second, drawn }, alpha))
        .collect();
    let mut rejected = 0.0;
    for (x_first, chance) in in_first.iter() {
        let beside: f64 = in_second
            .iter()
            .filter(|(x_second, _)| !kept[(x_first + x_second) as usize].holds(x_first))
            .map(|(_, chance)| chance)
            .sum();
        rejected += chance * beside;
    }
    Some(rejected.min(1.0))
}

/// Subjects per arm, equal arms, from which on Fisher's test at level `alpha` keeps the wanted
/// power: the exact power saws as arms grow, so a single lucky size is not enough. Looked for
/// below one and a half times the approximate size, where the teeth are long past.
///
/// `None` when [`SMALL_ARM`] subjects are not enough, or the question has no answer.
pub fn fisher_size(first: f64, second: f64, wanted: f64, alpha: f64) -> Option<u64> {
    let question = Comparison { first, second, power: wanted, alpha, ratio: 1.0 };
    let approximate = question.sizes_with_continuity()?.first;
    let highest = (approximate * 1.5 + 20.0).min(SMALL_ARM as f64) as u64;
    let enough = |n: u64| {
        let power = fisher_power(first, second, ArmSizes { first: n, second: n }, alpha);
        power.is_some_and(|power| power >= wanted)
    };
    (1..=highest).rev().take_while(|n| enough(*n)).last()
}

/// The counts of the first arm that the test does not reject, for one total of events.
struct Kept {
    from: u64,
    to: u64,
}

impl Kept {
    /// Takes tables off both ends, the less probable first and equals together, while their sum
    /// stays within `alpha`.
    fn within(urn: Urn, alpha: f64) -> Kept {
        let tables = urn.distribution();
        let p = &tables.probabilities;
        let (mut low, mut high) = (0, p.len());
        let mut sum = 0.0;
        while low < high {
            let limit = p[low].min(p[high - 1]) * SAME;
            let (mut next_low, mut next_high, mut next) = (low, high, sum);
            while next_low < next_high && p[next_low] <= limit {
                next += p[next_low];
                next_low += 1;
            }
            while next_low < next_high && p[next_high - 1] <= limit {
                next += p[next_high - 1];
                next_high -= 1;
            }
            if next > alpha {
                break;
            }
            (low, high, sum) = (next_low, next_high, next);
        }
        Kept { from: tables.first + low as u64, to: tables.first + high as u64 }
    }

    fn holds(&self, x_first: u64) -> bool {
        self.from <= x_first && x_first < self.to
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::fisher::fisher;
    use crate::stats::rate::Count;

    #[test]
    fn exactly_the_tables_that_fisher_rejects_are_not_kept() {
        let (n_first, n_second, alpha) = (14, 9, 0.05);
        for x_first in 0..=n_first {
            for x_second in 0..=n_second {
                let drawn = x_first + x_second;
                let kept = Kept::within(Urn { marked: n_first, plain: n_second, drawn }, alpha);
                let count = |x, n| Count::new(x, n).unwrap();
                let p = fisher(count(x_first, n_first), count(x_second, n_second)).two_sided;
                assert_eq!(kept.holds(x_first), p > alpha, "{x_first} {x_second}: {p}");
            }
        }
    }

    #[test]
    fn equal_rates_are_told_apart_no_more_often_than_alpha() {
        let sizes = ArmSizes { first: 40, second: 40 };
        for rate in [0.0, 0.1, 0.5, 0.9, 1.0] {
            assert!(fisher_power(rate, rate, sizes, 0.05).unwrap() <= 0.05);
        }
    }

    #[test]
    fn the_size_has_the_power_and_one_less_has_not() {
        let n = fisher_size(0.134, 0.6, 0.8, 0.05).unwrap();
        let at = |n| fisher_power(0.134, 0.6, ArmSizes { first: n, second: n }, 0.05).unwrap();
        assert!(at(n) >= 0.8 && at(n - 1) < 0.8, "{n}");
        assert_eq!(fisher_size(0.88, 0.92, 0.8, 0.05), None);
    }
}

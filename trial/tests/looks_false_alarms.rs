//! False alarms of daily looks at two arms in which nothing differs, by exact recursion over the
//! counts: no simulation, and no error but rounding.

#![allow(clippy::unwrap_used, reason = "a count that cannot be is a failed test")]

use trial::stats::group_sequential::{Boundary, Spending};
use trial::stats::rate::Count;
use trial::stats::score::pooled_z;

const RATES: [f64; 14] =
    [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98];

/// The probability of each pair of counts that has not crossed.
type Open = Vec<Vec<f64>>;

/// Probabilities of 0, 1, … events among `n` subjects.
fn binomial(n: u64, rate: f64) -> Vec<f64> {
    (0..n).fold(vec![1.0], |before, _| {
        let with = std::iter::once(0.0).chain(before.iter().map(|p| p * rate));
        let without = before.iter().map(|p| p * (1.0 - rate)).chain(std::iter::once(0.0));
        with.zip(without).map(|(with, without)| with + without).collect()
    })
}

/// The counts after so many more subjects in the second arm.
fn with_more(open: &Open, more: &[f64]) -> Open {
    let longer = |row: &Vec<f64>| {
        let mut sums = vec![0.0; row.len() + more.len() - 1];
        for (x, p) in row.iter().enumerate() {
            for (k, chance) in more.iter().enumerate() {
                sums[x + k] += p * chance;
            }
        }
        sums
    };
    open.iter().map(longer).collect()
}

fn transposed(open: &Open) -> Open {
    (0..open[0].len()).map(|column| open.iter().map(|row| row[column]).collect()).collect()
}

/// The chance of a crossing with `n_arm` subjects an arm, looked at from 10 on, `a_look` at a time.
fn false_alarms(n_arm: u64, a_look: u64, rate: f64) -> f64 {
    let sizes: Vec<u64> = (1..=n_arm / a_look).map(|k| k * a_look).filter(|n| *n >= 10).collect();
    let times: Vec<f64> = sizes.iter().map(|n| *n as f64 / n_arm as f64).collect();
    let mut boundary = Boundary::new(0.05, Spending::ObrienFleming);
    let critical = boundary.critical_values(&times);
    let mut open: Open = vec![vec![1.0]];
    let (mut n_before, mut crossed) = (0, 0.0);
    for (n, critical) in sizes.iter().zip(critical) {
        let more = binomial(n - n_before, rate);
        open = transposed(&with_more(&transposed(&with_more(&open, &more)), &more));
        n_before = *n;
        for (x, row) in open.iter_mut().enumerate() {
            for (y, chance) in row.iter_mut().enumerate() {
                let count = |x: usize| Count::new(x as u64, *n).unwrap();
                if pooled_z(count(x), count(y)).abs() > *critical {
                    crossed += std::mem::take(chance);
                }
            }
        }
    }
    crossed
}

#[test]
fn looking_every_day_raises_at_most_five_and_a_half_percent_false_alarms() {
    for (n_arm, a_look) in [(26, 1), (52, 1), (100, 2)] {
        let shares = RATES.map(|rate| false_alarms(n_arm, a_look, rate));
        let largest = shares.iter().copied().fold(0.0, f64::max);
        println!("{n_arm} an arm: {largest:.4} {shares:.4?}");
        assert!(largest <= 0.055, "{n_arm} an arm: {shares:?}");
    }
}

#[test]
fn with_a_hundred_an_arm_the_promised_rate_is_used() {
    for rate in RATES.into_iter().filter(|rate| (0.1..=0.9).contains(rate)) {
        let share = false_alarms(100, 2, rate);
        assert!((0.045..=0.055).contains(&share), "{rate}: {share}");
    }
}

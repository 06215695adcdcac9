//! Pearson's chi-square: several arms against each other, and counts against declared weights.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::rate::Count;
use super::special::gamma::chi_square_tail;

/// A chi-square statistic with its probability.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ChiSquare {
    /// The statistic, 0 and up.
    pub chi_square: f64,
    /// Degrees of freedom, 1 and up.
    pub df: u64,
    /// The chance of a statistic at least as large, 0 to 1.
    pub p: f64,
}

impl ChiSquare {
    /// The statistic with its upper tail.
    pub(super) fn new(chi_square: f64, df: u64) -> ChiSquare {
        ChiSquare { chi_square, df, p: chi_square_tail(df, chi_square).min(1.0) }
    }
}

/// Whether the arms share one rate (Pearson 1900, no continuity correction). Empty arms are left
/// out; `None` when fewer than two are left, or when nobody or everybody has the event.
pub fn equal_rates(arms: &[Count]) -> Option<ChiSquare> {
    let rows: Vec<Vec<u64>> = arms.iter().map(|arm| vec![arm.x(), arm.rest()]).collect();
    independence(&rows)
}

/// Whether the columns of a table are shared out alike in all rows. Rows and columns without any
/// subject are left out; `None` when fewer than two of either are left. Rows are equally long: a
/// missing cell is 0.
pub fn independence(rows: &[Vec<u64>]) -> Option<ChiSquare> {
    let width = rows.iter().map(Vec::len).max()?;
    let row_sums: Vec<f64> = rows.iter().map(|row| row.iter().sum::<u64>() as f64).collect();
    let cell = |row: &Vec<u64>, at: usize| row.get(at).copied().unwrap_or(0) as f64;
    let column_sums: Vec<f64> =
        (0..width).map(|at| rows.iter().map(|row| cell(row, at)).sum()).collect();
    let all: f64 = row_sums.iter().sum();
    let mut statistic = 0.0;
    for (row, row_sum) in rows.iter().zip(&row_sums) {
        for (at, column_sum) in column_sums.iter().enumerate() {
            let expected = row_sum * column_sum / all;
            if expected > 0.0 {
                let apart = cell(row, at) - expected;
                statistic += apart * apart / expected;
            }
        }
    }
    let filled = |sums: &[f64]| sums.iter().filter(|sum| **sum > 0.0).count() as u64;
    let df = filled(&row_sums).saturating_sub(1) * filled(&column_sums).saturating_sub(1);
    (df > 0).then(|| ChiSquare::new(statistic, df))
}

/// Whether counts follow declared weights (any positive unit). `None` when there are fewer than
/// two arms, no subject, another number of weights, or a weight that is not positive.
pub fn against_weights(observed: &[u64], weights: &[f64]) -> Option<ChiSquare> {
    let sum: f64 = weights.iter().sum();
    let all = observed.iter().sum::<u64>() as f64;
    let usable = weights.iter().all(|weight| *weight > 0.0) && sum.is_finite();
    if observed.len() != weights.len() || observed.len() < 2 || all == 0.0 || !usable {
        return None;
    }
    let part = |(count, weight): (&u64, &f64)| {
        let expected = all * weight / sum;
        let apart = *count as f64 - expected;
        apart * apart / expected
    };
    let statistic = observed.iter().zip(weights).map(part).sum();
    Some(ChiSquare::new(statistic, observed.len() as u64 - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(x: u64, n: u64) -> Count {
        Count::new(x, n).unwrap()
    }

    #[test]
    fn nothing_to_compare_gives_no_test() {
        assert_eq!(equal_rates(&[]), None);
        assert_eq!(equal_rates(&[count(1, 4), count(0, 0)]), None);
        assert_eq!(equal_rates(&[count(0, 4), count(0, 9)]), None);
        assert_eq!(against_weights(&[0, 0], &[1.0, 1.0]), None);
        assert_eq!(against_weights(&[3, 4], &[1.0, 0.0]), None);
        assert_eq!(against_weights(&[3, 4], &[1.0]), None);
    }

    #[test]
    fn an_empty_arm_is_left_out() {
        let three = equal_rates(&[count(7, 40), count(0, 0), count(1, 40)]);
        assert_eq!(three, equal_rates(&[count(7, 40), count(1, 40)]));
    }

    #[test]
    fn counts_exactly_at_their_weights_are_no_surprise() {
        let test = against_weights(&[20, 40], &[1.0, 2.0]).unwrap();
        assert_eq!((test.chi_square, test.df, test.p), (0.0, 1, 1.0));
    }
}

//! The log-rank test of two or more groups, plain and within strata.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::chi_square::ChiSquare;
use super::life_table::{LifeTable, at_event_times};

/// A pivot below this share of its variance is what rounding leaves of a group that the others
/// determine.
const RANK_TOLERANCE: f64 = 1e-9;

/// Events of each group against those expected if all groups shared one hazard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LogRank {
    /// Events in each group.
    pub observed: Vec<u64>,
    /// Events expected in each group, given the numbers at risk.
    pub expected: Vec<f64>,
    /// The hypergeometric variance of the last group's observed minus expected.
    pub variance: f64,
    /// The test; df is the number of groups that could differ, less one.
    pub test: ChiSquare,
}

/// The log-rank test (Mantel 1966) with hypergeometric variance.
///
/// `None` when nothing could be compared: no events, fewer than two groups, or never two groups
/// at risk at the time of an event.
pub fn log_rank(groups: &[LifeTable]) -> Option<LogRank> {
    let mut tally = Tally::new(groups.len());
    tally.add(groups);
    tally.finish()
}

/// The log-rank test within strata: every stratum holds the same groups in the same order, and
/// subjects are compared with subjects of their own stratum only. `None` as for [`log_rank`], or
/// when the strata hold different numbers of groups.
pub fn stratified_log_rank(strata: &[Vec<LifeTable>]) -> Option<LogRank> {
    let n_groups = strata.first()?.len();
    if strata.iter().any(|groups| groups.len() != n_groups) {
        return None;
    }
    let mut tally = Tally::new(n_groups);
    strata.iter().for_each(|groups| tally.add(groups));
    tally.finish()
}

impl LogRank {
    /// The last group's observed minus expected in standard deviations: above 0 when its events
    /// come sooner. Its square is the statistic when there are two groups.
    pub fn z(&self) -> f64 {
        let observed = self.observed.last().copied().unwrap_or(0) as f64;
        let expected = self.expected.last().copied().unwrap_or(0.0);
        if self.variance > 0.0 { (observed - expected) / self.variance.sqrt() } else { 0.0 }
    }

    /// The last group's hazard over the first's from observed over expected (Pike 1972); for two
    /// groups. `None` when the first has no event.
    pub fn hazard_ratio_pike(&self) -> Option<f64> {
        let rate = |observed: Option<&u64>, expected: Option<&f64>| {
            let (observed, expected) = (*observed? as f64, *expected?);
            (expected > 0.0).then_some(observed / expected)
        };
        let first = rate(self.observed.first(), self.expected.first())?;
        let last = rate(self.observed.last(), self.expected.last())?;
        (first > 0.0).then_some(last / first)
    }

    /// The same from one step of the likelihood (Peto 1977): exp((O − E) / V).
    pub fn hazard_ratio_peto(&self) -> f64 {
        if self.variance > 0.0 { libm::exp(self.z() / self.variance.sqrt()) } else { 1.0 }
    }
}

/// Sums over event times.
struct Tally {
    observed: Vec<u64>,
    expected: Vec<f64>,
    /// Covariance of observed minus expected, row after row, without the last group: the others
    /// determine it.
    covariance: Vec<f64>,
}

impl Tally {
    fn new(n_groups: usize) -> Tally {
        let n_free = n_groups.saturating_sub(1);
        Tally {
            observed: vec![0; n_groups],
            expected: vec![0.0; n_groups],
            covariance: vec![0.0; n_free * n_free],
        }
    }

    fn add(&mut self, groups: &[LifeTable]) {
        let n_free = groups.len().saturating_sub(1);
        at_event_times(groups, |moment| {
            let (n, d) = (moment.at_risk as f64, moment.events as f64);
            let each = 1.0 / n;
            // One event alone, the usual case without ties, spreads exactly 1.
            let spread = if d == 1.0 { 1.0 } else { d * (n - d) / (n - 1.0).max(1.0) };
            for (i, group) in moment.groups.iter().enumerate() {
                let share = group.at_risk as f64 * each;
                self.observed[i] += group.events;
                self.expected[i] += d * share;
                if i < n_free {
                    let row = &mut self.covariance[i * n_free..(i + 1) * n_free];
                    // Written so that a group alone at risk adds exactly nothing.
                    row[i] += spread * share * ((moment.at_risk - group.at_risk) as f64 * each);
                    for (cell, other) in row.iter_mut().zip(moment.groups).skip(i + 1) {
                        *cell -= spread * share * (other.at_risk as f64 * each);
                    }
                }
            }
        });
    }

    fn finish(self) -> Option<LogRank> {
        let apart: Vec<f64> = self.observed.iter().zip(&self.expected).map(difference).collect();
        let free = apart.split_last()?.1.to_vec();
        let variance = variance_of_sum(&self.covariance, free.len());
        let (statistic, df) = quadratic_form(self.covariance, free);
        (df > 0).then(|| LogRank {
            observed: self.observed,
            expected: self.expected,
            variance,
            test: ChiSquare::new(statistic, df),
        })
    }
}

fn difference((observed, expected): (&u64, &f64)) -> f64 {
    *observed as f64 - expected
}

/// The sum of all cells of a symmetric matrix of which the upper triangle is given.
fn variance_of_sum(matrix: &[f64], width: usize) -> f64 {
    let row_sum = |i: usize| {
        let row = &matrix[i * width..(i + 1) * width];
        row[i] + 2.0 * row[i + 1..].iter().sum::<f64>()
    };
    (0..width).map(row_sum).sum()
}

/// vᵀ M⁻ v by elimination on the upper triangle, with the rank of M: rows that others determine
/// are left out.
fn quadratic_form(mut matrix: Vec<f64>, mut vector: Vec<f64>) -> (f64, u64) {
    let width = vector.len();
    let scale: Vec<f64> = matrix.iter().step_by(width + 1).copied().collect();
    let (mut sum, mut rank) = (0.0, 0);
    for i in 0..width {
        let pivot = matrix[i * width + i];
        if pivot <= scale[i] * RANK_TOLERANCE || pivot <= 0.0 {
            continue;
        }
        sum += vector[i] * vector[i] / pivot;
        rank += 1;
        let (above, below) = matrix.split_at_mut((i + 1) * width);
        let above = &above[i * width..];
        for (row, place) in below.chunks_exact_mut(width).zip(i + 1..) {
            let factor = above[place] / pivot;
            vector[place] -= factor * vector[i];
            for (cell, over) in row[place..].iter_mut().zip(&above[place..]) {
                *cell -= factor * over;
            }
        }
    }
    (sum, rank)
}

#[cfg(test)]
mod tests {
    use super::super::life_table::Observed;
    use super::*;

    fn group(times: &[(f64, bool)]) -> LifeTable {
        let observed: Vec<Observed> =
            times.iter().map(|&(time, event)| Observed { time, event }).collect();
        LifeTable::new(&observed)
    }

    #[test]
    fn nothing_to_compare_gives_no_test() {
        let some = group(&[(1.0, true), (2.0, true)]);
        let none = group(&[]);
        let censored = group(&[(3.0, false)]);
        assert_eq!(log_rank(&[]), None);
        assert_eq!(log_rank(std::slice::from_ref(&some)), None);
        assert_eq!(log_rank(&[some, none]), None);
        assert_eq!(log_rank(&[censored.clone(), censored]), None);
    }

    #[test]
    fn a_group_alone_is_no_comparison_whatever_its_size() {
        for n_subjects in 1..200 {
            let mut times = vec![(2.0, false); n_subjects];
            times[0] = (1.0, true);
            assert_eq!(log_rank(&[group(&times), group(&[])]), None, "{n_subjects}");
            assert_eq!(log_rank(&[group(&[]), group(&times)]), None, "{n_subjects}");
        }
    }

    #[test]
    fn a_group_that_is_never_at_risk_costs_no_degree_of_freedom() {
        let a = group(&[(1.0, true), (4.0, true), (5.0, false)]);
        let b = group(&[(2.0, true), (3.0, false), (6.0, true)]);
        let two = log_rank(&[a.clone(), b.clone()]).unwrap();
        let three = log_rank(&[a, group(&[]), b]).unwrap();
        assert_eq!(two.test.df, three.test.df);
        assert!((two.test.chi_square - three.test.chi_square).abs() < 1e-12);
    }

    #[test]
    fn two_equal_strata_say_twice_as_much_as_one() {
        let a = group(&[(1.0, true), (4.0, true), (5.0, false)]);
        let b = group(&[(2.0, true), (3.0, false), (6.0, true)]);
        let one = log_rank(&[a.clone(), b.clone()]).unwrap();
        let twice = stratified_log_rank(&[vec![a.clone(), b.clone()], vec![a, b]]).unwrap();
        assert!((twice.test.chi_square - 2.0 * one.test.chi_square).abs() < 1e-12);
        assert!((twice.variance - 2.0 * one.variance).abs() < 1e-12);
    }

    #[test]
    fn strata_of_different_widths_are_no_test() {
        let a = group(&[(1.0, true), (2.0, true)]);
        assert_eq!(stratified_log_rank(&[vec![a.clone(), a.clone()], vec![a]]), None);
        assert_eq!(stratified_log_rank(&[]), None);
    }
}

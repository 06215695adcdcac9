//! Several p-values at once, adjusted so that they can be read one by one.
//!
//! Holm for the registered family of a plan, Benjamini–Hochberg for exploratory rows; the others
//! are there for comparison. An adjusted value is compared with the level as it is.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How p-values are adjusted for being several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Adjustment {
    /// m·p.
    Bonferroni,
    /// 1 − (1 − p)^m, for independent tests.
    Sidak,
    /// Holm 1979: bounds the chance of any false claim.
    Holm,
    /// Holm's steps with Šidák's formula, for independent tests.
    HolmSidak,
    /// Hochberg 1988: Holm's factors from the largest down, under positive dependence.
    Hochberg,
    /// Hommel 1988: closed testing with Simes' test.
    Hommel,
    /// Benjamini & Hochberg 1995: bounds the expected share of false claims.
    BenjaminiHochberg,
    /// Benjamini & Yekutieli 2001: the same under any dependence.
    BenjaminiYekutieli,
}

/// The p-values adjusted, in the order given, each within 0 and 1. Missing ones (NaN) count as 1.
/// Empty in, empty out.
pub fn adjust(p: &[f64], how: Adjustment) -> Vec<f64> {
    let p: Vec<f64> = p.iter().map(|p| if p.is_nan() { 1.0 } else { p.clamp(0.0, 1.0) }).collect();
    let m = p.len() as f64;
    match how {
        Adjustment::Bonferroni => p.iter().map(|p| (p * m).min(1.0)).collect(),
        Adjustment::Sidak => p.iter().map(|p| sidak(*p, m)).collect(),
        Adjustment::Holm => from_smallest(&p, |p, above| p * above),
        Adjustment::HolmSidak => from_smallest(&p, sidak),
        Adjustment::Hochberg => from_largest(&p, |p, rank| p * (m - rank + 1.0)),
        Adjustment::Hommel => hommel(&p),
        Adjustment::BenjaminiHochberg => from_largest(&p, |p, rank| p * m / rank),
        Adjustment::BenjaminiYekutieli => {
            let harmonic: f64 = (1..=p.len()).map(|rank| 1.0 / rank as f64).sum();
            from_largest(&p, |p, rank| p * m * harmonic / rank)
        }
    }
}

/// 1 − (1 − p)^m without loss for small p.
fn sidak(p: f64, m: f64) -> f64 {
    -libm::expm1(m * libm::log1p(-p))
}

/// Places of the p-values from the smallest to the largest.
fn order(p: &[f64]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..p.len()).collect();
    places.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
    places
}

/// Steps up from the smallest, never falling; `formula` gets the value and how many are not
/// smaller in order, itself included.
fn from_smallest(p: &[f64], formula: impl Fn(f64, f64) -> f64) -> Vec<f64> {
    let mut adjusted = vec![0.0; p.len()];
    let mut highest: f64 = 0.0;
    for (rank, place) in order(p).into_iter().enumerate() {
        highest = highest.max(formula(p[place], (p.len() - rank) as f64)).min(1.0);
        adjusted[place] = highest;
    }
    adjusted
}

/// Steps down from the largest, never rising; `formula` gets the value and its rank from 1.
fn from_largest(p: &[f64], formula: impl Fn(f64, f64) -> f64) -> Vec<f64> {
    let mut adjusted = vec![0.0; p.len()];
    let mut lowest: f64 = 1.0;
    for (rank, place) in order(p).into_iter().enumerate().rev() {
        lowest = lowest.min(formula(p[place], (rank + 1) as f64));
        adjusted[place] = lowest;
    }
    adjusted
}

/// For each size of a group of hypotheses, Simes' p of the least favourable group that holds the
/// hypothesis; the largest of them counts (Wright 1992).
fn hommel(p: &[f64]) -> Vec<f64> {
    let places = order(p);
    let sorted: Vec<f64> = places.iter().map(|place| p[*place]).collect();
    let n = sorted.len();
    let mut best = vec![0.0f64; n];
    for size in 1..=n {
        // The `size` − 1 largest belong to every least favourable group of this size.
        let always = n + 1 - size;
        let simes = |first: f64, tail: &[f64]| {
            let ranked = tail.iter().zip(2u32..).map(|(p, rank)| p / f64::from(rank));
            size as f64 * ranked.fold(first, f64::min)
        };
        let of_tail = simes(f64::INFINITY, &sorted[always..]);
        for (rank, value) in best.iter_mut().enumerate() {
            let group = if rank < always {
                of_tail.min(size as f64 * sorted[rank])
            } else {
                simes(sorted[always - 1], &sorted[always..])
            };
            *value = value.max(group.min(1.0));
        }
    }
    let mut adjusted = vec![0.0; n];
    for (value, place) in best.into_iter().zip(places) {
        adjusted[place] = value;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_values_are_no_trouble() {
        assert!(adjust(&[], Adjustment::Hommel).is_empty());
        assert!(adjust(&[], Adjustment::Holm).is_empty());
    }

    #[test]
    fn a_missing_value_counts_as_one() {
        let adjusted = adjust(&[f64::NAN, 0.01], Adjustment::Holm);
        assert_eq!(adjusted, [1.0, 0.02]);
    }

    #[test]
    fn a_single_value_stays_as_it_is() {
        for how in [Adjustment::Holm, Adjustment::Hommel, Adjustment::BenjaminiYekutieli] {
            assert_eq!(adjust(&[0.03], how), [0.03], "{how:?}");
        }
    }

    /// The definition: the largest Simes p of any group of hypotheses that holds this one.
    fn hommel_by_all_groups(p: &[f64]) -> Vec<f64> {
        let simes = |group: u32| {
            let mut held: Vec<f64> =
                (0..p.len()).filter(|at| group >> at & 1 == 1).map(|at| p[at]).collect();
            held.sort_by(f64::total_cmp);
            let size = held.len() as f64;
            (1..).zip(&held).map(|(rank, p)| size * p / f64::from(rank)).fold(1.0, f64::min)
        };
        let groups_with = |at: usize| (1..1u32 << p.len()).filter(move |g| g >> at & 1 == 1);
        (0..p.len()).map(|at| groups_with(at).map(simes).fold(0.0, f64::max)).collect()
    }

    #[test]
    fn hommel_is_the_closed_test_over_all_groups() {
        for p in [
            vec![0.01, 0.02, 0.03, 0.04, 0.05, 0.2, 1.0, 0.01],
            vec![0.9, 0.04, 0.041, 0.042, 0.0001],
            vec![0.3, 0.3, 0.3],
            vec![0.02, 0.6],
        ] {
            let (got, expected) = (adjust(&p, Adjustment::Hommel), hommel_by_all_groups(&p));
            for (got, expected) in got.iter().zip(&expected) {
                assert!((got - expected).abs() < 1e-15, "{p:?}: {got} {expected}");
            }
        }
    }
}

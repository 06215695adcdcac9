//! Breakdowns: the primary metric within kinds of subject. Exploratory, and small counts are not
//! shown.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Rate;
use super::whole::Whole;
use crate::metric::Metric;
use crate::name::ArmName;
use crate::stats::rate::Count;
use crate::totals::{ArmTotals, Share};

/// A count below this, other than none at all, is not shown in a breakdown.
pub const SMALLEST_CELL: u64 = 5;

/// By what subjects are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BrokenDownBy {
    /// The kind of device that the detection named.
    DeviceKind,
    /// Whether it is the line's first, second or a later quarantine.
    NthQuarantine,
    /// How the subject left its first quarantine since enrolment.
    ExitRoute,
}

/// One arm's part in a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BreakdownCell {
    /// The arm.
    pub arm: ArmName,
    /// The rate; `None` where it is not shown because a count in the row or column is small.
    pub rate: Option<Rate>,
}

/// One kind of subject.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BreakdownRow {
    /// The kind, in words.
    pub group: String,
    /// One cell an arm, in the order of the plan.
    pub cells: Vec<BreakdownCell>,
}

/// One metric within kinds of subject. Always exploratory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Breakdown {
    /// By what subjects are told apart.
    pub by: BrokenDownBy,
    /// What is counted.
    pub metric: Metric,
    /// The kinds that occur, the most frequent first.
    pub rows: Vec<BreakdownRow>,
    /// Cells that are not shown.
    pub n_suppressed: u64,
    /// Counts below this are not shown.
    pub smallest_cell: u64,
    /// What has to be known to read it.
    pub note: String,
}

/// What stands beside every breakdown.
const NOTE: &str = "Exploratory: no part of the plan, and nobody was randomised within it. Cells \
    are empty where a count under 5 could be read or worked out.";

/// The breakdowns of the primary metric.
pub(super) fn all(whole: &Whole) -> Vec<Breakdown> {
    let ways = [BrokenDownBy::DeviceKind, BrokenDownBy::NthQuarantine, BrokenDownBy::ExitRoute];
    ways.into_iter().map(|by| breakdown(whole, by)).collect()
}

fn breakdown(whole: &Whole, by: BrokenDownBy) -> Breakdown {
    let mut groups: BTreeMap<&str, u64> = BTreeMap::new();
    for ((_, group), share) in whole.arms.iter().flat_map(|arm| of_kind(arm, by)) {
        *groups.entry(group).or_default() += share.n;
    }
    let mut order: Vec<(&str, u64)> = groups.into_iter().filter(|(_, n)| *n > 0).collect();
    order.sort_by_key(|(_, n)| Reverse(*n));
    let counts: Vec<Vec<Count>> = order
        .iter()
        .map(|(group, _)| whole.arms.iter().map(|arm| count(arm, by, group)).collect())
        .collect();
    let hidden = suppressed(&counts);
    let cell = |(place, name): (usize, &ArmName), row: usize| BreakdownCell {
        arm: name.clone(),
        rate: (!hidden[row][place]).then(|| Rate::of(counts[row][place])),
    };
    let rows = order.iter().enumerate().map(|(row, (group, _))| BreakdownRow {
        group: (*group).to_owned(),
        cells: whole
            .named_arms()
            .map(|(name, _)| name)
            .enumerate()
            .map(|at| cell(at, row))
            .collect(),
    });
    Breakdown {
        by,
        metric: whole.plan().primary.metric,
        rows: rows.collect(),
        n_suppressed: hidden.iter().flatten().filter(|hidden| **hidden).count() as u64,
        smallest_cell: SMALLEST_CELL,
        note: NOTE.to_owned(),
    }
}

fn of_kind(
    arm: &ArmTotals,
    by: BrokenDownBy,
) -> impl Iterator<Item = (&(BrokenDownBy, String), &Share)> {
    arm.groups.iter().filter(move |((kind, _), _)| *kind == by)
}

fn count(arm: &ArmTotals, by: BrokenDownBy, group: &str) -> Count {
    let share = arm.groups.get(&(by, group.to_owned())).copied().unwrap_or_default();
    share.as_count()
}

/// Which cells are not shown: those with a small count of subjects with or without the event, and
/// in every column where that is one cell alone, the next smallest too, as the arm's total is
/// shown and would tell it.
fn suppressed(counts: &[Vec<Count>]) -> Vec<Vec<bool>> {
    let is_small = |n: u64| 0 < n && n < SMALLEST_CELL;
    let mut hidden: Vec<Vec<bool>> = counts
        .iter()
        .map(|row| row.iter().map(|cell| is_small(cell.x()) || is_small(cell.rest())).collect())
        .collect();
    let n_arms = counts.first().map_or(0, Vec::len);
    for arm in 0..n_arms {
        let alone = hidden.iter().filter(|row| row[arm]).count() == 1;
        let next = (0..counts.len())
            .filter(|row| !hidden[*row][arm] && counts[*row][arm].n() > 0)
            .min_by_key(|row| counts[*row][arm].n());
        if let Some(row) = next.filter(|_| alone) {
            hidden[row][arm] = true;
        }
    }
    hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(cells: &[&[(u64, u64)]]) -> Vec<Vec<Count>> {
        let row = |row: &&[(u64, u64)]| {
            row.iter().map(|(x, n)| Count::new(*x, *n).unwrap()).collect::<Vec<_>>()
        };
        cells.iter().map(row).collect()
    }

    #[test]
    fn a_small_cell_takes_the_next_smallest_of_its_arm_with_it() {
        let table = counts(&[&[(40, 80), (30, 60)], &[(3, 20), (9, 20)], &[(10, 30), (15, 30)]]);
        assert_eq!(suppressed(&table), [[false, false], [true, false], [true, false]]);
    }

    #[test]
    fn small_counts_without_the_event_are_hidden_too() {
        let table = counts(&[&[(18, 20)], &[(30, 60)], &[(0, 7)]]);
        assert_eq!(suppressed(&table), [[true], [false], [true]]);
    }

    #[test]
    fn two_small_cells_of_an_arm_hide_each_other() {
        let table = counts(&[&[(1, 9)], &[(2, 9)], &[(30, 60)]]);
        assert_eq!(suppressed(&table), [[true], [true], [false]]);
    }
}

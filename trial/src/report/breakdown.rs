//! Breakdowns: the primary metric within kinds of subject. Exploratory, and small counts are not
//! shown.

mod suppression;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Rate;
use super::analysis::Analysis;
use crate::metric::Metric;
use crate::name::ArmName;
use crate::stats::rate::Count;
use crate::subject_status::BrokenDownBy;
use crate::totals::{ArmTotals, Share};

use suppression::hidden_rows;

/// One arm's part in a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BreakdownCell {
    /// The arm.
    pub arm: ArmName,
    /// The rate; `None` where it is not shown because a small count could be read or worked out.
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
    /// Kinds of subject whose counts are not shown.
    pub n_suppressed: u64,
    /// Counts below this, other than none at all, are not shown: the plan's own setting.
    pub smallest_count: u32,
    /// What has to be known to read it.
    pub note: String,
}

/// What stands beside every breakdown.
fn note(smallest_count: u32) -> String {
    format!(
        "Exploratory: no part of the plan, and nobody was randomised within it. A kind is not shown \
         where a count under {smallest_count} could be read or worked out."
    )
}

/// The breakdowns of the primary metric.
pub(super) fn all(analysis: &Analysis) -> Vec<Breakdown> {
    let ways = [BrokenDownBy::DeviceKind, BrokenDownBy::NthQuarantine, BrokenDownBy::ExitRoute];
    ways.into_iter().map(|by| breakdown(analysis, by)).collect()
}

fn breakdown(analysis: &Analysis, by: BrokenDownBy) -> Breakdown {
    let mut groups: BTreeMap<&str, u64> = BTreeMap::new();
    for ((_, group), share) in analysis.arms.iter().flat_map(|arm| of_kind(arm, by)) {
        *groups.entry(group).or_default() += share.n;
    }
    let mut order: Vec<(&str, u64)> = groups.into_iter().filter(|(_, n)| *n > 0).collect();
    order.sort_by_key(|(_, n)| Reverse(*n));
    let counts: Vec<Vec<Count>> = order
        .iter()
        .map(|(group, _)| analysis.arms.iter().map(|arm| count(arm, by, group)).collect())
        .collect();
    let smallest_count = analysis.plan().smallest_count;
    let hidden = hidden_rows(&counts, u64::from(smallest_count));
    let cell = |(place, name): (usize, &ArmName), row: usize| BreakdownCell {
        arm: name.clone(),
        rate: (!hidden[row]).then(|| Rate::of(counts[row][place])),
    };
    let rows = order.iter().enumerate().map(|(row, (group, _))| BreakdownRow {
        group: (*group).to_owned(),
        cells: analysis
            .named_arms()
            .map(|(name, _)| name)
            .enumerate()
            .map(|at| cell(at, row))
            .collect(),
    });
    Breakdown {
        by,
        metric: analysis.plan().primary.metric,
        rows: rows.collect(),
        n_suppressed: hidden.iter().filter(|hidden| **hidden).count() as u64,
        smallest_count,
        note: note(smallest_count),
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

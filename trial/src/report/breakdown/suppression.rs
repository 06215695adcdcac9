//! Suppression of rows of a breakdown, so that no small count can be read or worked out.

use crate::stats::rate::Count;

/// Which rows are not shown when counts from 1 to below `k` are small: one entry a row.
///
/// A row with a small count of subjects with or without the event in any arm is hidden in every
/// arm, as a row is there to compare them. The arms' totals are shown, so what the hidden rows of
/// an arm hold together is known: while that is one row's alone, or a small count, the smallest
/// row that is shown is hidden too.
pub fn hidden_rows(counts: &[Vec<Count>], k: u64) -> Vec<bool> {
    let is_small = |count: &Count| [count.x(), count.rest()].iter().any(|n| (1..k).contains(n));
    let mut hidden: Vec<bool> = counts.iter().map(|row| row.iter().any(is_small)).collect();
    let n_arms = counts.first().map_or(0, Vec::len);
    while (0..n_arms).any(|arm| tells(counts, &hidden, arm, k)) {
        let shown = (0..counts.len()).filter(|row| !hidden[*row]);
        let Some(smallest) =
            shown.min_by_key(|row| counts[*row].iter().map(|count| count.n()).sum::<u64>())
        else {
            break;
        };
        hidden[smallest] = true;
    }
    hidden
}

/// Whether the totals of an arm tell a small count of a hidden row.
fn tells(counts: &[Vec<Count>], hidden: &[bool], arm: usize, k: u64) -> bool {
    let of_arm = counts.iter().zip(hidden).filter(|(_, hidden)| **hidden).map(|(row, _)| row[arm]);
    let inhabited: Vec<Count> = of_arm.filter(|count| count.n() > 0).collect();
    let sum = |part: fn(Count) -> u64| inhabited.iter().map(|count| part(*count)).sum::<u64>();
    let is_small = |n: u64| (1..k).contains(&n);
    inhabited.len() == 1 || is_small(sum(Count::x)) || is_small(sum(Count::rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn counts(cells: &[&[(u64, u64)]]) -> Vec<Vec<Count>> {
        let row = |row: &&[(u64, u64)]| {
            row.iter().map(|(x, n)| Count::new(*x, *n).unwrap()).collect::<Vec<_>>()
        };
        cells.iter().map(row).collect()
    }

    #[test]
    fn a_small_cell_hides_its_row_and_the_smallest_other_one() {
        let table = counts(&[&[(40, 80), (30, 60)], &[(3, 20), (9, 20)], &[(10, 30), (15, 30)]]);
        assert_eq!(hidden_rows(&table, 5), [false, true, true]);
    }

    #[test]
    fn small_counts_without_the_event_are_hidden_too() {
        let table = counts(&[&[(18, 20)], &[(30, 60)], &[(0, 7)]]);
        assert_eq!(hidden_rows(&table, 5), [true, false, true]);
    }

    #[test]
    fn hidden_rows_whose_sum_is_small_take_another_with_them() {
        let table = counts(&[&[(1, 9)], &[(2, 9)], &[(30, 60)], &[(20, 45)]]);
        assert_eq!(hidden_rows(&table, 5), [true, true, false, true]);
        assert_eq!(hidden_rows(&table, 3), [true, true, false, false]);
    }

    #[test]
    fn a_kind_that_does_not_occur_in_an_arm_hides_nothing() {
        let table = counts(&[&[(40, 80), (30, 60)], &[(9, 20), (0, 0)]]);
        assert_eq!(hidden_rows(&table, 5), [false, false]);
    }

    proptest! {
        #[test]
        fn what_is_shown_never_tells_a_small_count(
            cells in prop::collection::vec(prop::collection::vec((0u64..30, 0u64..30), 2), 1..7),
            k in 2u64..8,
        ) {
            let row = |row: &Vec<(u64, u64)>| {
                row.iter().map(|(x, rest)| Count::new(*x, x + rest).unwrap()).collect()
            };
            let table: Vec<Vec<Count>> = cells.iter().map(row).collect();
            let hidden = hidden_rows(&table, k);
            let small = |n: u64| (1..k).contains(&n);
            for (row, hidden) in table.iter().zip(&hidden).filter(|(_, hidden)| !**hidden) {
                prop_assert!(row.iter().all(|c| !small(c.x()) && !small(c.rest())), "{hidden}");
            }
            if hidden.iter().any(|hidden| !hidden) {
                prop_assert!((0..2).all(|arm| !tells(&table, &hidden, arm, k)));
            }
        }
    }
}

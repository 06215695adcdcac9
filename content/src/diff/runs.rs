//! Two rows of tokens as runs that are in both and runs that are not, in nearly linear time. The
//! fewest changes take time with the product of both lengths, so they are looked for in short rows
//! only; long ones are first cut where a token that each has once stands in both.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The longest rows between which the fewest changes are looked for; longer ones without a token in
/// common that each has once are replaced as a whole.
const MAX_TOKENS: usize = 1_000;

/// The most pairs of tokens that are compared between two places that long rows have in common;
/// a long text may have hundreds of such stretches.
const MAX_PAIRS_BETWEEN: usize = 200 * 200;

/// A stretch of two rows.
pub(super) enum Run {
    /// In both; its place in the second.
    Same(Range<usize>),
    /// What stands in the first, and what stands in its place in the second.
    Replaced(Range<usize>, Range<usize>),
}

/// What two rows have in common, in their order.
pub(super) fn runs(old: &[&str], new: &[&str]) -> Vec<Run> {
    if old.len() <= MAX_TOKENS && new.len() <= MAX_TOKENS {
        let mut runs = Vec::new();
        fewest_changes((old, new), (0, 0), &mut runs);
        return runs;
    }
    let n_first = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (old_rest, new_rest) = (&old[n_first..], &new[n_first..]);
    let from_end = old_rest.iter().rev().zip(new_rest.iter().rev());
    let n_last = from_end.take_while(|(old, new)| old == new).count();
    let ends = (old.len() - n_last, new.len() - n_last);
    let mut runs = vec![Run::Same(0..n_first)];
    let mut from = (n_first, n_first);
    let middle = (&old[n_first..ends.0], &new[n_first..ends.1]);
    let common = common_once(middle.0, middle.1).into_iter();
    for (at, new_at) in common.map(|(at, new_at)| (at + n_first, new_at + n_first)).chain([ends]) {
        between((&old[from.0..at], &new[from.1..new_at]), from, &mut runs);
        if (at, new_at) != ends {
            runs.push(Run::Same(new_at..new_at + 1));
        }
        from = (at + 1, new_at + 1);
    }
    runs.push(Run::Same(ends.1..new.len()));
    runs
}

/// The changes between two rows that begin at `from`.
fn between(rows: (&[&str], &[&str]), from: (usize, usize), runs: &mut Vec<Run>) {
    let (n_old, n_new) = (rows.0.len(), rows.1.len());
    if n_old.saturating_mul(n_new) <= MAX_PAIRS_BETWEEN {
        fewest_changes(rows, from, runs);
    } else {
        runs.push(Run::Replaced(from.0..from.0 + n_old, from.1..from.1 + n_new));
    }
}

fn fewest_changes((old, new): (&[&str], &[&str]), from: (usize, usize), runs: &mut Vec<Run>) {
    let moved = |range: Range<usize>, by: usize| range.start + by..range.end + by;
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let come = moved(op.new_range(), from.1);
        runs.push(match op {
            DiffOp::Equal { .. } => Run::Same(come),
            _ => Run::Replaced(moved(op.old_range(), from.0), come),
        });
    }
}

/// The places in both rows of tokens that each has exactly once and that follow in one order.
fn common_once(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let mut places = Places::with_capacity_and_hasher(old.len(), BuildHasherDefault::default());
    for (at, token) in old.iter().enumerate() {
        places.entry(token).or_insert([NEVER; 2])[0].add(at);
    }
    for (at, token) in new.iter().enumerate() {
        // What the first row lacks is in no row of both, however often the second has it.
        if let Some([_, place]) = places.get_mut(token) {
            place.add(at);
        }
    }
    let mut in_new_order = vec![None; new.len()];
    for [old_place, new_place] in places.into_values() {
        if let (Some(old_at), Some(new_at)) = (old_place.once(), new_place.once()) {
            in_new_order[new_at] = Some(old_at);
        }
    }
    in_place(in_new_order.into_iter())
}

/// Where each token stands in either row. A tree of so many tokens would take most of the time; the
/// keys of the hash are fixed, because nothing here is random.
type Places<'t> = HashMap<&'t str, [Place; 2], BuildHasherDefault<DefaultHasher>>;

/// The only place of a token in a row, in four bytes: a map of a long text has to fit the cache.
#[derive(Clone, Copy)]
struct Place(u32);

const NEVER: Place = Place(u32::MAX);
const OFTEN: Place = Place(u32::MAX - 1);

impl Place {
    fn add(&mut self, at: usize) {
        let at = u32::try_from(at).map_or(OFTEN, Place);
        *self = if self.0 == NEVER.0 { at } else { OFTEN };
    }

    fn once(self) -> Option<usize> {
        (self.0 < OFTEN.0).then_some(self.0 as usize)
    }
}

/// Of old places in their new order the most that still follow one another, each with its new place;
/// the others have moved or are new.
pub(super) fn in_place(places: impl Iterator<Item = Option<usize>>) -> Vec<(usize, usize)> {
    let known = places.enumerate().filter_map(|(new, old)| Some((old?, new)));
    let pairs: Vec<(usize, usize)> = known.collect();
    // For each length the row that ends lowest, and for each pair what comes before it in its row.
    let mut ends: Vec<usize> = Vec::new();
    let mut before = Vec::with_capacity(pairs.len());
    for (at, (old, _)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].0 < *old);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut row = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        row.push(pairs[at]);
        next = before[at];
    }
    row.reverse();
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_that_follow_one_another_stay() {
        let of = |places: &[usize]| in_place(places.iter().copied().map(Some));
        assert_eq!(of(&[]), []);
        assert_eq!(of(&[1, 2, 0]), [(1, 0), (2, 1)]);
        assert_eq!(of(&[3, 0, 1, 4, 2]), [(0, 1), (1, 2), (2, 4)]);
        assert_eq!(in_place([None, Some(4)].into_iter()), [(4, 1)]);
    }

    #[test]
    fn long_rows_are_cut_at_what_each_has_once() {
        let numbers: Vec<String> = (0..2 * MAX_TOKENS).map(|number| number.to_string()).collect();
        let old: Vec<&str> = numbers.iter().map(String::as_str).collect();
        let mut new = old.clone();
        (new[100], new[1_900]) = ("x", "y");
        let replaced: Vec<_> = runs(&old, &new)
            .into_iter()
            .filter_map(|run| match run {
                Run::Replaced(old, new) => Some((old, new)),
                Run::Same(_) => None,
            })
            .collect();
        assert_eq!(replaced, [(100..101, 100..101), (1_900..1_901, 1_900..1_901)]);
    }
}

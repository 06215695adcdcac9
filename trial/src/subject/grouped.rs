//! Rows of one kind, put together by subject in two passes and one piece of memory.

use std::cmp::Ordering;

/// Rows by the place of their subject.
#[derive(Clone, Debug)]
pub struct Grouped<'a, T> {
    rows: Vec<&'a T>,
    /// Where each place's rows begin; one more than there are places.
    starts: Vec<usize>,
}

impl<'a, T> Grouped<'a, T> {
    /// The rows of `n_places` places, each place's in this order. Every place among `rows`
    /// is below `n_places`.
    pub fn new(
        n_places: usize,
        rows: impl Iterator<Item = (usize, &'a T)>,
        order: impl Fn(&T, &T) -> Ordering,
    ) -> Self {
        let rows: Vec<(usize, &'a T)> = rows.collect();
        let mut starts = vec![0; n_places + 1];
        for (place, _) in &rows {
            starts[place + 1] += 1;
        }
        for place in 0..n_places {
            starts[place + 1] += starts[place];
        }
        let mut grouped = Self { rows: in_place(&rows, &starts), starts };
        for place in 0..n_places {
            let (from, to) = (grouped.starts[place], grouped.starts[place + 1]);
            grouped.rows[from..to].sort_by(|one, other| order(one, other));
        }
        grouped
    }

    /// The rows of a place; none for a place that does not exist.
    pub fn of(&self, place: usize) -> &[&'a T] {
        match (self.starts.get(place), self.starts.get(place + 1)) {
            (Some(from), Some(to)) => &self.rows[*from..*to],
            _ => &[],
        }
    }
}

/// The rows, each moved to the next free slot of its place.
fn in_place<'a, T>(rows: &[(usize, &'a T)], starts: &[usize]) -> Vec<&'a T> {
    let Some((_, any)) = rows.first() else {
        return Vec::new();
    };
    let mut free = starts.to_vec();
    let mut moved = vec![*any; rows.len()];
    for (place, row) in rows {
        moved[free[*place]] = *row;
        free[*place] += 1;
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_with_their_place_in_the_order_of_their_key() {
        let rows = [(2, &30u8), (0, &11), (2, &10), (0, &12), (2, &20)];
        let grouped = Grouped::new(4, rows.into_iter(), u8::cmp);
        assert_eq!(grouped.of(0), [&11, &12]);
        assert_eq!(grouped.of(2), [&10, &20, &30]);
        assert!(grouped.of(1).is_empty() && grouped.of(3).is_empty() && grouped.of(4).is_empty());
    }

    #[test]
    fn without_rows_every_place_is_empty() {
        let grouped: Grouped<'_, u8> = Grouped::new(2, std::iter::empty(), u8::cmp);
        assert!(grouped.of(0).is_empty() && grouped.of(1).is_empty());
    }
}

//! The hypergeometric distribution: marked ones among the drawn.

use super::stretch::{Growth, Stretch};

/// An urn of marked and plain items from which some are drawn.
#[derive(Clone, Copy, Debug)]
pub struct Urn {
    /// Items of the kind that is counted.
    pub marked: u64,
    /// All other items.
    pub plain: u64,
    /// Items drawn; at most all.
    pub drawn: u64,
}

/// Counts less probable than this share of the likeliest are left out: they are as good as
/// impossible, and whole arms of them would only take time.
const NEGLIGIBLE: f64 = 1e-300;

impl Urn {
    /// The smallest possible number of marked items among the drawn.
    pub fn lowest(self) -> u64 {
        self.drawn.saturating_sub(self.plain)
    }

    /// The largest possible number of marked items among the drawn.
    pub fn highest(self) -> u64 {
        self.drawn.min(self.marked)
    }

    /// P(k + 1) / P(k) as its two parts.
    pub fn ratio(self, k: u64) -> (f64, f64) {
        let above = (self.marked - k) as f64 * (self.drawn - k) as f64;
        let below = (k + 1) as f64 * (self.plain + k + 1 - self.drawn) as f64;
        (above, below)
    }

    /// The distribution of the number of marked items among the drawn.
    pub fn distribution(self) -> Stretch {
        let (lowest, highest, mode) = (self.lowest(), self.highest(), self.mode());
        let growth = Growth { mode, top: 1.0, lowest, highest, negligible: NEGLIGIBLE };
        let mut stretch = Stretch::default();
        stretch.grow(&growth, |k| self.ratio(k));
        stretch.normalise();
        stretch
    }

    /// The first k whose successor is no likelier.
    fn mode(self) -> u64 {
        let (mut low, mut high) = (self.lowest(), self.highest());
        while low < high {
            let middle = low + (high - low) / 2;
            let (above, below) = self.ratio(middle);
            if above > below {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lady_and_her_tea() {
        let cups = Urn { marked: 4, plain: 4, drawn: 4 }.distribution();
        let expected = [1.0, 16.0, 36.0, 16.0, 1.0].map(|ways| ways / 70.0);
        for (got, expected) in cups.probabilities.iter().zip(expected) {
            assert!((got - expected).abs() < 1e-15);
        }
    }

    #[test]
    fn an_urn_that_leaves_no_choice_has_one_outcome() {
        let all = Urn { marked: 3, plain: 0, drawn: 2 }.distribution();
        assert_eq!((all.first, all.probabilities), (2, vec![1.0]));
    }

    #[test]
    fn far_tails_of_large_urns_are_cut_and_the_rest_is_whole() {
        let urn = Urn { marked: 500_000, plain: 500_000, drawn: 500_000 }.distribution();
        assert!(urn.probabilities.len() < 40_000);
        assert!((urn.up_to(250_000) + urn.from(250_001) - 1.0).abs() < 1e-12);
        assert_eq!(urn.probability(3), 0.0);
    }
}

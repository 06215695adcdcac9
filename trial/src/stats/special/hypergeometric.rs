//! How many of the drawn are marked: the hypergeometric distribution, and Fisher's noncentral one
//! when marked items are drawn at other odds.

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

/// Probabilities of every possible number of marked items among the drawn.
pub struct Distribution {
    /// The smallest number that can be drawn.
    pub lowest: u64,
    /// Probabilities of `lowest`, `lowest` + 1, …; they sum to 1.
    pub probabilities: Vec<f64>,
}

impl Urn {
    /// The smallest possible number of marked items among the drawn.
    pub fn lowest(self) -> u64 {
        self.drawn.saturating_sub(self.plain)
    }

    /// The largest possible number of marked items among the drawn.
    pub fn highest(self) -> u64 {
        self.drawn.min(self.marked)
    }

    /// P(k + 1) / P(k) when marked items are drawn at `odds` times the odds of plain ones.
    pub fn step(self, k: u64, odds: f64) -> f64 {
        let up = (self.marked - k) as f64 * (self.drawn - k) as f64;
        let down = (k + 1) as f64 * (self.plain + k + 1 - self.drawn) as f64;
        up * odds / down
    }

    /// All probabilities at even odds, from the ratios of neighbours, outwards from the mode.
    pub fn distribution(self) -> Distribution {
        self.distribution_at(1.0)
    }

    /// All probabilities when marked items are drawn at `odds` times the odds of plain ones
    /// (Fisher's noncentral hypergeometric distribution); `odds` is above 0.
    pub fn distribution_at(self, odds: f64) -> Distribution {
        let (lowest, highest) = (self.lowest(), self.highest());
        let mode = self.mode(odds);
        let mut weights = vec![0.0; (highest - lowest + 1) as usize];
        let at = |k: u64| (k - lowest) as usize;
        weights[at(mode)] = 1.0;
        for k in mode..highest {
            weights[at(k + 1)] = weights[at(k)] * self.step(k, odds);
        }
        for k in (lowest..mode).rev() {
            weights[at(k)] = weights[at(k + 1)] / self.step(k, odds);
        }
        let total: f64 = weights.iter().sum();
        weights.iter_mut().for_each(|weight| *weight /= total);
        Distribution { lowest, probabilities: weights }
    }

    /// The first k whose successor is no likelier.
    fn mode(self, odds: f64) -> u64 {
        let (mut low, mut high) = (self.lowest(), self.highest());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.step(middle, odds) > 1.0 {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

impl Distribution {
    /// P(K = k); 0 outside what can be drawn.
    pub fn probability(&self, k: u64) -> f64 {
        let at = k.checked_sub(self.lowest).and_then(|at| usize::try_from(at).ok());
        at.and_then(|at| self.probabilities.get(at)).copied().unwrap_or(0.0)
    }

    /// P(K ≤ k).
    pub fn up_to(&self, k: u64) -> f64 {
        (self.lowest..)
            .zip(&self.probabilities)
            .take_while(|(at, _)| *at <= k)
            .map(|(_, p)| p)
            .sum()
    }

    /// P(K ≥ k).
    pub fn from(&self, k: u64) -> f64 {
        (self.lowest..).zip(&self.probabilities).filter(|(at, _)| *at >= k).map(|(_, p)| p).sum()
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
        assert_eq!((all.lowest, all.probabilities), (2, vec![1.0]));
    }

    #[test]
    fn odds_of_a_single_draw_are_weights() {
        let urn = Urn { marked: 5, plain: 5, drawn: 1 };
        let got = urn.distribution_at(0.7).probability(1);
        assert!((got - 0.7 / 1.7).abs() < 1e-15);
    }
}

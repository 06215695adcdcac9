//! A discrete distribution where it is not negligible: the probabilities of neighbouring counts,
//! grown outwards from the mode by the ratios of neighbours.

/// Neighbouring counts with their probabilities; all others are negligible.
#[derive(Clone, Debug, Default)]
pub struct Stretch {
    /// The smallest count in the stretch.
    pub first: u64,
    /// Probabilities of `first`, `first` + 1, ….
    pub probabilities: Vec<f64>,
}

/// Where a stretch grows from and how far.
pub struct Growth {
    /// The count to start from, where the distribution is highest.
    pub mode: u64,
    /// What the mode weighs.
    pub top: f64,
    /// The smallest possible count.
    pub lowest: u64,
    /// The largest possible count.
    pub highest: u64,
    /// The share of `top` below which a count is negligible.
    pub negligible: f64,
}

impl Stretch {
    /// Grows anew, keeping its memory. `ratio` gives P(k + 1) / P(k) as its two parts, so that
    /// one division a step is enough in either direction.
    pub fn grow(&mut self, growth: &Growth, ratio: impl Fn(u64) -> (f64, f64)) {
        let floor = growth.top * growth.negligible;
        let weights = &mut self.probabilities;
        weights.clear();
        let (mut k, mut here) = (growth.mode, growth.top);
        while k > growth.lowest && here > floor {
            k -= 1;
            let (above, below) = ratio(k);
            here *= below / above;
            weights.push(here);
        }
        self.first = k;
        weights.reverse();
        weights.push(growth.top);
        let (mut k, mut here) = (growth.mode, growth.top);
        while k < growth.highest && here > floor {
            let (above, below) = ratio(k);
            here *= above / below;
            k += 1;
            weights.push(here);
        }
    }

    /// Makes the weights sum to 1.
    pub fn normalise(&mut self) {
        let total: f64 = self.probabilities.iter().sum();
        self.probabilities.iter_mut().for_each(|weight| *weight /= total);
    }

    /// Each count with its probability.
    pub fn iter(&self) -> impl Iterator<Item = (u64, f64)> {
        (self.first..).zip(self.probabilities.iter().copied())
    }

    /// P(K = k); 0 outside the stretch.
    pub fn probability(&self, k: u64) -> f64 {
        let at = k.checked_sub(self.first).and_then(|at| usize::try_from(at).ok());
        at.and_then(|at| self.probabilities.get(at)).copied().unwrap_or(0.0)
    }

    /// P(K ≤ k).
    pub fn up_to(&self, k: u64) -> f64 {
        self.iter().take_while(|(at, _)| *at <= k).map(|(_, p)| p).sum()
    }

    /// P(K ≥ k).
    pub fn from(&self, k: u64) -> f64 {
        self.iter().skip_while(|(at, _)| *at < k).map(|(_, p)| p).sum()
    }
}

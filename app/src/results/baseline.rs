//! What cleans up with no notice at all: the one share that every cleanup chart keeps in sight.

/// A share with its source, from other networks and by their own definitions.
pub struct Baseline {
    /// The lower end of what was seen, 0 to 1.
    pub low: f64,
    /// The upper end, 0 to 1.
    pub high: f64,
    /// Where it was published.
    pub source: &'static str,
}

/// Infections that cleaned up with no notice: a control group and two reference networks.
pub const NO_NOTICE: Baseline = Baseline { low: 0.58, high: 0.74, source: "NDSS 2019" };

impl Baseline {
    /// The words at the mark in the chart.
    pub fn label(&self) -> String {
        format!("{:.0}–{:.0} % with no notice", self.low * 100.0, self.high * 100.0)
    }

    /// The sentence below the chart.
    pub fn sentence(&self) -> String {
        format!(
            "{:.0}–{:.0}\u{a0}% of infections cleaned up with no notice at all, in other networks and \
             by other definitions ({}, doi:10.14722/ndss.2019.23438): the upright mark in the chart.",
            self.low * 100.0,
            self.high * 100.0,
            self.source
        )
    }
}

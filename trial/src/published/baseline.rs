//! The share that cleans up with no notice at all, which every cleanup chart keeps in sight.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A share with its source, from other networks and by their own definitions.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Baseline {
    /// The lower end of what was seen, 0 to 1.
    pub low: f64,
    /// The upper end, 0 to 1.
    pub high: f64,
}

/// Infections that cleaned up with no notice: a control group and two reference networks.
pub const NO_NOTICE: Baseline = Baseline { low: 0.58, high: 0.74 };

/// Where the share was published.
const SOURCE: &str = "NDSS 2019";

impl Baseline {
    /// The words at the mark in a chart.
    pub fn label(&self) -> String {
        format!("{:.0}–{:.0} % with no notice", self.low * 100.0, self.high * 100.0)
    }

    /// The sentence below a chart.
    pub fn sentence(&self) -> String {
        format!(
            "{:.0}–{:.0}\u{a0}% of infections cleaned up with no notice at all, in other networks and \
             by other definitions ({SOURCE}, doi:10.14722/ndss.2019.23438): the upright mark in the chart.",
            self.low * 100.0,
            self.high * 100.0,
        )
    }

    /// The middle of what was seen.
    pub fn middle(&self) -> f64 {
        (self.low + self.high) / 2.0
    }
}

#[cfg(test)]
mod tests {
    use super::super::study;
    use super::*;

    #[test]
    fn the_share_is_the_printed_one() {
        let printed = &study().unwrap().caveats;
        let words = format!("{:.0}-{:.0}%", NO_NOTICE.low * 100.0, NO_NOTICE.high * 100.0);
        assert!(printed.iter().any(|caveat| caveat.starts_with(&words)), "{printed:?}");
    }
}

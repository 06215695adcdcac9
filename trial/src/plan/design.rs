//! The design from which sizes are computed: expected rate, smallest difference, power, error rates.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The numbers from which the planner computes both sizes. Shares are between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Design {
    /// The share of the primary metric that is expected in the control.
    #[schema(exclusive_minimum = 0.0, exclusive_maximum = 1.0)]
    pub baseline: f64,
    /// The smallest difference worth having, above 0 and below 1.
    #[schema(exclusive_minimum = 0.0, exclusive_maximum = 1.0)]
    pub smallest_difference: f64,
    /// The wanted chance of seeing that difference, 0.5 to 0.99.
    #[schema(minimum = 0.5, maximum = 0.99)]
    pub power: f64,
    /// The error rate of the fixed test at the planned look, above 0.
    #[schema(exclusive_minimum = 0.0, exclusive_maximum = 1.0)]
    pub alpha_planned: f64,
    /// The error rate of watching, above 0; with `alpha_planned` at most 0.05.
    #[schema(exclusive_minimum = 0.0, exclusive_maximum = 1.0)]
    pub alpha_anytime: f64,
    /// Infections that are expected to be enrolled in a week, 1 to 100,000.
    #[schema(minimum = 1, maximum = 100000)]
    pub infections_per_week: u32,
}

impl Default for Design {
    /// From 80 to 90 % with 80 % power, at 4 and 1 %; 50 infections a week.
    fn default() -> Design {
        Design {
            baseline: 0.8,
            smallest_difference: 0.1,
            power: 0.8,
            alpha_planned: 0.04,
            alpha_anytime: 0.01,
            infections_per_week: 50,
        }
    }
}

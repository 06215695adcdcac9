//! The question of a trial: its primary metric with the test, its guardrails, and the strata
//! within which arms are balanced.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::metric::Metric;
use crate::name::Stratum;

/// The fixed test of the primary metric, used once, at the planned look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// Fisher's exact test.
    #[default]
    Fisher,
    /// Boschloo's exact test: more powerful than Fisher's, and slower.
    Boschloo,
    /// The z-test with the pooled rate, which is Pearson's chi-square: for large arms.
    ChiSquare,
}

/// The metric that the verdict is about.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Primary {
    /// What is compared.
    pub metric: Metric,
    /// How, at the planned look.
    #[serde(default)]
    pub test: Test,
    /// How much worse an arm may be and still count as no worse, above 0 and below 1; `None` for a
    /// trial that asks for better only.
    #[serde(default)]
    #[schema(exclusive_minimum = 0.0, exclusive_maximum = 1.0)]
    pub margin: Option<f64>,
}

impl Default for Primary {
    fn default() -> Primary {
        Primary { metric: Metric::CleanByHorizon, test: Test::default(), margin: None }
    }
}

/// Something that must not get worse by more than a margin while the primary metric improves.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Guardrail {
    /// What is guarded.
    pub metric: Metric,
    /// By how much an arm may be worse than the control, above 0 and below 1.
    #[schema(exclusive_minimum = 0.0, exclusive_maximum = 1.0)]
    pub margin: f64,
}

/// What subjects are told apart by, so that arms are balanced within each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Strata {
    /// By nothing: one stratum for all.
    #[default]
    None,
    /// By the kind of device that the detection named.
    DeviceKind,
    /// By the language that the subscriber reads.
    Locale,
}

impl Strata {
    /// The stratum of a subject with this kind of device and this locale, both as the message side
    /// spells them; `unknown` where the one that counts is not known or cannot be a name.
    pub fn stratum(self, device_kind: Option<&str>, locale: Option<&str>) -> Stratum {
        match self {
            Strata::None => Stratum::all(),
            Strata::DeviceKind => Stratum::named_after(device_kind),
            Strata::Locale => Stratum::named_after(locale),
        }
    }
}

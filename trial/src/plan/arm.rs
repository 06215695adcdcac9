//! The arms of a plan: what a subject gets, as a form holds it and as it was checked.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
pub use words::Channel;

use crate::name::{ArmName, VariantName};

/// What a subject gets: a variant or nothing, on which channels, quarantined or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Arm {
    /// The arm's name, unique within the trial.
    pub name: ArmName,
    /// The wording; `None` for an arm that gets no message.
    pub variant: Option<VariantName>,
    /// By which ways; empty only for an arm without a variant.
    pub channels: Vec<Channel>,
    /// Whether the line is put into the garden.
    pub quarantined: bool,
    /// The arm's share of subjects, relative to the other arms: 1 to 100.
    #[schema(minimum = 1, maximum = 100)]
    pub weight: u32,
}

/// An arm as a form holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ArmDraft {
    /// The arm's name, unique within the trial.
    #[schema(value_type = ArmName)]
    pub name: String,
    /// The wording; absent for an arm that gets no message.
    #[schema(value_type = Option<VariantName>)]
    #[serde(default)]
    pub variant: Option<String>,
    /// By which ways, each once; empty only for an arm without a variant.
    #[schema(max_items = 4)]
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// Whether the line is put into the garden.
    #[serde(default)]
    pub quarantined: bool,
    /// The arm's share of subjects, relative to the other arms.
    #[schema(minimum = 1, maximum = 100)]
    pub weight: u32,
}

impl From<Arm> for ArmDraft {
    fn from(arm: Arm) -> Self {
        ArmDraft {
            name: arm.name.into(),
            variant: arm.variant.map(String::from),
            channels: arm.channels,
            quarantined: arm.quarantined,
            weight: arm.weight,
        }
    }
}

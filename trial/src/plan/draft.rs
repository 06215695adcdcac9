//! A plan as a form holds it, and what a form is told about it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::arm::ArmDraft;
use super::design::Design;
use super::looking::{Looking, SourcesDraft};
use super::question::{Guardrail, Primary, Strata};

/// A plan as a form holds it, unchecked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlanDraft {
    /// See [`super::Plan::title`].
    pub title: String,
    /// See [`super::Plan::hypothesis`].
    pub hypothesis: String,
    /// See [`super::Plan::message`].
    pub message: String,
    /// See [`super::Plan::locale`]; English unless given.
    #[serde(default = "english")]
    pub locale: String,
    /// See [`super::Plan::arms`].
    pub arms: Vec<ArmDraft>,
    /// See [`super::Plan::control`].
    pub control: String,
    /// See [`super::Plan::horizon_days`]; 14 unless given.
    #[serde(default = "fourteen")]
    pub horizon_days: u32,
    /// See [`super::Plan::quiet_days`]; 7 unless given.
    #[serde(default = "seven")]
    pub quiet_days: u32,
    /// See [`super::Plan::burden_days`]; 14 unless given.
    #[serde(default = "fourteen")]
    pub burden_days: u32,
    /// See [`super::Plan::required_feeds`].
    pub required_feeds: Vec<String>,
    /// See [`super::Plan::sources`]; none unless given.
    #[serde(default, skip_serializing_if = "SourcesDraft::names_none")]
    pub sources: SourcesDraft,
    /// See [`super::Plan::looks`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looks: Option<Looking>,
    /// See [`super::Plan::may_differ`].
    #[serde(default)]
    pub may_differ: Vec<String>,
    /// See [`super::Plan::primary`]; clean by the horizon unless given.
    #[serde(default)]
    pub primary: Primary,
    /// See [`super::Plan::guardrails`].
    #[serde(default)]
    pub guardrails: Vec<Guardrail>,
    /// See [`super::Plan::strata`]; none unless given.
    #[serde(default)]
    pub strata: Strata,
    /// See [`super::Plan::design`].
    #[serde(default)]
    pub design: Design,
    /// See [`super::Plan::smallest_count`]; 5 unless given.
    #[serde(default = "five", skip_serializing_if = "is_five")]
    pub smallest_count: u32,
    /// See [`super::Plan::ethics_note`]; empty for none.
    #[serde(default)]
    pub ethics_note: String,
}

impl Default for PlanDraft {
    /// A plan with the usual times and settings, and nothing else.
    fn default() -> PlanDraft {
        PlanDraft {
            title: String::new(),
            hypothesis: String::new(),
            message: String::new(),
            locale: english(),
            arms: Vec::new(),
            control: String::new(),
            horizon_days: fourteen(),
            quiet_days: seven(),
            burden_days: fourteen(),
            required_feeds: Vec::new(),
            sources: SourcesDraft::default(),
            looks: None,
            may_differ: Vec::new(),
            primary: Primary::default(),
            guardrails: Vec::new(),
            strata: Strata::default(),
            design: Design::default(),
            smallest_count: five(),
            ethics_note: String::new(),
        }
    }
}

fn english() -> String {
    "en".to_owned()
}

fn five() -> u32 {
    5
}

/// A plan with the usual number has the hash that it had before the number could be chosen.
fn is_five(number: &u32) -> bool {
    *number == five()
}

fn fourteen() -> u32 {
    14
}

fn seven() -> u32 {
    7
}

/// Something about a plan that cannot work, at its field, with the remedy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldProblem {
    /// The field as a path, for example `arms[1].weight`.
    pub field: String,
    /// What is wrong and what would be right, one sentence without a full stop.
    pub message: String,
}

impl std::fmt::Display for FieldProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.field, self.message)
    }
}

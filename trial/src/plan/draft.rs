//! A plan as a form holds it, and what a form is told about it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use words::Locale;

use super::arm::ArmDraft;
use super::design::Design;
use super::looking::{Looking, SourcesDraft};
use super::question::{Guardrail, Primary, Strata};
use crate::name::{ArmName, Feed};
use crate::text::{BlockId, EthicsNote, Hypothesis, MessageName, Title};

/// A plan as a form holds it, unchecked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanDraft {
    /// The question in one line.
    #[schema(value_type = Title)]
    pub title: String,
    /// What is expected and why.
    #[schema(value_type = Hypothesis)]
    pub hypothesis: String,
    /// The message whose variants are compared.
    #[schema(value_type = MessageName)]
    pub message: String,
    /// The locale served to a subject for whom none is known; English unless given.
    #[schema(value_type = Locale)]
    #[serde(default = "english")]
    pub locale: String,
    /// What is compared.
    #[schema(min_items = 2, max_items = 8)]
    pub arms: Vec<ArmDraft>,
    /// The arm that every other one is compared with.
    #[schema(value_type = ArmName)]
    pub control: String,
    /// H: subjects count as clean if they are by this day; 14 unless given.
    #[schema(minimum = 1, maximum = 90, default = 14)]
    #[serde(default = "fourteen")]
    pub horizon_days: u32,
    /// q: days without a sighting that confirm a cleanup, at most H; 7 unless given.
    #[schema(minimum = 1, maximum = 30, default = 7)]
    #[serde(default = "seven")]
    pub quiet_days: u32,
    /// B: contacts within this many days of enrolment count; 14 unless given.
    #[schema(minimum = 1, maximum = 90, default = 14)]
    #[serde(default = "fourteen")]
    pub burden_days: u32,
    /// Feeds without which a day is not observable, each once.
    #[schema(value_type = Vec<Feed>, min_items = 1)]
    pub required_feeds: Vec<String>,
    /// Sources beside the feeds whose reports are waited for; none unless given.
    #[serde(default, skip_serializing_if = "SourcesDraft::names_none")]
    pub sources: SourcesDraft,
    /// When the primary metric is looked at; daily unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looks: Option<Looking>,
    /// The blocks in which the variants are meant to differ, each once; empty for any block.
    #[schema(value_type = Vec<BlockId>)]
    #[serde(default)]
    pub may_differ: Vec<String>,
    /// What the verdict is about; clean by the horizon unless given.
    #[serde(default)]
    pub primary: Primary,
    /// What must not get worse meanwhile.
    #[serde(default)]
    pub guardrails: Vec<Guardrail>,
    /// Within which kinds of subject the arms are balanced; none unless given.
    #[serde(default)]
    pub strata: Strata,
    /// How large the trial is to be.
    #[serde(default)]
    pub design: Design,
    /// k: a breakdown shows no count from 1 to below this; 5 unless given.
    #[schema(minimum = 2, maximum = 100, default = 5)]
    #[serde(default = "five", skip_serializing_if = "is_five")]
    pub smallest_count: u32,
    /// Why it is right to leave subjects without a notice, or with an e-mail only; demanded of a
    /// new plan that has such an arm, empty for none.
    #[schema(value_type = EthicsNote)]
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

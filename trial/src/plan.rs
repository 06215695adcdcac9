//! The plan of a trial: what is compared, on whom, for how long, and what counts.
//!
//! A `PlanDraft` is plain data shaped like the form; a `Plan` has passed every check.
//! Whether the documents exist is not known here: `Trial::can_start` asks for that.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::name::{ArmName, Feed, VariantName};

mod check;

/// On which way an arm's message reaches the subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// The page in the walled garden.
    Garden,
    /// An e-mail.
    Email,
    /// A letter.
    Letter,
    /// What the help desk reads out.
    Script,
}

impl Channel {
    /// The channel's name in addresses and JSON, for example `garden`.
    pub fn name(self) -> &'static str {
        match self {
            Channel::Garden => "garden",
            Channel::Email => "email",
            Channel::Letter => "letter",
            Channel::Script => "script",
        }
    }
}

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
    pub weight: u32,
}

/// A plan that has passed every check of [`PlanDraft::check`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "PlanDraft", into = "PlanDraft")]
#[schema(as = Plan)]
pub struct Plan {
    /// The question in one line: 1 to 90 characters.
    pub title: String,
    /// What is expected and why: 1 to 500 characters.
    pub hypothesis: String,
    /// The message whose variants are compared, a slug.
    pub message: String,
    /// The locale served to a subject for whom none is known, BCP 47.
    pub locale: String,
    /// Two to eight arms.
    pub arms: Vec<Arm>,
    /// The arm that every other one is compared with.
    pub control: ArmName,
    /// H: subjects count as clean if they are by this day: 1 to 90.
    pub horizon_days: u32,
    /// q: days without a sighting, on observable days, that confirm a cleanup: 1 to 30, at most H.
    pub quiet_days: u32,
    /// B: contacts within this many days of enrolment count as burden: 1 to 90.
    pub burden_days: u32,
    /// Feeds without which a day is not observable: at least one.
    pub required_feeds: Vec<Feed>,
}

impl Plan {
    /// The arm of that name.
    pub fn arm(&self, name: &ArmName) -> Option<&Arm> {
        self.arms.iter().find(|arm| arm.name == *name)
    }

    /// The arms that are compared with the control, in the order of the plan.
    pub fn treatments(&self) -> impl Iterator<Item = &Arm> {
        self.arms.iter().filter(|arm| arm.name != self.control)
    }

    /// The weights of the arms, in the order of the plan.
    pub fn weights(&self) -> Vec<u32> {
        self.arms.iter().map(|arm| arm.weight).collect()
    }
}

/// An arm as a form holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ArmDraft {
    /// See [`Arm::name`].
    pub name: String,
    /// See [`Arm::variant`].
    #[serde(default)]
    pub variant: Option<String>,
    /// See [`Arm::channels`].
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// See [`Arm::quarantined`].
    #[serde(default)]
    pub quarantined: bool,
    /// See [`Arm::weight`].
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

/// A plan as a form holds it, unchecked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlanDraft {
    /// See [`Plan::title`].
    pub title: String,
    /// See [`Plan::hypothesis`].
    pub hypothesis: String,
    /// See [`Plan::message`].
    pub message: String,
    /// See [`Plan::locale`]; English unless given.
    #[serde(default = "english")]
    pub locale: String,
    /// See [`Plan::arms`].
    pub arms: Vec<ArmDraft>,
    /// See [`Plan::control`].
    pub control: String,
    /// See [`Plan::horizon_days`]; 14 unless given.
    #[serde(default = "fourteen")]
    pub horizon_days: u32,
    /// See [`Plan::quiet_days`]; 7 unless given.
    #[serde(default = "seven")]
    pub quiet_days: u32,
    /// See [`Plan::burden_days`]; 14 unless given.
    #[serde(default = "fourteen")]
    pub burden_days: u32,
    /// See [`Plan::required_feeds`].
    pub required_feeds: Vec<String>,
}

fn english() -> String {
    "en".to_owned()
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

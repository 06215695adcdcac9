//! The plan of a trial: what is compared, on whom, for how long, and what counts.
//!
//! A `PlanDraft` is plain data shaped like the form; a `Plan` has passed every check.
//! Whether the documents exist is not known here: `Trial::can_start` asks for that.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use words::{Locale, Slug};

use crate::metric::Wanted;
use crate::name::{ArmName, Feed};
use crate::text::{BlockId, EthicsNote, Hypothesis, Title};

mod arm;
mod check;
mod design;
mod draft;
mod hash;
mod looking;
mod question;

pub(crate) use check::NO_ETHICS_NOTE;

pub use arm::{Arm, ArmDraft, Channel};
pub use design::Design;
pub use draft::{FieldProblem, PlanDraft};
pub use looking::{Looking, Sources, SourcesDraft};
pub use question::{Guardrail, Primary, Strata, Test};

/// A plan that has passed every check of [`PlanDraft::check`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "PlanDraft", into = "PlanDraft")]
#[schema(as = Plan)]
pub struct Plan {
    /// The question in one line: 1 to 90 characters.
    #[schema(value_type = Title)]
    pub title: String,
    /// What is expected and why: 1 to 500 characters.
    #[schema(value_type = Hypothesis)]
    pub hypothesis: String,
    /// The message whose variants are compared.
    pub message: Slug,
    /// The language served to a subject for whom none is known.
    pub locale: Locale,
    /// Two to eight arms.
    #[schema(min_items = 2, max_items = 8)]
    pub arms: Vec<Arm>,
    /// The arm that every other one is compared with.
    pub control: ArmName,
    /// H: subjects count as clean if they are by this day: 1 to 90.
    #[schema(minimum = 1, maximum = 90)]
    pub horizon_days: u32,
    /// q: days without a sighting, on observable days, that confirm a cleanup: 1 to 30, at most H.
    #[schema(minimum = 1, maximum = 30)]
    pub quiet_days: u32,
    /// B: contacts within this many days of enrolment count as burden: 1 to 90.
    #[schema(minimum = 1, maximum = 90)]
    pub burden_days: u32,
    /// Feeds without which a day is not observable: at least one.
    #[schema(min_items = 1)]
    pub required_feeds: Vec<Feed>,
    /// Sources beside the feeds whose reports are waited for.
    #[schema(required = false)]
    pub sources: Sources,
    /// When the primary metric is looked at; `None` for a plan from before looks, which keeps the
    /// rule that it was started with.
    pub looks: Option<Looking>,
    /// The blocks, by their ids, in which the variants are meant to differ; empty for any block.
    #[schema(value_type = Vec<BlockId>)]
    pub may_differ: Vec<String>,
    /// What the verdict is about.
    pub primary: Primary,
    /// What must not get worse meanwhile.
    pub guardrails: Vec<Guardrail>,
    /// Within which kinds of subject the arms are balanced.
    pub strata: Strata,
    /// How large the trial is to be.
    pub design: Design,
    /// k: a breakdown shows no count from 1 to below this: 2 to 100; 5 where it is left out.
    #[schema(minimum = 2, maximum = 100, default = 5, required = false)]
    pub smallest_count: u32,
    /// Why it is right to leave subjects without a notice, or with an e-mail only: up to 500
    /// characters, empty for none; demanded of a new plan that has such an arm.
    #[schema(value_type = EthicsNote, required = false)]
    pub ethics_note: Option<String>,
}

impl Plan {
    /// The arm of that name.
    pub fn arm(&self, name: &ArmName) -> Option<&Arm> {
        self.arms.iter().find(|arm| arm.name == *name)
    }

    /// The place of the control among the arms; a checked plan has one.
    pub fn control_place(&self) -> usize {
        self.arms.iter().position(|arm| arm.name == self.control).unwrap_or(0)
    }

    /// The arms that are compared with the control, in the order of the plan.
    pub fn treatments(&self) -> impl Iterator<Item = &Arm> {
        self.arms.iter().filter(|arm| arm.name != self.control)
    }

    /// Everything whose reports by day are read: the required feeds and the named sources, each once.
    pub fn reporting(&self) -> Vec<Feed> {
        let Sources { quarantine_log, contacts, resolver: _ } = &self.sources;
        let mut names = self.covering();
        for source in quarantine_log.iter().chain(contacts) {
            if !names.contains(source) {
                names.push(source.clone());
            }
        }
        names
    }

    /// Everything that has to report a day for it to be covered: the required feeds and, where one is
    /// configured, the resolver.
    pub fn covering(&self) -> Vec<Feed> {
        let mut names = self.required_feeds.clone();
        names.extend(self.sources.resolver.clone().filter(|resolver| !names.contains(resolver)));
        names
    }

    /// Which way the primary metric should go. A checked plan has one that has a way to go.
    pub fn wanted(&self) -> Wanted {
        self.primary.metric.wanted().unwrap_or(Wanted::More)
    }

    /// The weights of the arms, in the order of the plan, divided by their greatest common divisor:
    /// 50 and 50 draw like 1 and 1. Those of a plan from before looks are as they were written, so
    /// that its draws can be repeated for ever.
    pub fn weights(&self) -> Vec<u32> {
        let weights: Vec<u32> = self.arms.iter().map(|arm| arm.weight).collect();
        let divisor = match self.looks {
            Some(_) => weights.iter().copied().fold(0, common_divisor).max(1),
            None => 1,
        };
        weights.iter().map(|weight| weight / divisor).collect()
    }
}

/// The greatest common divisor.
pub(crate) fn common_divisor(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

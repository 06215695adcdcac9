//! A trial: its plan, its state, and which steps it allows.
//!
//! What a user may do is asked here; the app disables the button with the reasons that the server
//! would refuse with.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use words::{Hash, Locale};

use crate::looks::PlannedSizes;
use crate::name::{ArmName, TrialId};
use crate::plan::{Arm, Channel, Looking, NO_ETHICS_NOTE, Plan};
use crate::text::StopReason;

/// The code of what speaks against comparing the arms.
pub const NOT_COMPARABLE: &str = "not_comparable";

/// Where a trial stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum TrialState {
    /// Not started; the plan may still change.
    Planned,
    /// Subjects are being enrolled.
    Running {
        /// When it started.
        #[serde(with = "crate::rfc3339::moment")]
        started_at: Timestamp,
    },
    /// Over; its report stays readable.
    Stopped {
        /// When it started.
        #[serde(with = "crate::rfc3339::moment")]
        started_at: Timestamp,
        /// When it stopped.
        #[serde(with = "crate::rfc3339::moment")]
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
    /// In which language.
    pub locale: Locale,
    /// The hash of the revision.
    pub revision: Hash,
    /// Whether a second person had approved the revision when it was frozen.
    pub reviewed: bool,
}

/// A trial.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
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
    #[serde(with = "crate::rfc3339::optional_moment", default)]
    pub simulated_now: Option<Timestamp>,
    /// The documents frozen at the start; empty before.
    pub frozen: Vec<Frozen>,
    /// The commitment to the sealed seed; `None` before the start.
    pub seed_commitment: Option<String>,
    /// Subjects and information that the looks wait for, kept since the start; `None` before it,
    /// and for a trial that was started before there were looks.
    #[serde(default)]
    pub sizes: Option<PlannedSizes>,
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
    /// What speaks against serving it beside the control.
    #[serde(default)]
    pub objections: Vec<Objection>,
}

/// Why a comparison with what an arm serves would not tell what it is to tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Objection {
    /// The lint rule that says so, such as `X-01`.
    pub rule: String,
    /// What is wrong, and in which locale.
    pub message: String,
    /// Whether the trial must not start with it.
    pub blocks: bool,
}

impl Refusal {
    fn new(code: &str, message: impl Into<String>, field: Option<String>) -> Self {
        Self { code: code.to_owned(), message: message.into(), field }
    }
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

    /// Whether it was started before there were looks, and keeps the rule of then.
    pub fn has_former_rule(&self) -> bool {
        self.plan.looks.is_none() && self.state != TrialState::Planned
    }

    /// Whether so many enrolled subjects, by arm in the order of the plan, reach the planned
    /// information of every comparison: then enrolment closes. Never for a trial without sizes.
    pub fn is_full(&self, enrolled: &[u64]) -> bool {
        let control = self.plan.control_place();
        self.sizes.as_ref().is_some_and(|sizes| sizes.are_reached(enrolled, control))
    }

    /// Why the trial cannot start; empty when it can. `documents` holds one fact for every arm and
    /// channel of the plan; a document without a fact counts as missing.
    ///
    /// Codes: `already_started`, `ethics_note_missing`, `no_size`, `document_missing`,
    /// `document_blocked`, `not_comparable`.
    pub fn can_start(&self, documents: &[DocumentFact]) -> Vec<Refusal> {
        if self.state != TrialState::Planned {
            let message = "the trial has been started before: plan a new one to try again";
            return vec![Refusal::new("already_started", message, None)];
        }
        let arms = self.plan.arms.iter().enumerate();
        let of_documents = arms.flat_map(|(index, arm)| {
            arm.channels.iter().filter_map(move |channel| {
                let is_it = |fact: &&DocumentFact| fact.arm == arm.name && fact.channel == *channel;
                let field = format!("arms[{index}].variant");
                self.refuse_document(arm, *channel, documents.iter().find(is_it), field)
            })
        });
        let of_arms = self.objections(documents, true);
        let of_plan = self.refuse_ethics().into_iter().chain(self.refuse_size());
        of_plan.chain(of_documents).chain(of_arms).collect()
    }

    /// What somebody should know before the start, and may start all the same. Code: `not_comparable`.
    pub fn worth_knowing(&self, documents: &[DocumentFact]) -> Vec<Refusal> {
        self.objections(documents, false).collect()
    }

    fn objections(
        &self,
        documents: &[DocumentFact],
        blocks: bool,
    ) -> impl Iterator<Item = Refusal> {
        let of = move |fact: &DocumentFact| {
            let told = fact.objections.iter().filter(move |objection| objection.blocks == blocks);
            let refusal = |Objection { rule, message, .. }: &Objection| {
                let (arm, channel) = (&fact.arm, fact.channel.name());
                let message = format!("arm {arm}, {channel}: {message} ({rule})");
                Refusal::new(NOT_COMPARABLE, message, Some("may_differ".to_owned()))
            };
            told.map(refusal).collect::<Vec<_>>()
        };
        documents.iter().flat_map(of).collect::<Vec<_>>().into_iter()
    }

    /// A stored plan may be older than the demand for the note.
    fn refuse_ethics(&self) -> Option<Refusal> {
        let needs_note = self.plan.arms.iter().any(Arm::tells_little);
        (needs_note && self.plan.ethics_note.is_none()).then(|| {
            let field = Some("ethics_note".to_owned());
            Refusal::new("ethics_note_missing", NO_ETHICS_NOTE, field)
        })
    }

    /// A stored plan may be older than the checks of its design.
    fn refuse_size(&self) -> Option<Refusal> {
        let message = "the plan's rates and weights give no number of subjects to look at: change \
                       the expected rate or the smallest difference";
        let field = Some("design".to_owned());
        self.planned_sizes().is_none().then(|| Refusal::new("no_size", message, field))
    }

    fn planned_sizes(&self) -> Option<PlannedSizes> {
        PlannedSizes::of(&self.plan, self.plan.looks.unwrap_or_default())
    }

    fn refuse_document(
        &self,
        arm: &Arm,
        channel: Channel,
        fact: Option<&DocumentFact>,
        field: String,
    ) -> Option<Refusal> {
        let variant = arm.variant.as_ref().map_or("", |variant| variant.as_str());
        let document = format!("{variant} / {} / {}", channel.name(), self.plan.locale);
        match fact {
            Some(fact) if fact.exists && fact.n_blocking == 0 => None,
            Some(fact) if fact.exists => {
                let findings = if fact.n_blocking == 1 { "finding" } else { "findings" };
                let message = format!(
                    "arm {} serves {document}, which has {} blocking {findings}: mend the text first",
                    arm.name, fact.n_blocking
                );
                Some(Refusal::new("document_blocked", message, Some(field)))
            }
            _ => {
                let message = format!(
                    "arm {} serves {document}, which has not been saved: write it first",
                    arm.name
                );
                Some(Refusal::new("document_missing", message, Some(field)))
            }
        }
    }

    /// The trial, started at `at` with these frozen documents and this commitment to its seed. A
    /// plan that was written before there were looks takes daily ones now.
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
        self.sizes = self.planned_sizes();
        self.plan.looks.get_or_insert(Looking::Daily);
        self.state = TrialState::Running { started_at: at };
        self.frozen = frozen;
        self.seed_commitment = Some(seed_commitment);
        Ok(self)
    }

    /// Why the trial cannot stop; empty when it can. Code: `not_running`.
    pub fn can_stop(&self) -> Vec<Refusal> {
        let message = match self.state {
            TrialState::Running { .. } => return Vec::new(),
            TrialState::Planned => "the trial is not running: start it before you stop it",
            TrialState::Stopped { .. } => "the trial is not running: it has been stopped before",
        };
        vec![Refusal::new("not_running", message, None)]
    }

    /// The trial, stopped at `at` for `reason` (1 to 500 characters).
    ///
    /// # Errors
    /// The reasons of [`Trial::can_stop`], or `invalid_reason` at `reason`.
    pub fn stop(mut self, at: Timestamp, reason: &str) -> Result<Self, Vec<Refusal>> {
        let TrialState::Running { started_at } = self.state else {
            return Err(self.can_stop());
        };
        let invalid = |message| Refusal::new("invalid_reason", message, Some("reason".to_owned()));
        let reason = StopReason::check(reason).map_err(|message| vec![invalid(message)])?;
        self.state = TrialState::Stopped { started_at, stopped_at: at, reason };
        Ok(self)
    }

    /// Why the plan cannot be changed; empty while the trial has not started. Code: `plan_frozen`.
    pub fn can_change_plan(&self) -> Vec<Refusal> {
        if self.state == TrialState::Planned {
            return Vec::new();
        }
        let message = "the plan is frozen since the start: plan a new trial to change it";
        vec![Refusal::new("plan_frozen", message, None)]
    }
}

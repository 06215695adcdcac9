//! Plans held against the message side, and the names of planned trials.

use std::collections::BTreeSet;

use trial::assignment::Seed;
use trial::{FieldProblem, Plan, PlanDraft, Refusal, Trial, TrialId, TrialState};
use wire::ProblemCode;
use wire::trials::TrialView;

use crate::blocking::blocking;
use crate::problem::Problem;
use crate::state::App;
use crate::store::{StoreError, StoredDocument, StoredTrial};
use crate::{frozen_documents, revisions};

/// How many trials may have the same title.
const SAME_TITLE: u32 = 100;

/// The plan of a draft, if its fields and the variants that they name are right.
///
/// # Errors
/// Every field that is wrong.
pub async fn check(app: &App, draft: &PlanDraft) -> Result<Plan, Problem> {
    let plan = draft.check()?;
    let problems = unknown_variants(&plan, &app.store.documents().await?);
    if problems.is_empty() { Ok(plan) } else { Err(problems.into()) }
}

/// Keeps a new trial under a name made from its title.
///
/// # Errors
/// `AlreadyExists` after a hundred trials of the same title.
pub async fn create(app: &App, plan: Plan) -> Result<StoredTrial, Problem> {
    for number in 1..=SAME_TITLE {
        let trial = planned(TrialId::from_title(&plan.title, number), plan.clone());
        match app.store.create_trial(&trial, app.staff()).await {
            Err(StoreError::AlreadyExists) => {}
            answer => return Ok(answer?),
        }
    }
    let detail = "a hundred trials have this title already; give this one a title of its own";
    Err(Problem::new(ProblemCode::AlreadyExists, detail).at("title"))
}

/// A step is allowed when nothing speaks against it.
///
/// # Errors
/// What speaks against it.
pub fn allow(refusals: Vec<Refusal>) -> Result<(), Problem> {
    if refusals.is_empty() { Ok(()) } else { Err(refusals.into()) }
}

fn in_hex(seed: &Seed) -> String {
    words::hex(seed.bytes())
}

fn planned(id: TrialId, plan: Plan) -> Trial {
    Trial {
        id,
        plan,
        state: TrialState::Planned,
        simulated: false,
        simulated_now: None,
        frozen: Vec::new(),
        seed_commitment: None,
        sizes: None,
    }
}

/// A variant has to have been written for the message, on whichever channel.
fn unknown_variants(plan: &Plan, documents: &[StoredDocument]) -> Vec<FieldProblem> {
    let of_message = documents.iter().filter(|stored| stored.id.message == plan.message);
    let known: BTreeSet<&str> = of_message.map(|stored| stored.id.variant.as_ref()).collect();
    if known.is_empty() {
        let message = format!("nothing has been written for a message named {}", plan.message);
        return vec![FieldProblem { field: "message".to_owned(), message }];
    }
    let written = known.iter().copied().collect::<Vec<_>>().join(", ");
    let problem = |(place, arm): (usize, &trial::Arm)| {
        let variant = arm.variant.as_ref()?.as_str();
        (!known.contains(variant)).then(|| FieldProblem {
            field: format!("arms[{place}].variant"),
            message: format!("{} has no variant {variant}; it has {written}", plan.message),
        })
    };
    plan.arms.iter().enumerate().filter_map(problem).collect()
}

impl App {
    /// A trial with what may be done with it now.
    pub async fn view(&self, stored: StoredTrial) -> Result<TrialView, Problem> {
        let StoredTrial { trial, version, n_enrolled, .. } = stored;
        let (facts, would_freeze) = match trial.state {
            TrialState::Planned => {
                let plan = trial.plan.clone();
                let saved = revisions::saved(&*self.store, &plan, self.now()).await?;
                let revisions = revisions::approved_or(&*self.store, saved.clone()).await?;
                let what = move || {
                    let facts = frozen_documents::facts(&plan, &revisions);
                    (facts, frozen_documents::would_freeze(&plan, &revisions, &saved))
                };
                blocking(what).await?
            }
            TrialState::Running { .. } | TrialState::Stopped { .. } => (Vec::new(), Vec::new()),
        };
        let seed = match trial.state {
            TrialState::Stopped { .. } => Some(in_hex(&self.store.seed(&trial.id).await?)),
            TrialState::Planned | TrialState::Running { .. } => None,
        };
        Ok(TrialView {
            seed,
            cannot_start: trial.can_start(&facts),
            worth_knowing: trial.worth_knowing(&facts),
            would_freeze,
            cannot_stop: trial.can_stop(),
            cannot_change_plan: trial.can_change_plan(),
            version,
            n_enrolled,
            trial,
        })
    }
}

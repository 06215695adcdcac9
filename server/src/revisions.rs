//! The revisions of a document: how a text becomes one, where each stands, and which one a trial
//! would serve.

use content::{Brand, DocumentId, Hash};
use jiff::Timestamp;
use trial::{Plan, TrialId, TrialState};
use wire::message::Revision;
use wire::review::{ReviewStep, ReviewStepKind, RevisionState, RevisionSummary};

use crate::assessment;
use crate::blocking::blocking;
use crate::problem::Problem;
use crate::state::App;
use crate::store::{Answer, Store, StoreError, StoredDocument, StoredStep, StoredTrial};

/// The saved text as a revision, not reviewed.
pub fn freeze(document: &StoredDocument, brand: &Brand, at: Timestamp) -> Revision {
    Revision {
        hash: assessment::revision_hash(&document.source, brand),
        id: document.id.clone(),
        source: document.source.clone(),
        brand: brand.clone(),
        frozen_at: at,
        reviewed: false,
    }
}

/// What a trial that starts at `at` would serve, for each document of its message: the revision that
/// was approved last, else the saved text.
///
/// # Errors
/// The store cannot be read.
pub async fn for_trial(
    store: &dyn Store,
    plan: &Plan,
    at: Timestamp,
) -> Result<Vec<Revision>, Problem> {
    Ok(approved_or(store, saved(store, plan, at).await?).await?)
}

/// Each of these revisions, or the one of its document that was approved last.
///
/// # Errors
/// The store cannot be read.
pub async fn approved_or(store: &dyn Store, saved: Vec<Revision>) -> Answer<Vec<Revision>> {
    let approved = store.approved().await?;
    let served = |saved: Revision| {
        let approved = approved.iter().find(|revision| revision.id == saved.id).cloned();
        approved.unwrap_or(saved)
    };
    Ok(saved.into_iter().map(served).collect())
}

/// The saved text of each document of a plan's message, as the revision that it would be.
///
/// # Errors
/// The store cannot be read.
pub async fn saved(
    store: &dyn Store,
    plan: &Plan,
    at: Timestamp,
) -> Result<Vec<Revision>, Problem> {
    let brand = store.brand().await?;
    let mut documents = store.documents().await?;
    documents.retain(|document| document.id.message == plan.message);
    let revision = move |document: StoredDocument| freeze(&document, &brand, at);
    // The name of a revision is the hash of its parsed text: a millisecond for a long one.
    blocking(move || documents.into_iter().map(revision).collect()).await
}

/// Every revision of a document, newest first, each with where it stands.
pub async fn of_document(app: &App, id: &DocumentId) -> Result<Vec<RevisionSummary>, Problem> {
    let (steps, trials) = (app.store.review_steps(id).await?, app.store.trials().await?);
    let revisions = app.store.revisions(id).await?.into_iter();
    Ok(revisions.map(|revision| summary(revision, &steps, &trials)).collect())
}

/// Where the text of a document stands: locked, or as the revision that it is equal to.
pub async fn state_of(
    app: &App,
    id: &DocumentId,
    present: &Hash,
) -> Result<RevisionState, Problem> {
    let revisions = of_document(app, id).await?;
    let is_locked = revisions.iter().any(|revision| revision.state.is_locked());
    let same = revisions.iter().find(|revision| revision.hash == *present);
    Ok(match same {
        _ if is_locked => RevisionState::InReview,
        Some(revision) => revision.state,
        None => RevisionState::Draft,
    })
}

/// The revision of that document and hash.
///
/// # Errors
/// `NotFound`.
pub async fn of_hash(app: &App, id: &DocumentId, hash: &Hash) -> Result<Revision, Problem> {
    let mut revisions = app.store.revisions(id).await?.into_iter();
    let found = revisions.find(|revision| revision.hash == *hash);
    found.ok_or_else(|| Problem::not_found(format!("revision {hash} of {id}")))
}

/// What readers get of a document.
#[derive(Debug)]
pub struct Served {
    /// The revision that they get, or would get from a new trial.
    pub live: Option<Revision>,
    /// What each running trial serves.
    pub running: Vec<(TrialId, Revision)>,
}

/// What readers get of a document.
pub async fn served(app: &App, id: &DocumentId) -> Result<Served, Problem> {
    let revisions = of_document(app, id).await?;
    let live = match RevisionSummary::that_readers_get(&revisions) {
        Some(live) => Some(of_hash(app, id, &live.hash).await?),
        None => None,
    };
    let mut running = Vec::new();
    for summary in revisions.iter().filter(|summary| !summary.in_trials.is_empty()) {
        let revision = of_hash(app, id, &summary.hash).await?;
        running.extend(summary.in_trials.iter().map(|trial| (trial.clone(), revision.clone())));
    }
    Ok(Served { live, running })
}

/// How a revision was submitted last: by whom, with which reasons.
///
/// # Errors
/// `Conflict` when nobody has.
pub async fn submitted(app: &App, revision: &Revision) -> Result<ReviewStep, Problem> {
    let steps = app.store.review_steps(&revision.id).await?.into_iter();
    let mut submitted = steps.filter(|step| {
        step.revision == revision.hash && step.step.kind == ReviewStepKind::Submitted
    });
    Ok(submitted.next_back().ok_or(StoreError::Conflict)?.step)
}

fn summary(revision: Revision, steps: &[StoredStep], trials: &[StoredTrial]) -> RevisionSummary {
    let own = || steps.iter().filter(|step| step.revision == revision.hash);
    let serving = |stored: &&StoredTrial| {
        stored.trial.plan.message == revision.id.message
            && stored.trial.frozen.iter().any(|frozen| frozen.revision == revision.hash)
    };
    let is_stopped =
        |stored: &StoredTrial| matches!(stored.trial.state, TrialState::Stopped { .. });
    let in_trials = trials.iter().filter(serving).filter(|stored| stored.trial.is_running());
    let in_trials: Vec<_> = in_trials.map(|stored| stored.trial.id.clone()).collect();
    let was_served = trials.iter().filter(serving).any(is_stopped);
    RevisionSummary {
        state: RevisionState::of(
            own().next_back().map(|step| step.step.kind.step()),
            !in_trials.is_empty(),
            was_served,
        ),
        steps: own().map(|step| step.step.clone()).collect(),
        hash: revision.hash.clone(),
        id: revision.id,
        frozen_at: revision.frozen_at,
        in_trials,
    }
}

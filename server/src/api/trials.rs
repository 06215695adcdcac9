//! Trials: plan, start, stop.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use trial::text::StopReason;
use trial::{PlanDraft, Trial, TrialId};
use wire::audit::AssignmentAudit;
use wire::trials::{StopTrial, TrialView};
use wire::{Page, ProblemCode, address};

use super::{Answer, Versioned, versioned};
use crate::blocking::blocking;
use crate::extract::{Body, PathParameters, Precondition};
use crate::problem::Problem;
use crate::state::App;
use crate::store::{Store, StoreError, StoredTrial};
use crate::{assignment_audit, frozen_documents, planning, random, revisions};

/// All trials, newest first, each with what may be done with it.
#[utoipa::path(get, path = address::TRIALS.route(), tag = "trials",
    responses((status = 200, body = Page<TrialView>)))]
pub async fn list(State(app): State<App>) -> Answer<Page<TrialView>> {
    let mut views = Vec::new();
    for stored in app.store.trials().await? {
        views.push(app.view(stored).await?);
    }
    Ok(Json(Page::whole(views)))
}

/// Plans a trial. Its name is made from the title; the answer's Location says where it is.
#[utoipa::path(post, path = address::TRIALS.route(), tag = "trials", request_body = PlanDraft,
    responses((status = 201, body = TrialView,
                headers(("ETag" = String, description = "The version, in quotes."),
                        ("Location" = String, description = "The address of the trial."))),
              (status = 409, body = wire::Problem, content_type = "application/problem+json")))]
pub async fn plan(
    State(app): State<App>,
    Body(draft): Body<PlanDraft>,
) -> Result<impl IntoResponse, Problem> {
    let plan = planning::check(&app, &draft).await?;
    let stored = planning::create(&app, plan).await?;
    let place = [(header::LOCATION, address::TRIAL.to(&[&stored.trial.id]))];
    let version = stored.version;
    Ok((StatusCode::CREATED, place, versioned(version, app.view(stored).await?)))
}

/// One trial, with the version that a change of its plan has to name as its ETag.
#[utoipa::path(get, path = address::TRIAL.route(), tag = "trials", params(("trial" = TrialId, Path)),
    responses((status = 200, body = TrialView, headers(("ETag" = String, description = "The version, in quotes.")))))]
pub async fn show(
    State(app): State<App>,
    PathParameters(id): PathParameters<TrialId>,
) -> Result<Versioned<TrialView>, Problem> {
    let stored = app.trial(&id).await?;
    Ok(versioned(stored.version, app.view(stored).await?))
}

/// Changes the plan of a trial that has not started, over the version that `If-Match` names.
#[utoipa::path(put, path = address::PLAN.route(), tag = "trials", request_body = PlanDraft,
    params(("trial" = TrialId, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = TrialView, headers(("ETag" = String, description = "The version, in quotes."))),
              (status = 409, body = wire::Problem, content_type = "application/problem+json")))]
pub async fn change_plan(
    State(app): State<App>,
    PathParameters(id): PathParameters<TrialId>,
    expected: Precondition,
    Body(draft): Body<PlanDraft>,
) -> Result<Versioned<TrialView>, Problem> {
    let stored = app.trial(&id).await?;
    planning::allow(stored.trial.can_change_plan())?;
    let trial = Trial { plan: planning::check(&app, &draft).await?, ..stored.trial };
    let version = expected.version().unwrap_or_default();
    let stored = app.store.save_trial(&trial, version, app.staff()).await?;
    Ok(versioned(stored.version, app.view(stored).await?))
}

/// Starts a trial: it serves what was approved last of each document, else the saved text, frozen and
/// marked as not reviewed. Its seed is drawn and sealed.
///
/// With `If-Match`, only the version that it names is started.
#[utoipa::path(post, path = address::TRIAL_START.route(), tag = "trials",
    params(("trial" = TrialId, Path), ("If-Match" = Option<String>, Header)),
    responses((status = 200, body = TrialView, headers(("ETag" = String, description = "The version, in quotes."))),
              (status = 409, body = wire::Problem, content_type = "application/problem+json"),
              (status = 412, body = wire::Problem, content_type = "application/problem+json")))]
pub async fn start(
    State(app): State<App>,
    PathParameters(id): PathParameters<TrialId>,
    expected: Option<Precondition>,
) -> Result<Versioned<TrialView>, Problem> {
    let StoredTrial { trial, version, .. } = app.trial(&id).await?;
    if expected.is_some_and(|expected| expected.version() != Some(version)) {
        return Err(StoreError::Conflict.into());
    }
    let revisions = revisions::for_trial(&*app.store, &trial.plan, app.now()).await?;
    let plan = trial.plan.clone();
    let (facts, (frozen, revisions)) = blocking(move || {
        (frozen_documents::facts(&plan, &revisions), frozen_documents::freeze(&plan, &revisions))
    })
    .await?;
    let seed = random::seed()?;
    let at = trial.now(app.now());
    let trial = trial.start(at, &facts, frozen, seed.commitment())?;
    let start = app.store.start_trial(&trial, version, &seed, &revisions, app.staff());
    let stored = start.await?;
    Ok(versioned(stored.version, app.view(stored).await?))
}

/// Stops a running trial; its report stays readable and its subjects keep their pages.
#[utoipa::path(post, path = address::TRIAL_STOP.route(), tag = "trials", request_body = StopTrial,
    params(("trial" = TrialId, Path)),
    responses((status = 200, body = TrialView, headers(("ETag" = String, description = "The version, in quotes."))),
              (status = 409, body = wire::Problem, content_type = "application/problem+json")))]
pub async fn stop(
    State(app): State<App>,
    PathParameters(id): PathParameters<TrialId>,
    Body(why): Body<StopTrial>,
) -> Result<Versioned<TrialView>, Problem> {
    StopReason::check(&why.reason)
        .map_err(|detail| Problem::new(ProblemCode::InvalidValue, detail).at("reason"))?;
    let StoredTrial { trial, version, .. } = app.trial(&id).await?;
    let at = trial.now(app.now());
    let trial = trial.stop(at, &why.reason)?;
    let stored = app.store.save_trial(&trial, version, app.staff()).await?;
    Ok(versioned(stored.version, app.view(stored).await?))
}

/// Draws every row of the trial's log again from its seed and says whether the log is intact.
#[utoipa::path(get, path = address::TRIAL_AUDIT.route(), tag = "trials",
    params(("trial" = TrialId, Path)),
    responses((status = 200, body = AssignmentAudit),
              (status = 409, body = wire::Problem, content_type = "application/problem+json")))]
pub async fn audit(
    State(store): State<Arc<dyn Store>>,
    PathParameters(id): PathParameters<TrialId>,
) -> Answer<AssignmentAudit> {
    Ok(Json(assignment_audit::of_trial(&*store, &id).await?))
}

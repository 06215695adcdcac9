//! Subjects: found by their case code or listed by trial, and one with all that happened to it.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use content::{CaseCode, InvalidCaseCode};
use serde::Deserialize;
use trial::{SubjectId, TrialId};
use utoipa::IntoParams;
use wire::subject::{SubjectSummary, SubjectTrial, SubjectView};
use wire::{Page, ProblemCode, address};

use super::{Answer, Limit, map_page};
use crate::extract::{PathParameters, QueryParameters};
use crate::problem::Problem;
use crate::state::App;
use crate::store::{StoreError, Subject};
use crate::subject_view;

/// Which subjects are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// The code that the customer reads out, in any spelling; the last of its six symbols checks the
    /// others.
    #[param(pattern = r"^[\s-]*([2-9A-HJKMNP-TV-Za-hjkmnp-tv-z][\s-]*){6}$")]
    case_code: Option<String>,
    /// Only subjects of this trial, with their outcomes in it.
    trial: Option<TrialId>,
    /// What `next` of the page before said.
    after: Option<u64>,
    /// The most items to answer, 100 unless given.
    #[serde(default)]
    #[param(inline, required = false)]
    limit: Limit,
}

/// Finds subjects: by the code that the customer reads out, in any spelling, or by trial, and then
/// with their outcomes.
#[utoipa::path(get, path = address::SUBJECTS.route(), tag = "subjects",
    params(Wanted),
    responses((status = 200, body = Page<SubjectSummary>),
              (status = 422, body = wire::Problem, content_type = "application/problem+json")))]
pub async fn find(
    State(app): State<App>,
    QueryParameters(wanted): QueryParameters<Wanted>,
) -> Answer<Page<SubjectSummary>> {
    let found = match &wanted.case_code {
        Some(code) => by_case_code(&app, code).await?,
        None => app.store.subjects(wanted.trial.as_ref(), wanted.after, wanted.limit.get()).await?,
    };
    let mut parts = match &wanted.trial {
        Some(trial) => subject_view::parts(&app, trial, &found.items).await?,
        None => BTreeMap::new(),
    };
    Ok(Json(map_page(found, |subject| summary(&mut parts, subject))))
}

/// One subject: its trials and outcomes, the pages that it was served, everything that happened.
#[utoipa::path(get, path = address::SUBJECT.route(), tag = "subjects",
    params(("subject" = SubjectId, Path)), responses((status = 200, body = SubjectView)))]
pub async fn show(
    State(app): State<App>,
    PathParameters(id): PathParameters<SubjectId>,
) -> Answer<SubjectView> {
    Ok(Json(subject_view::view(&app, &id).await?))
}

async fn by_case_code(app: &App, text: &str) -> Result<Page<Subject>, Problem> {
    let code: CaseCode = text.parse().map_err(|error: InvalidCaseCode| {
        let problem = match error {
            InvalidCaseCode::Check => ProblemCode::InvalidValue,
            _ => ProblemCode::InvalidAddress,
        };
        Problem::new(problem, error.to_string()).at("case_code")
    })?;
    match app.store.subject_by_case_code(&code).await {
        Err(StoreError::NotFound) => Ok(Page::whole(Vec::new())),
        answer => Ok(Page::whole(vec![answer?])),
    }
}

fn summary(parts: &mut BTreeMap<SubjectId, SubjectTrial>, subject: Subject) -> SubjectSummary {
    SubjectSummary {
        part: parts.remove(&subject.id),
        subject: subject.id,
        case_code: subject.case_code,
        enrolled_at: subject.enrolled_at,
        simulated: subject.simulated,
    }
}

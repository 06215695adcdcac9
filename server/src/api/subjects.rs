//! Subjects: found by their case code or listed by trial, and one with all that happened to it.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use content::CaseCode;
use serde::Deserialize;
use trial::{SubjectId, TrialId};
use wire::subject::{SubjectSummary, SubjectTrial, SubjectView};
use wire::{Page, ProblemCode, address};

use super::{Answer, Cursor, map_page};
use crate::extract::{Asked, In};
use crate::problem::Problem;
use crate::state::App;
use crate::store::{StoreError, Subject};
use crate::subject_view;

/// Which subjects are asked for.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    case_code: Option<String>,
    trial: Option<TrialId>,
}

/// Finds subjects: by the code that the customer reads out, in any spelling, or by trial, and then
/// with their outcomes.
#[utoipa::path(get, path = address::SUBJECTS.route(), tag = "subjects",
    params(("case_code" = Option<String>, Query), ("trial" = Option<String>, Query),
           ("after" = Option<u64>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<SubjectSummary>)))]
pub async fn find(
    State(app): State<App>,
    Asked(wanted): Asked<Wanted>,
    Asked(cursor): Asked<Cursor>,
) -> Answer<Page<SubjectSummary>> {
    let found = match &wanted.case_code {
        Some(code) => by_case_code(&app, code).await?,
        None => app.store.subjects(wanted.trial.as_ref(), cursor.after, cursor.limit()).await?,
    };
    let mut parts = match &wanted.trial {
        Some(trial) => subject_view::parts(&app, trial, &found.items).await?,
        None => BTreeMap::new(),
    };
    Ok(Json(map_page(found, |subject| summary(&mut parts, subject))))
}

/// One subject: its trials and outcomes, the pages that it was served, everything that happened.
#[utoipa::path(get, path = address::SUBJECT.route(), tag = "subjects",
    params(("subject" = String, Path)), responses((status = 200, body = SubjectView)))]
pub async fn show(State(app): State<App>, In(id): In<SubjectId>) -> Answer<SubjectView> {
    Ok(Json(subject_view::view(&app, &id).await?))
}

async fn by_case_code(app: &App, text: &str) -> Result<Page<Subject>, Problem> {
    let code: CaseCode = text.parse().map_err(|error: content::InvalidCaseCode| {
        Problem::new(ProblemCode::InvalidAddress, error.to_string()).at("case_code")
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

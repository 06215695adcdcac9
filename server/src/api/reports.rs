//! The reports of trials, once or for as long as somebody watches.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use jiff::Timestamp;
use serde::Deserialize;
use trial::TrialId;
use trial::report::Report;
use utoipa::IntoParams;
use wire::address;
use wire::trials::LiveReport;

use super::Answer;
use crate::extract::{PathParameters, QueryParameters};
use crate::live::{self, Reports};
use crate::problem::Problem;

/// The moment that a report is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Only what was known then counts; now unless given. RFC 3339 with its offset, not in the future.
    as_known_at: Option<Timestamp>,
}

/// The report as known now, or at an earlier moment; it says at which.
#[utoipa::path(get, path = address::REPORT.route(), tag = "reports",
    params(("trial" = TrialId, Path), Wanted),
    responses((status = 200, body = Report),
              (status = 422, body = wire::Problem, content_type = "application/problem+json")))]
pub async fn show(
    State(reports): State<Reports>,
    PathParameters(id): PathParameters<TrialId>,
    QueryParameters(wanted): QueryParameters<Wanted>,
) -> Answer<Report> {
    Ok(Json(match wanted.as_known_at {
        Some(at) => reports.as_known_at(&id, at).await?,
        None => reports.report(&id).await?.report.clone(),
    }))
}

/// The report as server-sent events: `event: report` with the whole of it as data, at once and each
/// time something has changed. Its `id` is the version. `event: alive` comes every ten seconds while
/// nothing changes.
#[utoipa::path(get, path = address::LIVE.route(), tag = "reports", params(("trial" = TrialId, Path)),
    responses((status = 200, body = LiveReport, content_type = "text/event-stream")))]
pub async fn live(
    State(reports): State<Reports>,
    PathParameters(id): PathParameters<TrialId>,
) -> Result<impl IntoResponse, Problem> {
    reports.report(&id).await?;
    Ok(live::events(reports, vec![id]))
}

/// The reports of several trials as one stream of the same events; each report names its trial. A
/// trial that is not there is passed over.
#[utoipa::path(get, path = address::LIVE_REPORTS.route(), tag = "reports",
    params(("trial" = Vec<TrialId>, Query, description = "The trials, each by a parameter of its own")),
    responses((status = 200, body = LiveReport, content_type = "text/event-stream")))]
pub async fn live_many(
    State(reports): State<Reports>,
    QueryParameters(query): QueryParameters<Vec<(Watched, TrialId)>>,
) -> impl IntoResponse {
    let trials: BTreeSet<TrialId> = query.into_iter().map(|(_, id)| id).collect();
    live::events(reports, trials.into_iter().collect())
}

/// The one name that a parameter may have.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Watched {
    /// A trial whose report is wanted.
    Trial,
}

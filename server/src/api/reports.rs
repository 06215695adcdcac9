//! The reports of trials, once or for as long as somebody watches.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use serde::Deserialize;
use trial::TrialId;
use trial::report::Report;
use wire::address;
use wire::trials::LiveReport;

use super::Answer;
use crate::extract::{Asked, In};
use crate::live;
use crate::problem::Problem;
use crate::state::App;

/// The report as of now.
#[utoipa::path(get, path = address::REPORT.route(), tag = "reports", params(("trial" = TrialId, Path)),
    responses((status = 200, body = Report)))]
pub async fn show(State(app): State<App>, In(id): In<TrialId>) -> Answer<Report> {
    Ok(Json(app.report(&id).await?.report.clone()))
}

/// The report as server-sent events: `event: report` with the whole of it as data, at once and each
/// time something has changed. Its `id` is the version. `event: alive` comes every ten seconds while
/// nothing changes.
#[utoipa::path(get, path = address::LIVE.route(), tag = "reports", params(("trial" = TrialId, Path)),
    responses((status = 200, body = LiveReport, content_type = "text/event-stream")))]
pub async fn live(
    State(app): State<App>,
    In(id): In<TrialId>,
) -> Result<impl IntoResponse, Problem> {
    app.report(&id).await?;
    Ok(live::events(app, vec![id]))
}

/// The reports of several trials as one stream of the same events; each report names its trial. A
/// trial that is not there is passed over.
#[utoipa::path(get, path = address::LIVE_REPORTS.route(), tag = "reports",
    params(("trial" = Vec<TrialId>, Query, description = "The trials, each by a parameter of its own")),
    responses((status = 200, body = LiveReport, content_type = "text/event-stream")))]
pub async fn live_many(
    State(app): State<App>,
    Asked(query): Asked<Vec<(Watched, TrialId)>>,
) -> impl IntoResponse {
    let trials: BTreeSet<TrialId> = query.into_iter().map(|(_, id)| id).collect();
    live::events(app, trials.into_iter().collect())
}

/// The one name that a parameter may have.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Watched {
    /// A trial whose report is wanted.
    Trial,
}

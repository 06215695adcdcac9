//! The report of a trial, once or for as long as somebody watches.

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use trial::TrialId;
use trial::report::Report;
use wire::address;
use wire::trials::LiveReport;

use super::Answer;
use crate::extract::In;
use crate::live;
use crate::problem::Problem;
use crate::state::App;

/// The report as of now.
#[utoipa::path(get, path = address::REPORT.route(), tag = "reports", params(("trial" = String, Path)),
    responses((status = 200, body = Report)))]
pub async fn show(State(app): State<App>, In(id): In<TrialId>) -> Answer<Report> {
    Ok(Json(app.report(&id).await?.report.clone()))
}

/// The report as server-sent events: `event: report` with the whole of it as data, at once and each
/// time something has changed. Its `id` is the version.
#[utoipa::path(get, path = address::LIVE.route(), tag = "reports", params(("trial" = String, Path)),
    responses((status = 200, body = LiveReport, content_type = "text/event-stream")))]
pub async fn live(
    State(app): State<App>,
    In(id): In<TrialId>,
) -> Result<impl IntoResponse, Problem> {
    app.report(&id).await?;
    Ok(live::events(app, id))
}

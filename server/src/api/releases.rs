//! Releases: the quarantine system pulls them and says that it has taken them over.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;
use wire::contact::Release;
use wire::{Page, address};

use super::{Answer, Limit};
use crate::extract::{PathParameters, QueryParameters};
use crate::problem::Problem;
use crate::received_at::ReceivedAt;
use crate::state::App;
use crate::store::{ReleaseFilter, Store};

/// Which releases are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Only those that were taken over, or only those that were not.
    acknowledged: Option<bool>,
    /// Those of subjects who are made up, instead of those of real lines.
    #[serde(default)]
    #[param(required = false)]
    simulated: bool,
    /// What `next` of the page before said.
    after: Option<u64>,
    /// The most items to answer, 100 unless given.
    #[serde(default)]
    #[param(inline, required = false)]
    limit: Limit,
}

/// Releases that subjects asked for, oldest first; `?acknowledged=false` lists those to be done.
/// Subjects who are made up have no line to release: theirs are listed by `?simulated=true` only.
#[utoipa::path(get, path = address::RELEASES.route(), tag = "releases",
    params(Wanted),
    responses((status = 200, body = Page<Release>)))]
pub async fn list(
    State(store): State<Arc<dyn Store>>,
    QueryParameters(wanted): QueryParameters<Wanted>,
) -> Answer<Page<Release>> {
    let filter = ReleaseFilter { acknowledged: wanted.acknowledged, simulated: wanted.simulated };
    Ok(Json(store.releases(filter, wanted.after, wanted.limit.get()).await?))
}

/// The quarantine system has taken a release over; the second time changes nothing.
#[utoipa::path(post, path = address::RELEASE_ACKNOWLEDGED.route(), tag = "releases",
    params(("release" = u64, Path)), responses((status = 200, body = Release)))]
pub async fn acknowledge(
    State(app): State<App>,
    PathParameters(id): PathParameters<u64>,
) -> Answer<Release> {
    let at = time_of(&app, id).await?;
    Ok(Json(app.store.acknowledge_release(id, at, app.staff()).await?))
}

/// The present, as the subject of the release has it.
async fn time_of(app: &App, id: u64) -> Result<jiff::Timestamp, Problem> {
    let subject = app.store.release(id).await?.subject;
    Ok(ReceivedAt::of(app, std::iter::once(&subject)).await?.at(&subject))
}

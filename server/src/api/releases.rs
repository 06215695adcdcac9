//! Releases: the quarantine system pulls them and says that it has taken them over.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use wire::contact::Release;
use wire::{Page, address};

use super::{Answer, Cursor};
use crate::arrival::Arrival;
use crate::extract::{Asked, In};
use crate::problem::Problem;
use crate::state::App;
use crate::store::ReleaseFilter;

/// Which releases are asked for.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    acknowledged: Option<bool>,
    #[serde(default)]
    simulated: bool,
}

/// Releases that subjects asked for, oldest first; `?acknowledged=false` lists those to be done.
/// Subjects who are made up have no line to release: theirs are listed by `?simulated=true` only.
#[utoipa::path(get, path = address::RELEASES.route(), tag = "releases",
    params(("acknowledged" = Option<bool>, Query), ("simulated" = Option<bool>, Query),
           ("after" = Option<u64>, Query),
           ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<Release>)))]
pub async fn list(
    State(app): State<App>,
    Asked(wanted): Asked<Wanted>,
    Asked(cursor): Asked<Cursor>,
) -> Answer<Page<Release>> {
    let filter = ReleaseFilter { acknowledged: wanted.acknowledged, simulated: wanted.simulated };
    Ok(Json(app.store.releases(filter, cursor.after, cursor.limit()).await?))
}

/// The quarantine system has taken a release over; the second time changes nothing.
#[utoipa::path(post, path = address::RELEASE_ACKNOWLEDGED.route(), tag = "releases",
    params(("release" = u64, Path)), responses((status = 200, body = Release)))]
pub async fn acknowledge(State(app): State<App>, In(id): In<u64>) -> Answer<Release> {
    let at = time_of(&app, id).await?;
    Ok(Json(app.store.acknowledge_release(id, at, app.staff()).await?))
}

/// The present, as the subject of the release has it.
async fn time_of(app: &App, id: u64) -> Result<jiff::Timestamp, Problem> {
    let subject = app.store.release(id).await?.subject;
    Ok(Arrival::of(app, std::iter::once(&subject)).await?.at(&subject))
}

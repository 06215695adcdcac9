//! Feeds that have reported, for whoever plans a trial: a typing error in a name would hold every
//! subject back for ever.

use axum::Json;
use axum::extract::State;
use wire::feed::ReportingFeed;
use wire::{Page, address};

use super::Answer;
use crate::state::App;

/// Feeds and other sources that ever delivered a day or confirmed it empty, by name.
#[utoipa::path(get, path = address::FEEDS.route(), tag = "observations",
    responses((status = 200, body = Page<ReportingFeed>)))]
pub async fn list(State(app): State<App>) -> Answer<Page<ReportingFeed>> {
    Ok(Json(Page::whole(app.store.reporting_feeds().await?)))
}

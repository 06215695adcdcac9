//! Contacts, as the help desk reads, codes and handles them. Whoever codes does not see the arm.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;
use wire::contact::{ContactView, SetCodes};
use wire::{Page, address};

use super::{Answer, Limit};
use crate::extract::{Body, PathParameters, QueryParameters};
use crate::problem::Problem;
use crate::received_at::ReceivedAt;
use crate::state::App;
use crate::store::{ContactFilter, Store};

/// Which contacts are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Only those that are handled, or only those that are not.
    handled: Option<bool>,
    /// Only those of which somebody has said what they were about, or only the others.
    coded: Option<bool>,
    /// What `next` of the page before said.
    after: Option<u64>,
    /// The most items to answer, 100 unless given.
    #[serde(default)]
    #[param(inline, required = false)]
    limit: Limit,
}

/// Contacts, newest first.
#[utoipa::path(get, path = address::CONTACTS.route(), tag = "contacts",
    params(Wanted),
    responses((status = 200, body = Page<ContactView>)))]
pub async fn list(
    State(store): State<Arc<dyn Store>>,
    QueryParameters(wanted): QueryParameters<Wanted>,
) -> Answer<Page<ContactView>> {
    let filter = ContactFilter { handled: wanted.handled, coded: wanted.coded };
    Ok(Json(store.contacts(filter, wanted.after, wanted.limit.get()).await?))
}

/// Says what a contact was about; replaces what was said before.
#[utoipa::path(put, path = address::CONTACT_CODES.route(), tag = "contacts", request_body = SetCodes,
    params(("contact" = u64, Path)), responses((status = 200, body = ContactView)))]
pub async fn code(
    State(app): State<App>,
    PathParameters(id): PathParameters<u64>,
    Body(said): Body<SetCodes>,
) -> Answer<ContactView> {
    let coded_at = time_of(&app, id).await?;
    Ok(Json(app.store.set_codes(id, &said.codes, coded_at, app.staff()).await?))
}

/// Marks a coded contact as handled and deletes its text; the second time changes nothing.
#[utoipa::path(post, path = address::CONTACT_HANDLED.route(), tag = "contacts",
    params(("contact" = u64, Path)),
    responses((status = 200, body = ContactView),
              (status = 409, body = wire::Problem, content_type = "application/problem+json")))]
pub async fn handle(
    State(app): State<App>,
    PathParameters(id): PathParameters<u64>,
) -> Answer<ContactView> {
    Ok(Json(app.store.mark_handled(id, app.staff()).await?))
}

/// The present, as the contact's subject has it.
async fn time_of(app: &App, id: u64) -> Result<jiff::Timestamp, Problem> {
    let subject = app.store.contact(id).await?.subject;
    Ok(ReceivedAt::of(app, std::iter::once(&subject)).await?.at(&subject))
}

//! Messages as one file, on the way out and back.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, header};
use content::Slug;
use serde::Deserialize;
use utoipa::IntoParams;
use wire::address;
use wire::package::{ImportAnswer, MEDIA_TYPE};

use super::Answer;
use crate::blocking::blocking;
use crate::extract::{PathParameters, QueryParameters, Upload};
use crate::package::{self, Choice, Package};
use crate::problem::Problem;
use crate::state::App;
use crate::store::Store;

/// What an import may do.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Whether what is stored with another text may be replaced.
    #[serde(default)]
    #[param(required = false)]
    overwrite: bool,
    /// Whether the brand of the package is taken too; it is unless told otherwise.
    #[serde(default = "yes")]
    #[param(required = false, default = true)]
    brand: bool,
}

fn yes() -> bool {
    true
}

/// A file for download: its headers and its bytes.
type Download = ([(HeaderName, String); 2], Vec<u8>);

/// A message with its documents, the brand, its variables and the hashes of its revisions, as a zip
/// archive of its folder.
#[utoipa::path(get, path = address::MESSAGE_EXPORT.route(), tag = "messages",
    params(("message" = Slug, Path)),
    responses((status = 200, content_type = "application/zip", body = Vec<u8>)))]
pub async fn export(
    State(store): State<Arc<dyn Store>>,
    PathParameters(message): PathParameters<Slug>,
) -> Result<Download, Problem> {
    let package = Package::of(&*store, &message).await?;
    let of = message.clone();
    let bytes = blocking(move || package::pack(&of, &package.files()?)).await??;
    let name = format!("attachment; filename=\"{message}.zip\"");
    let kind = MEDIA_TYPE.to_owned();
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], bytes))
}

/// Takes a message back. Where another version of a document or of the brand is stored, each is
/// named and nothing is written, unless `?overwrite=true`; `?brand=false` leaves the brand out.
#[utoipa::path(post, path = address::MESSAGE_IMPORT.route(), tag = "messages",
    params(Wanted),
    request_body(content = Vec<u8>, content_type = "application/zip"),
    responses((status = 200, body = ImportAnswer),
              (status = 409, body = wire::Problem, content_type = "application/problem+json")))]
pub async fn import(
    State(app): State<App>,
    QueryParameters(wanted): QueryParameters<Wanted>,
    Upload(bytes): Upload,
) -> Answer<ImportAnswer> {
    let package = blocking(move || {
        let (message, files) = package::unpack(&bytes)?;
        Package::read(&message, files)
    })
    .await??;
    let message = package.message.clone();
    let choice = Choice { overwrite: wanted.overwrite, with_brand: wanted.brand };
    let imported = package.import(&*app.store, choice, app.staff()).await?;
    Ok(Json(ImportAnswer { message, imported }))
}

//! A package as a body. A form of another site can send text or forms without asking, but never a
//! body that says it is an archive.

use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use http_body_util::BodyExt;
use wire::ProblemCode;
use wire::package::MEDIA_TYPE;

use super::json::{media_type, unread};
use crate::problem::Problem;

/// What browsers on Windows call the same.
const ALSO: &str = "application/x-zip-compressed";

/// The bytes of a package.
#[derive(Debug)]
pub struct Upload(pub Vec<u8>);

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Problem;

    async fn from_request(request: Request, _state: &S) -> Result<Upload, Problem> {
        let (parts, body) = request.into_parts();
        let body = body.collect().await.map_err(unread)?;
        require_archive(&parts.headers)?;
        Ok(Upload(body.to_bytes().to_vec()))
    }
}

fn require_archive(headers: &HeaderMap) -> Result<(), Problem> {
    let kind = media_type(headers);
    match kind.eq_ignore_ascii_case(MEDIA_TYPE) || kind.eq_ignore_ascii_case(ALSO) {
        true => Ok(()),
        false => Err(Problem::new(
            ProblemCode::UnsupportedMediaType,
            "send a zip archive and say so: content-type: application/zip",
        )),
    }
}

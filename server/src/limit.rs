//! Limits of bodies. A layer on every route, so that a handler that reads its body raw, or does not
//! read it at all, is covered as well.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::Limited;
use wire::ProblemCode;
use wire::message::MAX_SOURCE_BYTES;

use crate::problem::Problem;

/// For bodies of a few fields.
pub const SMALL: usize = 64 * 1024;
/// For a document: JSON spells a control character as six bytes, other text as at most two.
pub const DOCUMENT: usize = 2 * MAX_SOURCE_BYTES + 1024;
/// For [`wire::batch::MAX_ENTRIES`] entries, or for a package.
pub const BATCH: usize = 4 * 1024 * 1024;

/// Refuses a body above `max` bytes at once where its length is announced, and while it is read
/// where it is not.
pub async fn limit(State(max): State<usize>, request: Request, next: Next) -> Response {
    if announced(request.headers()).is_some_and(|length| length > max as u64) {
        return too_large().into_response();
    }
    next.run(request.map(|body| Body::new(Limited::new(body, max)))).await
}

/// The body is above the limit of its address.
pub fn too_large() -> Problem {
    Problem::new(
        ProblemCode::TooLarge,
        "the body is larger than this address takes: 64 KiB, for a document 256 KiB of text, for a \
         batch or a package 4 MiB; send it in parts",
    )
}

/// How long the body says that it is, in bytes.
pub fn announced(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

//! Extractors of the handlers: bodies, parts of addresses, queries and versions, each refused with
//! a problem that names the place.

mod json;
mod precondition;
mod upload;

use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{FromRequestParts, Path, Query};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use wire::ProblemCode;

use crate::problem::Problem;

pub use json::Body;
pub use precondition::Precondition;
pub use upload::Upload;

/// The parts of the address, in the order of its placeholders.
#[derive(Debug)]
pub struct PathParameters<T>(pub T);

impl<T, S> FromRequestParts<S> for PathParameters<T>
where
    T: DeserializeOwned + Send,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &S,
    ) -> Result<PathParameters<T>, Problem> {
        let path = Path::from_request_parts(parts, state).await;
        path.map(|Path(value)| PathParameters(value))
            .map_err(|error: PathRejection| invalid(error.body_text()))
    }
}

/// The query, `?name=value`.
#[derive(Debug)]
pub struct QueryParameters<T>(pub T);

impl<T, S> FromRequestParts<S> for QueryParameters<T>
where
    T: DeserializeOwned + Send,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &S,
    ) -> Result<QueryParameters<T>, Problem> {
        let query = Query::from_request_parts(parts, state).await;
        query
            .map(|Query(value)| QueryParameters(value))
            .map_err(|error: QueryRejection| invalid(error.body_text()))
    }
}

fn invalid(text: String) -> Problem {
    let reason = text.split_once(": ").map_or(text.as_str(), |(_, reason)| reason);
    Problem::new(ProblemCode::InvalidAddress, reason)
}

//! Preconditions of a write: `If-Match: "3"` changes version 3, `If-None-Match: *` makes something
//! new. A write without either is refused, so nobody overwrites what they have not seen; a step
//! that may be taken unseen takes it as an option.

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, header};
use wire::ProblemCode;

use crate::problem::Problem;

/// What has to be true for a write to happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precondition {
    /// Nothing is there yet.
    Absent,
    /// This version is the present one.
    Version(u64),
}

impl Precondition {
    /// The version that has to be the present one; `None` where nothing may be there yet.
    pub fn version(self) -> Option<u64> {
        match self {
            Precondition::Absent => None,
            Precondition::Version(version) => Some(version),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Precondition {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        read(&parts.headers)
    }
}

impl<S: Send + Sync> OptionalFromRequestParts<S> for Precondition {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Option<Self>, Problem> {
        let is_there = |name: HeaderName| parts.headers.contains_key(name);
        let is_conditional = is_there(header::IF_MATCH) || is_there(header::IF_NONE_MATCH);
        is_conditional.then(|| read(&parts.headers)).transpose()
    }
}

fn read(headers: &HeaderMap) -> Result<Precondition, Problem> {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    match (text(header::IF_MATCH), text(header::IF_NONE_MATCH)) {
        (None, Some("*")) => Ok(Precondition::Absent),
        (Some(tag), None) => version(tag).map(Precondition::Version).ok_or_else(|| {
            Problem::new(
                ProblemCode::Conflict,
                format!("{tag} is no version of this; read it again"),
            )
        }),
        _ => Err(Problem::new(
            ProblemCode::PreconditionRequired,
            "send If-Match with the ETag that you read, or If-None-Match: * for something new",
        )),
    }
}

fn version(tag: &str) -> Option<u64> {
    tag.strip_prefix('"')?.strip_suffix('"')?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(headers: &[(HeaderName, &str)]) -> Result<Precondition, ProblemCode> {
        let headers = headers.iter().map(|(name, value)| (name.clone(), value.parse().unwrap()));
        read(&headers.collect()).map_err(|problem| problem.body().code)
    }

    #[test]
    fn a_write_says_which_version_it_is_about_or_that_there_is_none() {
        assert_eq!(check(&[(header::IF_MATCH, "\"3\"")]), Ok(Precondition::Version(3)));
        assert_eq!(check(&[(header::IF_NONE_MATCH, "*")]), Ok(Precondition::Absent));
    }

    #[test]
    fn a_write_that_does_not_say_it_is_refused() {
        let missing = Err(ProblemCode::PreconditionRequired);
        assert_eq!(check(&[]), missing);
        assert_eq!(check(&[(header::IF_MATCH, "\"3\""), (header::IF_NONE_MATCH, "*")]), missing);
        assert_eq!(check(&[(header::IF_NONE_MATCH, "\"3\"")]), missing);
    }

    #[test]
    fn a_tag_that_is_no_version_never_matches() {
        for tag in ["3", "W/\"3\"", "\"x\"", "*", "\"\""] {
            assert_eq!(check(&[(header::IF_MATCH, tag)]), Err(ProblemCode::Conflict), "{tag}");
        }
    }
}

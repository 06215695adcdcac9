//! Problems: every error as the one envelope that travels. Each problem is logged once, here; what
//! only operators may know (the cause) goes to the log and never into the answer.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use trial::{FieldProblem, Refusal};
use wire::ProblemCode;
use wire::problem::MEDIA_TYPE;

use crate::clock::MovedBack;
use crate::request_id::RequestId;
use crate::store::StoreError;

/// What a handler answers when it cannot do what was asked.
#[derive(Debug)]
pub struct Problem {
    body: Box<wire::Problem>,
    cause: Option<String>,
}

impl Problem {
    /// A problem with its sentence.
    pub fn new(code: ProblemCode, detail: impl Into<String>) -> Problem {
        wire::Problem::new(code, detail).into()
    }

    /// Nothing is there, with what was looked for.
    pub fn not_found(what: impl std::fmt::Display) -> Problem {
        Problem::new(ProblemCode::NotFound, format!("there is no {what}"))
    }

    /// The same problem, at a field.
    pub fn at(mut self, field: impl Into<String>) -> Problem {
        self.body.field = Some(field.into());
        self
    }

    /// An unexpected fault: the cause is logged, the reader learns that it is ours.
    pub fn internal(cause: impl std::fmt::Display) -> Problem {
        let detail = "the server could not finish this; nothing was written, and its log says why";
        Problem { cause: Some(cause.to_string()), ..Problem::new(ProblemCode::Internal, detail) }
    }

    /// The store cannot work now: the cause is logged, the reader may try again.
    pub fn unavailable(cause: impl std::fmt::Display) -> Problem {
        let detail =
            "the store is full, locked or away; nothing was written, try again in a moment";
        Problem { cause: Some(cause.to_string()), ..Problem::new(ProblemCode::Unavailable, detail) }
    }

    /// What travels.
    pub fn body(&self) -> &wire::Problem {
        &self.body
    }

    /// The body; a fault of ours names the request, so that it can be found in the log.
    fn with_request(&self) -> wire::Problem {
        let is_ours = self.body.status >= 500;
        let request = RequestId::current().filter(|_| is_ours);
        wire::Problem { instance: request.map(|id| format!("request:{id}")), ..*self.body.clone() }
    }

    /// Says in the log what went wrong, for problems that no answer carries.
    pub fn log(&self) {
        let cause = self.cause.as_deref().unwrap_or_default();
        match self.body.status {
            500.. => tracing::error!(code = ?self.body.code, cause, "{}", self.body.detail),
            _ => tracing::debug!(code = ?self.body.code, "{}", self.body.detail),
        }
    }
}

impl From<wire::Problem> for Problem {
    fn from(body: wire::Problem) -> Problem {
        Problem { body: Box::new(body), cause: None }
    }
}

impl From<Vec<Refusal>> for Problem {
    fn from(refusals: Vec<Refusal>) -> Problem {
        wire::Problem::of_refusals(refusals).into()
    }
}

impl From<Vec<FieldProblem>> for Problem {
    fn from(problems: Vec<FieldProblem>) -> Problem {
        wire::Problem::of_fields(problems).into()
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Problem {
        match error {
            StoreError::Unavailable(cause)
            | StoreError::NoRoom(cause)
            | StoreError::Locked(cause)
            | StoreError::Unopenable(cause) => Problem::unavailable(cause),
            StoreError::NamesTaken => Problem::unavailable(error),
            StoreError::Corrupt(cause) => Problem::internal(cause),
            StoreError::NotFound => Problem::new(ProblemCode::NotFound, error.to_string()),
            StoreError::AlreadyExists => {
                Problem::new(ProblemCode::AlreadyExists, error.to_string())
            }
            StoreError::InReview => vec![refusal("in_review", error.to_string())].into(),
            StoreError::NotCoded => vec![refusal("not_coded", error.to_string())].into(),
            StoreError::Conflict => Problem::new(
                ProblemCode::Conflict,
                "somebody else has saved since, and nothing was written; read it again, then decide",
            ),
        }
    }
}

fn refusal(code: &str, message: String) -> Refusal {
    Refusal { code: code.to_owned(), message, field: None }
}

impl From<MovedBack> for Problem {
    fn from(error: MovedBack) -> Problem {
        Problem::new(ProblemCode::InvalidValue, error.to_string()).at("now")
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        self.log();
        let status =
            StatusCode::from_u16(self.body.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let json = serde_json::to_vec(&self.with_request()).unwrap_or_default();
        let mut response = (status, Body::from(json)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
        }
        response.extensions_mut().insert(self.body.code);
        response
    }
}

//! The one envelope for errors: problem details after RFC 9457, with a code to match on.

use serde::{Deserialize, Serialize};
use trial::{FieldProblem, Refusal};
use utoipa::ToSchema;

/// The media type of a problem.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// What went wrong, for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// The body is not JSON, or not of the documented shape; `field` names the place. 400.
    InvalidBody,
    /// A part of the address or of the query is not of the documented shape. 400.
    InvalidAddress,
    /// Nothing is there. 404.
    NotFound,
    /// The address does not take this method. 405.
    MethodNotAllowed,
    /// The step is not possible now; `refusals` says why. 409.
    Refused,
    /// Something of that name is there already. 409.
    AlreadyExists,
    /// The body stopped arriving; nothing was written. 408.
    TooSlow,
    /// Somebody else has saved since; read again, nothing was written. 412.
    Conflict,
    /// The body is larger than the address accepts. 413.
    TooLarge,
    /// The body is not announced as what the address takes, mostly `application/json`. 415.
    UnsupportedMediaType,
    /// The values cannot work; `problems` names each field. 422.
    InvalidValue,
    /// The address needs `If-Match`, or `If-None-Match: *` for something new. 428.
    PreconditionRequired,
    /// An unexpected fault; nothing was written. 500.
    Internal,
    /// The store cannot write now: full or locked; nothing was written, try again. 503.
    Unavailable,
}

impl ProblemCode {
    /// The status that goes with the code.
    pub const fn status(self) -> u16 {
        match self {
            ProblemCode::InvalidBody | ProblemCode::InvalidAddress => 400,
            ProblemCode::NotFound => 404,
            ProblemCode::MethodNotAllowed => 405,
            ProblemCode::TooSlow => 408,
            ProblemCode::Refused | ProblemCode::AlreadyExists => 409,
            ProblemCode::Conflict => 412,
            ProblemCode::TooLarge => 413,
            ProblemCode::UnsupportedMediaType => 415,
            ProblemCode::InvalidValue => 422,
            ProblemCode::PreconditionRequired => 428,
            ProblemCode::Internal => 500,
            ProblemCode::Unavailable => 503,
        }
    }

    /// The code in a few words, the same every time.
    pub const fn title(self) -> &'static str {
        match self {
            ProblemCode::InvalidBody => "The body cannot be read",
            ProblemCode::InvalidAddress => "The address cannot be read",
            ProblemCode::NotFound => "Not found",
            ProblemCode::MethodNotAllowed => "Not possible at this address",
            ProblemCode::Refused => "Not possible now",
            ProblemCode::AlreadyExists => "It exists already",
            ProblemCode::TooSlow => "The body did not arrive in time",
            ProblemCode::Conflict => "Somebody else has saved since",
            ProblemCode::TooLarge => "The body is too large",
            ProblemCode::UnsupportedMediaType => {
                "The body is of another kind than this address takes"
            }
            ProblemCode::InvalidValue => "A value cannot work",
            ProblemCode::PreconditionRequired => "Say which version you are changing",
            ProblemCode::Internal => "Something went wrong here",
            ProblemCode::Unavailable => "It cannot be stored now",
        }
    }
}

/// A problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// `about:blank`: the code says it all (RFC 9457 section 4.2.1).
    #[serde(rename = "type")]
    pub kind: String,
    /// The code in a few words.
    pub title: String,
    /// The status of the answer.
    pub status: u16,
    /// What went wrong, for programs.
    pub code: ProblemCode,
    /// What went wrong this time and what to do, in a sentence for people.
    pub detail: String,
    /// The one place that it is about, for example `sightings[3].at`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The request that failed by a fault of ours: the name by which the log has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// Every field that is wrong, where several may be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<FieldProblem>,
    /// Why the step is refused.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refusals: Vec<Refusal>,
}

impl Problem {
    /// A problem with its sentence.
    pub fn new(code: ProblemCode, detail: impl Into<String>) -> Self {
        Self {
            kind: "about:blank".to_owned(),
            title: code.title().to_owned(),
            status: code.status(),
            code,
            detail: detail.into(),
            field: None,
            instance: None,
            problems: Vec::new(),
            refusals: Vec::new(),
        }
    }

    /// The same problem, at a field.
    pub fn at(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// Values that cannot work, each at its field.
    pub fn of_fields(problems: Vec<FieldProblem>) -> Self {
        let detail = problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        let field = problems.first().map(|problem| problem.field.clone());
        Self { field, problems, ..Self::new(ProblemCode::InvalidValue, detail) }
    }

    /// A step that is refused, with the reasons.
    pub fn of_refusals(refusals: Vec<Refusal>) -> Self {
        let detail = refusals.iter().map(|r| r.message.clone()).collect::<Vec<_>>().join("; ");
        let field = refusals.first().and_then(|refusal| refusal.field.clone());
        Self { field, refusals, ..Self::new(ProblemCode::Refused, detail) }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.title, self.detail)
    }
}

//! A JSON body. What cannot be read is refused with the path of the entry, such as
//! `sightings[3].at`; a time without an offset is refused in words of its own.

use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use http_body_util::{BodyExt, LengthLimitError};
use serde::de::DeserializeOwned;
use serde_json::Value;
use wire::ProblemCode;

use crate::body::TooSlow;
use crate::limit;
use crate::problem::Problem;

/// The body of a request, read as JSON.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<T, S> FromRequest<S> for Body<T>
where
    T: DeserializeOwned,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request(request: Request, _state: &S) -> Result<Body<T>, Problem> {
        require_json(request.headers())?;
        let body = request.into_body().collect().await.map_err(unread)?;
        read(&body.to_bytes()).map(Body)
    }
}

/// A form of another site can send text or forms without asking, but never JSON.
fn require_json(headers: &HeaderMap) -> Result<(), Problem> {
    match media_type(headers).eq_ignore_ascii_case("application/json") {
        true => Ok(()),
        false => Err(Problem::new(
            ProblemCode::UnsupportedMediaType,
            "send JSON and say so: content-type: application/json",
        )),
    }
}

/// What kind of body is announced, without its parameters.
pub(super) fn media_type(headers: &HeaderMap) -> &str {
    let announced = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    announced.unwrap_or_default().split(';').next().unwrap_or_default().trim()
}

/// Why a body could not be read to its end.
pub(super) fn unread(error: axum::Error) -> Problem {
    let source: &dyn std::error::Error = &error;
    let mut cause = Some(source);
    while let Some(error) = cause {
        if error.is::<LengthLimitError>() {
            return limit::too_large();
        }
        if error.is::<TooSlow>() {
            return Problem::new(ProblemCode::TooSlow, "the body stopped arriving; send it again");
        }
        cause = error.source();
    }
    Problem::new(ProblemCode::InvalidBody, "the body did not arrive whole; send it again")
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    parse(bytes).or_else(|problem| {
        // JSON Schema counts 7.0 among the integers, and some clients write every number so.
        let is_fraction = problem.body().detail.contains("floating point");
        let whole = is_fraction.then(|| whole_numbers(bytes)).flatten();
        whole.and_then(|bytes| parse(&bytes).ok()).ok_or(problem)
    })
}

/// The same JSON with `7.0` written as `7`.
fn whole_numbers(bytes: &[u8]) -> Option<Vec<u8>> {
    fn rewrite(value: &mut Value) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(rewrite),
            Value::Object(fields) => fields.values_mut().for_each(rewrite),
            Value::Number(number) => {
                let float = number.as_f64().filter(|float| number.is_f64() && float.fract() == 0.0);
                // A larger float may stand for any of several integers.
                if let Some(float) = float.filter(|float| (0.0..=u32::MAX.into()).contains(float)) {
                    *number = (float as u64).into();
                }
            }
            Value::Null | Value::Bool(_) | Value::String(_) => {}
        }
    }
    let mut value = serde_json::from_slice(bytes).ok()?;
    rewrite(&mut value);
    serde_json::to_vec(&value).ok()
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let field = error.path().to_string();
        let problem = Problem::new(ProblemCode::InvalidBody, reason(error.inner()));
        if field == "." { problem } else { problem.at(field) }
    })?;
    json.end().map_err(|error| Problem::new(ProblemCode::InvalidBody, error.to_string()))?;
    Ok(value)
}

/// What is wrong, without the column of the text when the entry is named anyway.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match error.is_data() {
        true => text.rsplit_once(" at line ").map_or(text.clone(), |(reason, _)| reason.to_owned()),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use trial::rfc3339::INVALID_MOMENT;
    use wire::batch::SightingBatch;

    use super::*;

    fn problem<T: DeserializeOwned + std::fmt::Debug>(body: &str) -> wire::Problem {
        read::<T>(body.as_bytes()).expect_err(body).body().clone()
    }

    #[test]
    fn a_wrong_entry_is_named_by_its_path() {
        let body = r#"{"sightings":[{"subject":"a","at":"2026-03-01T08:00:00Z","feed":"darknet"},
                       {"subject":"192.0.2.7","at":"2026-03-01T08:00:00Z","feed":"darknet"}]}"#;
        let problem = problem::<SightingBatch>(body);
        assert_eq!(problem.field.as_deref(), Some("sightings[1].subject"));
        assert!(problem.detail.contains("never an address"), "{}", problem.detail);
        assert!(!problem.detail.contains("at line"), "{}", problem.detail);
    }

    #[test]
    fn a_time_without_offset_is_refused_in_words_of_its_own() {
        for time in ["2026-03-01T08:00:00", "2026-03-01 08:00", "2026-03-01"] {
            let body = format!(r#"{{"sightings":[{{"subject":"a","at":"{time}","feed":"b"}}]}}"#);
            let problem = problem::<SightingBatch>(&body);
            assert_eq!(problem.field.as_deref(), Some("sightings[0].at"), "{time}");
            assert_eq!(problem.detail, INVALID_MOMENT, "{time}");
        }
    }

    #[test]
    fn an_integer_may_be_written_with_a_fraction_of_zero() {
        #[derive(Debug, PartialEq, Deserialize)]
        struct Sizes {
            n: u32,
            share: f64,
        }
        let sizes =
            read::<Sizes>(br#"{"n":7.0,"share":1}"#).map_err(|problem| format!("{problem:?}"));
        assert_eq!(sizes, Ok(Sizes { n: 7, share: 1.0 }));
        for wrong in
            [r#"{"n":7.5,"share":1}"#, r#"{"n":-7.0,"share":1}"#, r#"{"n":1e300,"share":1}"#]
        {
            assert_eq!(problem::<Sizes>(wrong).field.as_deref(), Some("n"), "{wrong}");
        }
    }

    #[test]
    fn what_is_no_json_is_refused_with_its_line_and_column() {
        #[derive(Debug, Deserialize)]
        struct Nothing {}
        for body in ["", "{", "{} {}", "no"] {
            let problem = problem::<Nothing>(body);
            assert_eq!(problem.code, ProblemCode::InvalidBody);
            assert!(problem.detail.contains("line 1"), "{}", problem.detail);
        }
    }
}

//! Requests to the server. Paths come from `wire::address`; whatever goes wrong becomes an [`ApiError`]
//! that can be shown to people.

use gloo_net::http::{Request, RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use trial::FieldProblem;
use wire::{Page, Problem, ProblemCode};

/// What stands between a question and its answer.
#[derive(Clone, Debug, PartialEq)]
pub enum ApiError {
    /// The server refused, and says why.
    Problem(Box<Problem>),
    /// The server was not reached; the browser's words.
    Network(String),
    /// The server answered something that this app does not understand.
    Unreadable,
}

impl ApiError {
    /// A sentence for people: what happened and what to do.
    pub fn sentence(&self) -> String {
        match self {
            ApiError::Problem(problem) => format!("{}: {}.", problem.title, problem.detail.trim_end_matches('.')),
            ApiError::Network(_) => {
                "The server cannot be reached. Check the connection, then try again.".to_owned()
            }
            ApiError::Unreadable => {
                "The answer of the server cannot be read. Load the page again: the app may be older than the server."
                    .to_owned()
            }
        }
    }

    /// The problem that the server describes, if it was reached.
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            ApiError::Problem(problem) => Some(problem),
            ApiError::Network(_) | ApiError::Unreadable => None,
        }
    }

    /// Whether somebody else has saved since; nothing was written.
    pub fn is_conflict(&self) -> bool {
        self.problem().is_some_and(|problem| problem.code == ProblemCode::Conflict)
    }

    /// Every field that the server found wrong.
    pub fn fields(&self) -> Vec<FieldProblem> {
        let Some(problem) = self.problem() else {
            return Vec::new();
        };
        match (&problem.field, problem.problems.is_empty()) {
            (Some(field), true) => {
                vec![FieldProblem { field: field.clone(), message: problem.detail.clone() }]
            }
            _ => problem.problems.clone(),
        }
    }
}

/// An answer with the version that its ETag names.
#[derive(Clone, Debug, PartialEq)]
pub struct Versioned<T> {
    /// The answer.
    pub body: T,
    /// The version in the ETag, for the next [`put`]; `None` where the answer has none.
    pub version: Option<u64>,
}

/// What a save assumes about what is stored now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expecting {
    /// Exactly this version; anything else is a conflict.
    Version(u64),
    /// That nothing is there yet.
    Nothing,
}

/// Reads what is at `path`.
///
/// # Errors
/// See [`ApiError`].
pub async fn get<T: DeserializeOwned>(path: &str) -> Result<T, ApiError> {
    Ok(get_versioned(path).await?.body)
}

/// Reads what is at `path`, with its version.
///
/// # Errors
/// See [`ApiError`].
pub async fn get_versioned<T: DeserializeOwned>(path: &str) -> Result<Versioned<T>, ApiError> {
    answer(Request::get(path).send().await).await
}

/// Reads every page of the list at `path`, which has no query of its own.
///
/// # Errors
/// See [`ApiError`].
pub async fn list<T: DeserializeOwned>(path: &str) -> Result<Vec<T>, ApiError> {
    let mut page: Page<T> = get(path).await?;
    let mut items = std::mem::take(&mut page.items);
    while let Some(after) = page.next.take() {
        page =
            answer(Request::get(path).query([("after", after.as_str())]).send().await).await?.body;
        items.append(&mut page.items);
    }
    Ok(items)
}

/// Posts to `path` what needs no more words than its address, if that version is stored there.
///
/// # Errors
/// See [`ApiError`]; a problem with the code `conflict` when another one is.
pub async fn order_expecting<T: DeserializeOwned>(path: &str, version: u64) -> Result<T, ApiError> {
    let request = Request::post(path).header("If-Match", &etag_of(version));
    Ok(send(request, &serde_json::Map::new()).await?.body)
}

/// Posts `body` to `path`, if that version is stored there.
///
/// # Errors
/// See [`ApiError`]; a problem with the code `conflict` when another one is.
pub async fn post_expecting<B: Serialize, T: DeserializeOwned>(
    path: &str,
    version: u64,
    body: &B,
) -> Result<T, ApiError> {
    let request = Request::post(path).header("If-Match", &etag_of(version));
    Ok(send(request, body).await?.body)
}

/// Posts `body` to `path`.
///
/// # Errors
/// See [`ApiError`].
pub async fn post<B: Serialize, T: DeserializeOwned>(path: &str, body: &B) -> Result<T, ApiError> {
    Ok(send(Request::post(path), body).await?.body)
}

/// Puts `body` at `path`.
///
/// # Errors
/// See [`ApiError`].
pub async fn put<B: Serialize, T: DeserializeOwned>(path: &str, body: &B) -> Result<T, ApiError> {
    Ok(send(Request::put(path), body).await?.body)
}

/// Puts `body` at `path` if what is stored there is what the caller expects.
///
/// # Errors
/// See [`ApiError`]; a problem with the code `conflict` when it is not.
pub async fn put_expecting<B: Serialize, T: DeserializeOwned>(
    path: &str,
    expecting: Expecting,
    body: &B,
) -> Result<Versioned<T>, ApiError> {
    let request = match expecting {
        Expecting::Version(version) => Request::put(path).header("If-Match", &etag_of(version)),
        Expecting::Nothing => Request::put(path).header("If-None-Match", "*"),
    };
    send(request, body).await
}

/// Posts the bytes of a file to `path`.
///
/// # Errors
/// See [`ApiError`].
pub async fn upload<T: DeserializeOwned>(
    path: &str,
    media_type: &str,
    file: &web_sys::File,
) -> Result<T, ApiError> {
    let request = Request::post(path).header("Content-Type", media_type).body(file);
    let request = request.map_err(|error| ApiError::Network(error.to_string()))?;
    Ok(answer(request.send().await).await?.body)
}

async fn send<B: Serialize, T: DeserializeOwned>(
    request: RequestBuilder,
    body: &B,
) -> Result<Versioned<T>, ApiError> {
    let request = request.json(body).map_err(|error| ApiError::Network(error.to_string()))?;
    answer(request.send().await).await
}

async fn answer<T: DeserializeOwned>(
    sent: Result<Response, gloo_net::Error>,
) -> Result<Versioned<T>, ApiError> {
    let response = sent.map_err(|error| ApiError::Network(error.to_string()))?;
    let text = response.text().await.map_err(|error| ApiError::Network(error.to_string()))?;
    if !response.ok() {
        return Err(refusal(&text));
    }
    let version = response.headers().get("ETag").as_deref().and_then(version_of_etag);
    // An empty answer, such as 204, stands for the unit type.
    let text = if text.is_empty() { "null" } else { &text };
    let body = serde_json::from_str(text).map_err(|_| ApiError::Unreadable)?;
    Ok(Versioned { body, version })
}

fn refusal(text: &str) -> ApiError {
    match serde_json::from_str(text) {
        Ok(problem) => ApiError::Problem(Box::new(problem)),
        Err(_) => ApiError::Unreadable,
    }
}

fn etag_of(version: u64) -> String {
    format!("\"{version}\"")
}

fn version_of_etag(etag: &str) -> Option<u64> {
    etag.trim_start_matches("W/").trim_matches('"').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_from_a_strong_or_weak_etag() {
        assert_eq!(version_of_etag("\"7\""), Some(7));
        assert_eq!(version_of_etag("W/\"7\""), Some(7));
        assert_eq!(version_of_etag("\"abc\""), None);
    }

    #[test]
    fn a_version_is_sent_as_the_etag_from_which_it_is_read() {
        assert_eq!(etag_of(7), "\"7\"");
        assert_eq!(version_of_etag(&etag_of(7)), Some(7));
    }

    #[test]
    fn only_a_conflict_is_one() {
        let of = |code| ApiError::Problem(Box::new(Problem::new(code, "x"))).is_conflict();
        assert!(of(ProblemCode::Conflict));
        assert!(!of(ProblemCode::InvalidBody) && !ApiError::Unreadable.is_conflict());
    }

    #[test]
    fn a_problem_at_one_place_is_a_problem_of_that_field() {
        let problem = Problem::new(wire::ProblemCode::InvalidBody, "a weight is a number");
        let error = ApiError::Problem(Box::new(problem.at("arms[0].weight")));
        let fields: Vec<String> = error.fields().into_iter().map(|at| at.field).collect();
        assert_eq!(fields, ["arms[0].weight"]);
        assert!(ApiError::Unreadable.fields().is_empty());
    }

    #[test]
    fn a_refusal_that_is_no_problem_is_unreadable() {
        assert_eq!(refusal("<html>Bad gateway</html>"), ApiError::Unreadable);
    }

    #[test]
    fn a_problem_is_one_sentence() {
        let problem = Problem::new(wire::ProblemCode::NotFound, "there is no trial of that name");
        let error = ApiError::Problem(Box::new(problem));
        assert_eq!(error.sentence(), "Not found: there is no trial of that name.");
    }
}

//! The names of query parameters, held to what an address describes: a parameter with a typing error
//! would otherwise be passed over, and its list would come unfiltered.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use utoipa::openapi::RefOr;
use utoipa::openapi::path::{Operation, ParameterIn, Paths};
use wire::ProblemCode;

use crate::problem::Problem;

/// The parameters that each method of an address takes in its query.
#[derive(Clone, Debug)]
pub struct Known(Arc<Vec<(Method, Vec<String>)>>);

impl Known {
    /// As the address is described.
    pub fn of(paths: &Paths) -> Known {
        let methods = paths.paths.values().flat_map(|item| {
            let methods =
                [(Method::GET, &item.get), (Method::PUT, &item.put), (Method::POST, &item.post)];
            methods
                .into_iter()
                .filter_map(|(method, operation)| Some((method, names(operation.as_ref()?))))
        });
        Known(Arc::new(methods.collect()))
    }

    /// The parameters of a method; `None` for one that the address does not have.
    fn to(&self, method: &Method) -> Option<&[String]> {
        // Whoever asks for the head of an answer may ask for the same one.
        let method = if method == Method::HEAD { &Method::GET } else { method };
        self.0.iter().find(|(known, _)| known == method).map(|(_, names)| &names[..])
    }
}

fn names(operation: &Operation) -> Vec<String> {
    let parameters =
        operation.parameters.iter().flatten().filter_map(|parameter| match parameter {
            RefOr::T(parameter) => Some(parameter),
            RefOr::Ref(_) => None,
        });
    let in_query = parameters.filter(|parameter| parameter.parameter_in == ParameterIn::Query);
    in_query.map(|parameter| parameter.name.clone()).collect()
}

/// Refuses a request whose query names a parameter that its address does not have.
pub async fn refuse_unknown(State(known): State<Known>, request: Request, next: Next) -> Response {
    let query = request.uri().query().unwrap_or_default();
    let Some(names) = known.to(request.method()) else { return next.run(request).await };
    let mut asked = form_urlencoded::parse(query.as_bytes());
    match asked.find(|(name, _)| !names.iter().any(|known| known == name)) {
        None => next.run(request).await,
        Some((name, _)) => unknown(&name, names).into_response(),
    }
}

fn unknown(name: &str, names: &[String]) -> Problem {
    // A name may be as long as an address; the reader needs to recognise it, not to get it back.
    let name: String = name.chars().take(60).collect();
    let known = match names {
        [] => "this address takes none".to_owned(),
        names => format!("this address takes {}", names.join(", ")),
    };
    let detail = format!("there is no query parameter named {name:?}; {known}");
    Problem::new(ProblemCode::InvalidAddress, detail).at(name)
}

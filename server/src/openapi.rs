//! The description of the interface in OpenAPI 3.1, from the table of routes.

mod refine;

use std::sync::Arc;

use serde_json::Value;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, Parameter, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{Content, OpenApi as Description, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{Modify, OpenApi};
use wire::ProblemCode;
use wire::problem::MEDIA_TYPE;

/// The description as the interface answers it.
#[derive(Clone, Debug)]
pub struct Described(pub Arc<Value>);

/// The description of these routes; the pages of the garden are below `garden_origin`.
///
/// # Errors
/// The description is no JSON, which no request can cause.
pub fn describe(routes: Description, garden_origin: &str) -> Result<Value, serde_json::Error> {
    let mut description = Document::openapi();
    description.merge(routes);
    Problems.modify(&mut description);
    let mut description = serde_json::to_value(description)?;
    refine::refine(&mut description, garden_origin);
    Ok(description)
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Stile",
        description = "Messages in a walled garden: written, tried, watched. \
         Until sign-in exists, only this machine is answered. Fields and query parameters that an \
         address does not name are refused. A text's length is counted in \
         characters. A body may keep to its schema and still contradict itself or what is stored; \
         then the answer is 409, 412 or 422 and says why."
    ),
    components(schemas(wire::Problem, ProblemCode))
)]
struct Document;

/// Adds to each operation of the staff side the problems that its shape makes possible. The garden
/// answers people, in pages.
struct Problems;

impl Modify for Problems {
    fn modify(&self, description: &mut Description) {
        for (path, item) in &mut description.paths.paths {
            if !path.starts_with("/api/") {
                continue;
            }
            let operations = [&mut item.get, &mut item.put, &mut item.post];
            for operation in operations.into_iter().flatten() {
                add_problems(operation);
            }
        }
    }
}

fn add_problems(operation: &mut Operation) {
    use ProblemCode as Code;
    // The host that was asked for is part of every address.
    let mut codes = vec![Code::Internal, Code::Unavailable, Code::InvalidAddress];
    let parameters: Vec<&Parameter> =
        operation.parameters.iter().flatten().filter_map(own).collect();
    if parameters.iter().any(|parameter| parameter.parameter_in == ParameterIn::Path) {
        codes.push(Code::NotFound);
    }
    if parameters.iter().any(|parameter| parameter.name == "If-Match") {
        codes.extend([Code::Conflict, Code::PreconditionRequired]);
    }
    if operation.request_body.is_some() {
        codes.extend([Code::InvalidBody, Code::TooLarge, Code::UnsupportedMediaType]);
        codes.extend([Code::InvalidValue, Code::TooSlow]);
    }
    for code in codes {
        let responses = &mut operation.responses.responses;
        responses.entry(code.status().to_string()).or_insert_with(|| problem(code).into());
    }
}

fn own(parameter: &RefOr<Parameter>) -> Option<&Parameter> {
    match parameter {
        RefOr::T(parameter) => Some(parameter),
        RefOr::Ref(_) => None,
    }
}

fn problem(code: ProblemCode) -> Response {
    let content = Content::new(Some(Ref::from_schema_name("Problem")));
    let response = ResponseBuilder::new().description(code.title()).content(MEDIA_TYPE, content);
    match code {
        ProblemCode::Unavailable => response.header("Retry-After", seconds()).build(),
        _ => response.build(),
    }
}

/// How long to wait before another try.
fn seconds() -> utoipa::openapi::Header {
    let schema = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1usize));
    HeaderBuilder::new().schema(Some(schema)).description(Some("How many seconds to wait.")).build()
}

//! The staff side as a table: every address with its handlers, and how large a body it takes.

use std::sync::Arc;

use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use axum::{Extension, Router};
use serde_json::Value;
use tower_http::set_header::SetResponseHeaderLayer;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter, UtoipaMethodRouterExt};
use utoipa_axum::routes;
use wire::ProblemCode;

use crate::api::{
    batches, contacts, enrolments, feeds, messages, packages, previews, releases, reports, reviews,
    status, subjects, trials,
};
use crate::guard::guard;
use crate::limit::{self, limit};
use crate::openapi::Described;
use crate::problem::Problem;
use crate::query::{self, Known};
use crate::request;
use crate::state::App;
use crate::static_app::StaticApp;
use crate::{garden, openapi};

/// The staff side over the app's files.
pub fn router(app: App, files: StaticApp) -> Router {
    let described = description(&app.garden_origin).unwrap_or_else(|fault| {
        tracing::error!(%fault, "the description of the interface cannot be written");
        Value::Null
    });
    let mut routes = OpenApiRouter::new();
    for route in table() {
        routes = routes.routes(route);
    }
    if app.clock.is_test() {
        routes = routes.routes(test_clock());
    }
    let no_store = HeaderValue::from_static("no-store");
    let routes = Router::from(routes)
        .layer(Extension(Described(Arc::new(described))))
        .layer(SetResponseHeaderLayer::if_not_present(CACHE_CONTROL, no_store));
    let others = Router::new()
        .route("/api", any(unknown))
        .route("/api/", any(unknown))
        .route("/api/{*rest}", any(unknown))
        .fallback_service(files.into_service())
        .layer(from_fn_with_state(limit::SMALL, limit));
    let all = request::caught(routes.merge(others), &app).layer(from_fn(guard));
    request::traced(all, &app).with_state(app)
}

/// The description of both sides in OpenAPI 3.1, the test clock included; the pages of the garden are
/// below `garden_origin`.
///
/// # Errors
/// The description is no JSON, which no request can cause.
pub fn description(garden_origin: &str) -> Result<Value, serde_json::Error> {
    let all = table().into_iter().chain([test_clock()]).chain(garden::table());
    let routes = all.fold(OpenApiRouter::default(), OpenApiRouter::routes);
    openapi::describe(routes.into_openapi(), garden_origin)
}

type Route = UtoipaMethodRouter<App>;

/// Every address that is always there. Each handler names its own method and address.
fn table() -> Vec<Route> {
    use limit::{BATCH, DOCUMENT, SMALL};
    vec![
        takes(SMALL, routes!(status::show)),
        takes(SMALL, routes!(status::description)),
        takes(SMALL, routes!(messages::brand)),
        takes(SMALL, routes!(messages::list)),
        takes(SMALL, routes!(packages::export)),
        takes(BATCH, routes!(packages::import)),
        takes(DOCUMENT, routes!(previews::begin)),
        takes(DOCUMENT, routes!(messages::show, messages::save)),
        takes(SMALL, routes!(reviews::list)),
        takes(SMALL, routes!(reviews::submit)),
        takes(SMALL, routes!(reviews::approve)),
        takes(SMALL, routes!(reviews::request_changes)),
        takes(SMALL, routes!(messages::revision)),
        takes(SMALL, routes!(messages::renderings)),
        takes(SMALL, routes!(trials::list, trials::plan)),
        takes(SMALL, routes!(trials::show)),
        takes(SMALL, routes!(trials::change_plan)),
        takes(SMALL, routes!(trials::start)),
        takes(SMALL, routes!(trials::stop)),
        takes(SMALL, routes!(trials::audit)),
        takes(SMALL, routes!(reports::show)),
        takes(SMALL, routes!(reports::live)),
        takes(SMALL, routes!(reports::live_many)),
        takes(SMALL, routes!(enrolments::enrol)),
        takes(SMALL, routes!(subjects::find)),
        takes(SMALL, routes!(subjects::show)),
        takes(BATCH, routes!(batches::sightings)),
        takes(SMALL, routes!(feeds::list)),
        takes(BATCH, routes!(batches::coverage)),
        takes(BATCH, routes!(batches::quarantine)),
        takes(BATCH, routes!(batches::ineligible)),
        takes(BATCH, routes!(batches::ends)),
        takes(BATCH, routes!(batches::surveys)),
        takes(BATCH, routes!(batches::notices)),
        takes(SMALL, routes!(batches::set_aside)),
        takes(BATCH, routes!(contacts::list, batches::contacts)),
        takes(SMALL, routes!(contacts::code)),
        takes(SMALL, routes!(contacts::handle)),
        takes(SMALL, routes!(releases::list)),
        takes(SMALL, routes!(releases::acknowledge)),
    ]
}

/// Exists only when the server was started with a test clock.
fn test_clock() -> Route {
    takes(limit::SMALL, routes!(status::move_clock))
}

/// Puts around an address what every address has: a limit of its body in bytes, a refusal of other
/// methods, and one of query parameters that it does not describe.
fn takes(max_bytes: usize, route: Route) -> Route {
    let known = Known::of(&route.1);
    route
        .map(|methods| methods.fallback(method_not_allowed))
        .layer(from_fn_with_state(known, query::refuse_unknown))
        .layer(from_fn_with_state(max_bytes, limit))
}

async fn unknown(request: Request) -> Response {
    Problem::not_found(format!("address {}", request.uri().path())).into_response()
}

async fn method_not_allowed(request: Request) -> Response {
    let detail = format!("{} is not possible here", request.method());
    Problem::new(ProblemCode::MethodNotAllowed, detail).into_response()
}

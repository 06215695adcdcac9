//! The staff side as a table: every address with its handlers, and how large a body it takes.

use axum::Router;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, any, get, post, put};
use tower_http::set_header::SetResponseHeaderLayer;
use wire::{Address, ProblemCode, address};

use crate::api::{
    batches, contacts, enrolments, feeds, messages, packages, previews, releases, reports, reviews,
    status, subjects, trials,
};
use crate::guard::guard;
use crate::limit::{self, limit};
use crate::problem::Problem;
use crate::request;
use crate::state::App;
use crate::static_app::StaticApp;

/// The staff side over the app's files.
pub fn router(app: App, files: StaticApp) -> Router {
    let mut table = table();
    if app.clock.is_test() {
        table.push((address::TEST_CLOCK, put(status::move_clock), limit::SMALL));
    }
    let routes = table.into_iter().fold(Router::new(), |router, (address, methods, max)| {
        let methods = methods.fallback(method_not_allowed);
        router.route(address.route(), methods.layer(from_fn_with_state(max, limit)))
    });
    let no_store = HeaderValue::from_static("no-store");
    let routes = routes.layer(SetResponseHeaderLayer::if_not_present(CACHE_CONTROL, no_store));
    let others = Router::new()
        .route("/api", any(unknown))
        .route("/api/", any(unknown))
        .route("/api/{*rest}", any(unknown))
        .fallback_service(files.into_service())
        .layer(from_fn_with_state(limit::SMALL, limit));
    let all = request::caught(routes.merge(others), &app).layer(from_fn(guard));
    request::traced(all, &app).with_state(app)
}

/// Every address that is always there.
fn table() -> Vec<(Address, MethodRouter<App>, usize)> {
    use limit::{BATCH, DOCUMENT, SMALL};
    vec![
        (address::STATUS, get(status::show), SMALL),
        (address::OPENAPI, get(status::description), SMALL),
        (address::BRAND, get(messages::brand), SMALL),
        (address::MESSAGES, get(messages::list), SMALL),
        (address::MESSAGE_EXPORT, get(packages::export), SMALL),
        (address::MESSAGE_IMPORT, post(packages::import), BATCH),
        (address::PREVIEWS, post(previews::begin), DOCUMENT),
        (address::DOCUMENT, get(messages::show).put(messages::save), DOCUMENT),
        (address::DOCUMENT_REVISIONS, get(reviews::list), SMALL),
        (address::DOCUMENT_SUBMIT, post(reviews::submit), SMALL),
        (address::DOCUMENT_APPROVE, post(reviews::approve), SMALL),
        (address::DOCUMENT_REQUEST_CHANGES, post(reviews::request_changes), SMALL),
        (address::REVISION, get(messages::revision), SMALL),
        (address::RENDERINGS, get(messages::renderings), SMALL),
        (address::TRIALS, get(trials::list).post(trials::plan), SMALL),
        (address::TRIAL, get(trials::show), SMALL),
        (address::PLAN, put(trials::change_plan), SMALL),
        (address::TRIAL_START, post(trials::start), SMALL),
        (address::TRIAL_STOP, post(trials::stop), SMALL),
        (address::TRIAL_AUDIT, get(trials::audit), SMALL),
        (address::REPORT, get(reports::show), SMALL),
        (address::LIVE, get(reports::live), SMALL),
        (address::LIVE_REPORTS, get(reports::live_many), SMALL),
        (address::ENROLMENTS, post(enrolments::enrol), SMALL),
        (address::SUBJECTS, get(subjects::find), SMALL),
        (address::SUBJECT, get(subjects::show), SMALL),
        (address::SIGHTINGS, post(batches::sightings), BATCH),
        (address::FEEDS, get(feeds::list), SMALL),
        (address::COVERAGE, post(batches::coverage), BATCH),
        (address::QUARANTINE_EVENTS, post(batches::quarantine), BATCH),
        (address::TRIAL_INELIGIBLE, post(batches::ineligible), BATCH),
        (address::FOLLOW_UP_ENDS, post(batches::ends), BATCH),
        (address::SURVEY_ANSWERS, post(batches::surveys), BATCH),
        (address::SET_ASIDE, get(batches::set_aside), SMALL),
        (address::CONTACTS, get(contacts::list).post(batches::contacts), BATCH),
        (address::CONTACT_CODES, put(contacts::code), SMALL),
        (address::CONTACT_HANDLED, post(contacts::handle), SMALL),
        (address::RELEASES, get(releases::list), SMALL),
        (address::RELEASE_ACKNOWLEDGED, post(releases::acknowledge), SMALL),
    ]
}

async fn unknown(request: Request) -> Response {
    Problem::not_found(format!("address {}", request.uri().path())).into_response()
}

async fn method_not_allowed(request: Request) -> Response {
    let detail = format!("{} is not possible here", request.method());
    Problem::new(ProblemCode::MethodNotAllowed, detail).into_response()
}

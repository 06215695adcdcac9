//! Layers around every request on both listeners: an id, one line in the log, a time-out, and a net
//! for panics. No line holds a path, a query or a text: the path of a page is a subject's token.

use std::any::Any;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use tokio::sync::oneshot;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::predicate::{
    DefaultPredicate, NotForContentType, Predicate, SizeAbove,
};
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::set_header::SetResponseHeaderLayer;
use tracing::Instrument;
use wire::ProblemCode;

use crate::body::on_end;
use crate::problem::Problem;
use crate::request_id::RequestId;
use crate::state::App;

/// How long an answer may take to begin, once the body has been read.
const TIME_OUT: Duration = Duration::from_secs(30);
/// What is smaller, in bytes, fits one packet anyway.
const WORTH_COMPRESSING: u64 = 1_000;

const ID_HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Puts a time-out and a net for panics around handlers; both answer with a problem.
pub fn caught(routes: Router<App>, app: &App) -> Router<App> {
    let panics = app.metrics.panics.clone();
    let net = CatchPanicLayer::custom(move |panic: Box<dyn Any + Send>| {
        panics.inc();
        Problem::internal(format!("a handler panicked: {}", words(&*panic))).into_response()
    });
    routes.layer(net).layer(from_fn(time_out))
}

/// Puts the id, the line in the log, compression and the header against guessing of types around
/// everything that a listener answers.
pub fn traced(routes: Router<App>, app: &App) -> Router<App> {
    let nosniff = HeaderValue::from_static("nosniff");
    routes
        .layer(
            CompressionLayer::new()
                .quality(CompressionLevel::Fastest)
                .compress_when(compressible()),
        )
        .layer(SetResponseHeaderLayer::if_not_present(header::X_CONTENT_TYPE_OPTIONS, nosniff))
        .layer(from_fn_with_state(app.clone(), trace))
}

/// Not images and event streams, which the default leaves out, nor what is packed already.
fn compressible() -> impl Predicate {
    let packed = NotForContentType::const_new("application/zip");
    let font = NotForContentType::const_new("font/");
    DefaultPredicate::new().and(SizeAbove::new(WORTH_COMPRESSING)).and(packed).and(font)
}

async fn trace(State(app): State<App>, request: Request, next: Next) -> Response {
    let id = RequestId::next();
    let begun = Instant::now();
    let method = known(request.method());
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or("*", MatchedPath::as_str);
    let answer = next.run(request).instrument(tracing::info_span!("request", %id));
    let mut answer = id.scope(answer).await;
    if let Ok(id) = HeaderValue::try_from(id.to_string()) {
        answer.headers_mut().insert(ID_HEADER, id);
    }
    if let Some(code) = answer.extensions().get::<ProblemCode>() {
        app.metrics.problem(*code);
    }
    let (status, took) = (answer.status().as_u16(), begun.elapsed());
    app.metrics.answered(method, route, status, took);
    let ms = took.as_millis();
    tracing::info!(target: "stile::request", %id, method, route, status, ms);
    answer
}

/// Anybody may make up a method; the names of the log and the numbers stay few.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "OTHER",
    }
}

async fn time_out(request: Request, next: Next) -> Response {
    let (body_is_open, body_has_ended) = oneshot::channel::<()>();
    let request = request.map(|body| on_end(body, move || drop(body_is_open)));
    let too_late = async {
        // Ends when the sender is dropped.
        let _ = body_has_ended.await;
        tokio::time::sleep(TIME_OUT).await;
    };
    tokio::select! {
        answer = next.run(request) => answer,
        () = too_late => {
            let detail = "the server did not finish this in time; look whether it was done, then try again";
            Problem::new(ProblemCode::Unavailable, detail).into_response()
        }
    }
}

fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no words")
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::StatusCode;
    use axum::routing::get;
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    use super::*;
    use crate::clock::Clock;
    use crate::store::{self, Engine, SqliteFile};

    async fn panicking() {
        let nothing: Vec<u8> = Vec::new();
        assert!(!nothing.is_empty(), "a word that only the log may hold");
    }

    #[tokio::test]
    async fn a_handler_that_panics_is_a_problem_that_names_its_request() {
        let folder = tempfile::tempdir().unwrap();
        let file = SqliteFile::at(folder.path().join("stile.db"));
        let store = store::open(&Engine::Sqlite(file)).await.unwrap();
        let app = App::new(store, Clock::real(), "http://garden.test");
        let routes = Router::new().route("/", get(panicking));
        let router = traced(caught(routes, &app), &app).with_state(app.clone());
        let answer = router.oneshot(Request::new(Body::empty())).await.unwrap();
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let id = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        let problem: wire::Problem = serde_json::from_slice(&body).unwrap();
        assert_eq!(problem.code, ProblemCode::Internal);
        assert_eq!(problem.instance, Some(format!("request:{id}")));
        assert!(!problem.detail.contains("only the log"));
        assert_eq!(app.metrics.panics.get(), 1);
    }
}

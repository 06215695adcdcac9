//! The garden: the only pages that a quarantined customer reaches. Plain HTML, complete in itself,
//! working without script, cookie or image. Nothing here says who exists.

mod help_form;
mod page;
pub mod pages;
mod reader;
mod release;
mod subject_page;
mod visitor;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter, UtoipaMethodRouterExt};
use utoipa_axum::routes;
use wire::ProblemCode;
use wire::problem::MEDIA_TYPE;

use crate::limit::{self, limit};
use crate::request;
use crate::state::App;

use page::Page;

pub use reader::Reader;
pub use subject_page::{Served, SubjectPage, serve_page};

/// The garden side.
pub fn router(app: App) -> Router {
    let mut routes = OpenApiRouter::new();
    for route in table() {
        // People and gateways put a slash behind an address.
        let slashed: Vec<_> = route.1.paths.keys().map(|path| format!("{path}/")).collect();
        routes = routes.routes(route.map(|methods| methods.fallback(pages::unknown)));
        routes = slashed.iter().fold(routes, |routes, path| routes.route(path, any(without_slash)));
    }
    let routes = Router::from(routes);
    around(routes.fallback(pages::unknown), app)
}

/// Puts what every request goes through around the pages; a problem leaves as a page.
fn around(routes: Router<App>, app: App) -> Router {
    let routes = request::caught(routes, &app);
    let pages = routes.layer(from_fn_with_state(app.clone(), in_words));
    request::traced(pages, &app).with_state(app)
}

/// The same address without its last slash; a form is sent again as it is.
async fn without_slash(uri: Uri) -> Page {
    let path = uri.path().trim_end_matches('/');
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    Page::Moved(format!("{path}{query}"))
}

/// A problem is for programs; whoever reads here gets a page that says to try again.
async fn in_words(State(app): State<App>, request: Request, next: Next) -> Response {
    let answer = next.run(request).await;
    let content_type = answer.headers().get(header::CONTENT_TYPE);
    if content_type.is_none_or(|kind| kind != MEDIA_TYPE) {
        return answer;
    }
    let mut page = pages::try_again(&app, answer.status()).await.into_response();
    if let Some(again) = answer.headers().get(header::RETRY_AFTER) {
        page.headers_mut().insert(header::RETRY_AFTER, again.clone());
    }
    if let Some(code) = answer.extensions().get::<ProblemCode>() {
        page.extensions_mut().insert(*code);
    }
    page
}

/// Every page and form. A parameter that nobody described is passed over here: portals and apps add
/// their own to an address, and a customer is not refused for that.
pub(crate) fn table() -> [UtoipaMethodRouter<App>; 3] {
    let small = || from_fn_with_state(limit::SMALL, limit);
    [
        routes!(pages::show).layer(small()),
        // Its form says in words what is too long, and keeps it.
        routes!(pages::after_help, pages::ask_help),
        routes!(pages::after_release, pages::ask_release).layer(small()),
    ]
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
    async fn a_handler_that_panics_is_answered_with_a_page_that_says_to_try_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = SqliteFile::at(folder.path().join("stile.db"));
        let store = store::open(&Engine::Sqlite(file)).await.unwrap();
        let app = App::new(store, Clock::real(), "http://garden.test");
        crate::starter::load(&app).await.unwrap();
        let router = around(Router::new().route("/g/x", get(panicking)), app.clone());
        let request = Request::builder().uri("/g/x").body(Body::empty()).unwrap();
        let answer = router.oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/html; charset=utf-8");
        let page = answer.into_body().collect().await.unwrap().to_bytes();
        let page = String::from_utf8(page.to_vec()).unwrap();
        assert!(page.contains("Northwire") && page.contains("</html>"), "{page}");
        assert!(!page.contains("only the log"), "{page}");
        assert_eq!(app.metrics.panics.get(), 1);
    }
}

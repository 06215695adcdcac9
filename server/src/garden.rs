//! The garden: the only pages that a quarantined customer reaches. Plain HTML, complete in itself,
//! working without script, cookie or image. Nothing here says who exists.

mod guest;
mod help_form;
mod language;
mod page;
pub mod pages;
mod reader;
mod recorder;
mod release;
mod visit;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, any, get};
use wire::problem::MEDIA_TYPE;
use wire::{Address, ProblemCode, address};

use crate::limit::{self, limit};
use crate::request;
use crate::state::App;

use page::Page;

pub use language::{Chosen, pick};
pub use reader::Reader;
pub use recorder::Recorder;
pub use visit::{Served, Visit, serve_page};

/// The garden side.
pub fn router(app: App) -> Router {
    let routes = table().into_iter().fold(Router::new(), |router, (address, methods)| {
        // People and gateways put a slash behind an address.
        let with_slash = format!("{}/", address.route());
        router
            .route(address.route(), methods.fallback(pages::unknown))
            .route(&with_slash, any(without_slash))
    });
    let routes = request::caught(routes.fallback(pages::unknown), &app);
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

fn table() -> [(Address, MethodRouter<App>); 3] {
    let small = || from_fn_with_state(limit::SMALL, limit);
    let release = get(pages::after_release).post(pages::ask_release);
    [
        (address::GARDEN_PAGE, get(pages::show).layer(small())),
        // Its form says in words what is too long, and keeps it.
        (address::GARDEN_HELP, get(pages::after_help).post(pages::ask_help)),
        (address::GARDEN_RELEASE, release.layer(small())),
    ]
}

//! The garden: the only pages that a quarantined customer reaches. Plain HTML, complete in itself,
//! working without script, cookie or image. Nothing here says who exists.

mod guest;
mod help_form;
mod language;
mod page;
pub mod pages;
mod reader;
mod release;
mod visit;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use wire::problem::MEDIA_TYPE;
use wire::{Address, address};

use crate::state::App;

pub use language::{Chosen, pick};
pub use reader::Reader;
pub use visit::{Served, Visit, serve_page};

/// The garden side.
pub fn router(app: App) -> Router {
    let routes = table().into_iter().fold(Router::new(), |router, (address, methods)| {
        router.route(address.route(), methods.fallback(pages::unknown))
    });
    routes.fallback(pages::unknown).layer(from_fn_with_state(app.clone(), in_words)).with_state(app)
}

/// A problem is for programs; whoever reads here gets a page that says to try again.
async fn in_words(State(app): State<App>, request: Request, next: Next) -> Response {
    let answer = next.run(request).await;
    let content_type = answer.headers().get(header::CONTENT_TYPE);
    match content_type.is_some_and(|kind| kind == MEDIA_TYPE) {
        true => pages::try_again(&app, answer.status()).await.into_response(),
        false => answer,
    }
}

fn table() -> [(Address, MethodRouter<App>); 3] {
    [
        (address::GARDEN_PAGE, get(pages::show)),
        (address::GARDEN_HELP, get(pages::after_help).post(pages::ask_help)),
        (address::GARDEN_RELEASE, get(pages::after_release).post(pages::ask_release)),
    ]
}

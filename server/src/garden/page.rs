//! A page as it leaves the garden: its bytes and the headers that keep it private and inert.

use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use content::{Locale, Notice, Rendered, render_notice};

use crate::state::App;

/// No script, no request elsewhere, forms to the garden only, never inside a frame.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; \
    img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 5] = [
    (header::CONTENT_TYPE, "text/html; charset=utf-8"),
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::CACHE_CONTROL, "no-store"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
];

const LEADS_ON: [(HeaderName, &str); 2] =
    [(header::CACHE_CONTROL, "no-store"), (header::REFERRER_POLICY, "no-referrer")];

/// What the garden answers.
#[derive(Debug)]
pub enum Page {
    /// A page.
    Html(StatusCode, Rendered),
    /// Another page to go to, by GET: it can be reloaded without sending a form twice.
    SeeOther(String),
    /// The address proper of the same thing, by the same method.
    Moved(String),
}

impl Page {
    /// A small page that no author writes.
    pub async fn notice(app: &App, status: StatusCode, notice: &Notice, locale: &Locale) -> Page {
        // Without its store the garden still speaks, in the name of the library's brand.
        let brand = app.store.brand().await.unwrap_or_else(|_| content::library::brand());
        Page::Html(status, render_notice(notice, &brand, locale))
    }

    /// The address belongs to no page.
    pub async fn unknown(app: &App) -> Page {
        Page::notice(app, StatusCode::NOT_FOUND, &Notice::UnknownToken, &Locale::english()).await
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        match self {
            Page::Html(status, rendered) => (status, HEADERS, rendered.body).into_response(),
            Page::SeeOther(path) => (LEADS_ON, Redirect::to(&path)).into_response(),
            Page::Moved(path) => (LEADS_ON, Redirect::permanent(&path)).into_response(),
        }
    }
}

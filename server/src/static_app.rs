//! The built app as files: hashed ones for ever, the start page never, both compressed beforehand.
//! Addresses of the app that are no files get the start page, which finds its way itself.

use std::convert::Infallible;
use std::path::PathBuf;

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use percent_encoding::percent_decode_str;
use tower::{Service, ServiceExt, service_fn};
use tower_http::services::ServeDir;

mod policy;

/// For files whose name changes with their content.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// For everything else: kept, but asked about each time.
const ASK_FIRST: HeaderValue = HeaderValue::from_static("no-cache");

const NOT_BUILT: &str = include_str!("static_app/not_built.html");

/// The folder of the built app.
#[derive(Clone, Debug)]
pub struct StaticApp {
    folder: PathBuf,
}

impl StaticApp {
    /// The app in this folder, which may be built later.
    pub fn new(folder: impl Into<PathBuf>) -> StaticApp {
        StaticApp { folder: folder.into() }
    }

    /// Whether there is an app.
    pub fn is_built(&self) -> bool {
        self.folder.join("index.html").is_file()
    }

    /// Serves the files.
    pub fn into_service(
        self,
    ) -> impl Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone {
        service_fn(move |request| {
            let app = self.clone();
            async move { Ok(app.serve(request).await) }
        })
    }

    async fn serve(&self, request: Request) -> Response {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return StatusCode::METHOD_NOT_ALLOWED.into_response();
        }
        // The name as it is looked up, however the address spells it.
        let path = percent_decode_str(request.uri().path()).decode_utf8_lossy().into_owned();
        let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
        let is_file = name.contains('.') && !name.trim_matches('.').is_empty() && !is_page(name);
        if is_file { self.file(request, name).await } else { self.start_page().await }
    }

    async fn file(&self, request: Request, name: &str) -> Response {
        let files = ServeDir::new(&self.folder).precompressed_br();
        let files = files.append_index_html_on_directories(false);
        let answer = files.oneshot(request).await.into_response();
        let kind = answer.headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
        if kind.is_some_and(|kind| kind.starts_with(b"text/html")) {
            // A page never leaves without its policy, whatever led to it.
            return self.start_page().await;
        }
        let caching = match is_hashed(name) && answer.status().is_success() {
            true => FOR_EVER,
            false => ASK_FIRST,
        };
        ([(header::CACHE_CONTROL, caching)], answer).into_response()
    }

    /// Read each time, so that a build while the server runs is served with its own policy.
    async fn start_page(&self) -> Response {
        let Ok(page) = tokio::fs::read_to_string(self.folder.join("index.html")).await else {
            return (StatusCode::NOT_FOUND, headers_of(NOT_BUILT), Html(NOT_BUILT)).into_response();
        };
        (headers_of(&page), Html(page)).into_response()
    }
}

fn headers_of(page: &str) -> [(HeaderName, HeaderValue); 3] {
    [
        (header::CONTENT_SECURITY_POLICY, policy::of(page)),
        (header::CACHE_CONTROL, ASK_FIRST),
        (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    ]
}

/// Whether browsers take a file of that name for a page.
fn is_page(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default();
    ["html", "htm", "xhtml"].iter().any(|page| ending.eq_ignore_ascii_case(page))
}

/// Whether trunk has put the hash of the content into the name: `app-6e1f0c7b9a3d2f45_bg.wasm`.
fn is_hashed(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
    (8..=64).contains(&hash.len()) && hash.bytes().all(|b| b.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        for hashed in [
            "app-6e1f0c7b9a3d2f45.js",
            "app-6e1f0c7b9a3d2f45_bg.wasm",
            "style-0a1b2c3d4e5f6071.css",
        ] {
            assert!(is_hashed(hashed), "{hashed}");
        }
        for plain in ["echarts.js", "icons.svg", "index.html", "deep-link.css", "cafe.svg"] {
            assert!(!is_hashed(plain), "{plain}");
        }
    }
}

//! The built app as files: hashed ones for ever, the start page never, both compressed beforehand.
//! Addresses of the app that are no files get the start page, which finds its way itself.

use std::convert::Infallible;
use std::path::PathBuf;

use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
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
        let path = request.uri().path().to_owned();
        let name = path.rsplit('/').next().unwrap_or_default();
        match name.contains('.') && name != "index.html" {
            true => self.file(request, name).await,
            false => self.start_page().await,
        }
    }

    async fn file(&self, request: Request, name: &str) -> Response {
        let files = ServeDir::new(&self.folder).precompressed_br();
        let answer = files.oneshot(request).await.into_response();
        let caching = match is_hashed(name) && answer.status().is_success() {
            true => FOR_EVER,
            false => ASK_FIRST,
        };
        let headers = [(header::CACHE_CONTROL, caching), (header::X_CONTENT_TYPE_OPTIONS, NOSNIFF)];
        (headers, answer).into_response()
    }

    /// Read each time, so that a build while the server runs is served with its own policy.
    async fn start_page(&self) -> Response {
        let Ok(page) = tokio::fs::read_to_string(self.folder.join("index.html")).await else {
            return (StatusCode::NOT_FOUND, Html(NOT_BUILT)).into_response();
        };
        let headers = [
            (header::CONTENT_SECURITY_POLICY, policy::of(&page)),
            (header::CACHE_CONTROL, ASK_FIRST),
            (header::X_CONTENT_TYPE_OPTIONS, NOSNIFF),
            (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
        ];
        (headers, Html(page)).into_response()
    }
}

const NOSNIFF: HeaderValue = HeaderValue::from_static("nosniff");

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

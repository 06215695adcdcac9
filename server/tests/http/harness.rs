//! What stands between the tests and the server: one way to send, one way to look at the answer.

#[path = "contract.rs"]
pub mod contract;
#[path = "schema.rs"]
pub mod schema;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, Response};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use server::clock::Clock;
use server::state::App;
use server::static_app::StaticApp;
use server::store::{self, Engine, SqliteFile};
use server::{garden, staff, starter};
use tempfile::TempDir;
use tower::ServiceExt;

use contract::Call;

/// When every test begins.
pub const START: &str = "2026-03-01T08:00:00Z";

/// A server of its own.
pub struct Stile {
    pub app: App,
    pub folder: TempDir,
    staff: Router,
    garden: Router,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl Stile {
    /// A server with the starter library, whose app is in the folder `app` of its own folder.
    pub async fn new() -> Stile {
        let folder = TempDir::new().unwrap();
        let file = SqliteFile::at(folder.path().join("stile.db"));
        let store = store::open(&Engine::Sqlite(file)).await.unwrap();
        let app = App::new(store, Clock::test(START.parse().unwrap()), "http://garden.test");
        starter::load(&app).await.unwrap();
        let mut stile = Stile { app, folder, staff: Router::new(), garden: Router::new() };
        stile.mount();
        stile
    }

    /// Puts the two sides up over `app`, again after a test has changed it.
    pub fn mount(&mut self) {
        let files = StaticApp::new(self.folder.path().join("app"));
        self.staff = staff::router(self.app.clone(), files);
        self.garden = garden::router(self.app.clone());
    }

    /// Sends a request to the staff side, as a browser on this machine does.
    pub async fn staff(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        read(self.open(method, path, headers, body).await).await
    }

    /// The answer of the staff side before its body has been read.
    pub async fn open(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Response<Body> {
        let request = request(method, path, "localhost", headers, body);
        self.staff.clone().oneshot(request).await.unwrap()
    }

    pub async fn get(&self, path: &str) -> Answer {
        let answer = self.staff(Method::GET, path, &[], Body::empty()).await;
        Call { method: "get", path, body: None }.check(&answer);
        answer
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        let answer = self.staff(Method::POST, path, JSON, body.to_string()).await;
        Call { method: "post", path, body: Some(&body) }.check(&answer);
        answer
    }

    pub async fn put(&self, path: &str, version: (&str, &str), body: Value) -> Answer {
        let headers = [JSON[0], version];
        let answer = self.staff(Method::PUT, path, &headers, body.to_string()).await;
        Call { method: "put", path, body: Some(&body) }.check(&answer);
        answer
    }

    /// Moves the clock to this time.
    pub async fn clock(&self, now: &str) -> Answer {
        self.put("/api/v1/test-clock", JSON[0], json!({ "now": now })).await
    }

    /// Opens a page of the garden.
    pub async fn visit(&self, path: &str) -> Answer {
        self.garden(Method::GET, path, &[], "").await
    }

    /// Sends a form of the garden, as a browser encodes it.
    pub async fn fill_in(&self, path: &str, form: &str) -> Answer {
        let headers = [("content-type", "application/x-www-form-urlencoded")];
        self.garden(Method::POST, path, &headers, form.to_owned()).await
    }

    pub async fn garden(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let request = request(method, path, "garden.test", headers, body);
        read(self.garden.clone().oneshot(request).await.unwrap()).await
    }

    /// A page of the garden before its body has been read.
    pub async fn open_garden(&self, path: &str, headers: &[(&str, &str)]) -> Response<Body> {
        let request = request(Method::GET, path, "garden.test", headers, "");
        self.garden.clone().oneshot(request).await.unwrap()
    }

    /// Plans the trial of [`plan`]; answers its address.
    pub async fn planned(&self) -> String {
        let answer = self.post("/api/v1/trials", plan()).await.expect(201);
        answer.headers["location"].to_str().unwrap().to_owned()
    }

    /// Plans and starts a trial; answers its address.
    pub async fn running(&self) -> String {
        let trial = self.planned().await;
        self.post(&format!("{trial}/start"), Value::Null).await.expect(200);
        trial
    }

    /// Enrols a subject; answers the path of its page.
    pub async fn enrolled(&self, trial: &str, subject: &str) -> String {
        let body = json!({ "subject": subject });
        let answer = self.post(&format!("{trial}/enrolments"), body).await.expect(201).json();
        let address = answer["garden_address"].as_str().unwrap();
        address.strip_prefix("http://garden.test").unwrap().to_owned()
    }
}

impl Answer {
    /// The same answer, if it has this status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Answer {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }

    /// The problem that it is, with its status and its code as documented.
    #[track_caller]
    pub fn problem(&self, status: u16, code: &str) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem = self.json();
        assert_eq!(problem["code"], code);
        assert_eq!(problem["status"], status);
        problem
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

pub const JSON: &[(&str, &str)] = &[("content-type", "application/json")];

/// A plan that passes every check: standard against improved on the garden page.
pub fn plan() -> Value {
    let arm = |name: &str| {
        json!({ "name": name, "variant": name, "channels": ["garden"], "quarantined": true,
                "weight": 1 })
    };
    json!({
        "title": "Do steps help?", "hypothesis": "Clear steps get more lines clean.",
        "message": "iot-infection", "arms": [arm("standard"), arm("improved")],
        "control": "standard", "required_feeds": ["darknet"],
    })
}

fn request(
    method: Method,
    path: &str,
    host: &str,
    headers: &[(&str, &str)],
    body: impl Into<Body>,
) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path);
    if !headers.iter().any(|(name, _)| *name == "host") {
        request = request.header("host", host);
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(body.into()).unwrap()
}

async fn read(response: Response<Body>) -> Answer {
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    Answer { status: parts.status.as_u16(), headers: parts.headers, text }
}

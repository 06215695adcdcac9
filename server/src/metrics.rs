//! Numbers about the running server in the text format of OpenMetrics, which Prometheus reads. They
//! tell routes, never the path of a page: that holds a subject's token.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderName, header};
use axum::routing::get;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::Registry;

/// Upper limits of the classes of durations, in seconds.
const CLASSES: [f64; 8] = [0.001, 0.005, 0.02, 0.05, 0.2, 1.0, 5.0, 30.0];
const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Everything that is counted.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    durations: Family<OfRoute, Histogram>,
    problems: Family<OfCode, Counter>,
    /// Connections that are open.
    pub connections: Family<OfListener, Gauge>,
    /// Connections that were closed to make room, or because there was none.
    pub refused: Family<OfListener, Counter>,
    /// Handlers that panicked.
    pub panics: Counter,
    /// Open event streams.
    pub viewers: Gauge,
    /// Garden pages that were served though their delivery could not be kept.
    pub unrecorded_pages: Counter,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfRoute {
    route: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfCode {
    code: String,
}

/// The listener that something is counted for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct OfListener {
    /// `staff` or `garden`.
    pub listener: &'static str,
}

impl Default for Metrics {
    fn default() -> Metrics {
        let histogram: fn() -> Histogram = || Histogram::new(CLASSES);
        let mut metrics = Metrics {
            registry: Registry::with_prefix("stile"),
            requests: Family::default(),
            durations: Family::new_with_constructor(histogram),
            problems: Family::default(),
            connections: Family::default(),
            refused: Family::default(),
            panics: Counter::default(),
            viewers: Gauge::default(),
            unrecorded_pages: Counter::default(),
        };
        metrics.register();
        metrics
    }
}

impl Metrics {
    fn register(&mut self) {
        let Metrics { registry, .. } = self;
        let version = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        registry.register("build", "The program that runs", version);
        registry.register("requests", "Answers by route and status", self.requests.clone());
        let durations = self.durations.clone();
        registry.register("request_duration_seconds", "Time until an answer begins", durations);
        registry.register(
            "problems",
            "Problems by code; unavailable: the store",
            self.problems.clone(),
        );
        registry.register("open_connections", "Open connections", self.connections.clone());
        let refused = self.refused.clone();
        registry.register("refused_connections", "Connections closed for want of room", refused);
        registry.register("panics", "Handlers that panicked", self.panics.clone());
        registry.register("event_stream_viewers", "Open event streams", self.viewers.clone());
        let unrecorded = self.unrecorded_pages.clone();
        registry.register("unrecorded_pages", "Pages served, delivery not kept", unrecorded);
    }

    /// Counts an answer.
    pub fn answered(&self, method: &'static str, route: &str, status: u16, took: Duration) {
        let answered = Answered { method, route: route.to_owned(), status };
        self.requests.get_or_create(&answered).inc();
        let of_route = OfRoute { route: answered.route };
        self.durations.get_or_create(&of_route).observe(took.as_secs_f64());
    }

    /// Counts a problem.
    pub fn problem(&self, code: wire::ProblemCode) {
        let code = serde_json::to_value(code).ok();
        let code = code.as_ref().and_then(|code| code.as_str()).unwrap_or_default().to_owned();
        self.problems.get_or_create(&OfCode { code }).inc();
    }

    /// The numbers as text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing into a string cannot fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}

/// The side on which the numbers are read, on an address of its own.
pub fn router(metrics: Arc<Metrics>) -> Router {
    Router::new().route("/metrics", get(show)).with_state(metrics)
}

async fn show(State(metrics): State<Arc<Metrics>>) -> ([(HeaderName, &'static str); 1], String) {
    ([(header::CONTENT_TYPE, MEDIA_TYPE)], metrics.text())
}

/// Counts one as long as it lives.
#[derive(Debug)]
pub struct Counted(Gauge);

impl Counted {
    /// Counts one more.
    pub fn of(gauge: &Gauge) -> Counted {
        gauge.inc();
        Counted(gauge.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.dec();
    }
}

//! Open results pages: the whole report, again each time something has changed.

use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::Method;
use http_body_util::BodyExt;
use serde_json::Value;
use tokio::time::timeout;

use crate::harness::Stile;

/// An open stream.
struct Stream(Body);

impl Stream {
    async fn open(stile: &Stile, trial: &str) -> Stream {
        Stream::at(stile, &format!("{trial}/live")).await
    }

    async fn at(stile: &Stile, path: &str) -> Stream {
        Stream::asking(stile, path, &[]).await
    }

    async fn asking(stile: &Stile, path: &str, headers: &[(&str, &str)]) -> Stream {
        let answer = stile.open(Method::GET, path, headers, "").await;
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        Stream(answer.into_body())
    }

    /// The lines of the next event.
    async fn event(&mut self) -> String {
        let frame = timeout(Duration::from_secs(20), self.0.frame()).await;
        let bytes = frame.expect("no event came").unwrap().unwrap().into_data().unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    /// The data of the next report; its id is the version in it.
    async fn next(&mut self) -> Value {
        loop {
            let text = self.event().await;
            let line = |name: &str| text.lines().find_map(|line| line.strip_prefix(name));
            if line("event: ") == Some("report") {
                let data: Value = serde_json::from_str(line("data: ").unwrap()).unwrap();
                assert_eq!(line("id: ").unwrap(), data["version"].to_string());
                return data;
            }
        }
    }
}

#[tokio::test]
async fn an_open_page_gets_the_report_at_once_and_again_after_a_write() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let mut stream = Stream::open(&stile, &trial).await;
    let first = stream.next().await;
    assert_eq!(first["report"]["arms"][0]["enrolled"], 0);
    for line in ["line-1", "line-2"] {
        stile.enrolled(&trial, line).await;
    }
    let second = stream.next().await;
    assert!(second["version"].as_u64() > first["version"].as_u64());
    let arms = second["report"]["arms"].as_array().unwrap();
    let enrolled: u64 = arms.iter().filter_map(|arm| arm["enrolled"].as_u64()).sum();
    assert!(enrolled > 0);
}

#[tokio::test]
async fn a_browser_that_takes_compressed_answers_gets_each_event_when_it_happens() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let packed = [("accept-encoding", "gzip, br")];
    let mut stream = Stream::asking(&stile, &format!("{trial}/live"), &packed).await;
    assert_eq!(stream.next().await["report"]["arms"][0]["enrolled"], 0);
    stile.enrolled(&trial, "line-1").await;
    let begun = Instant::now();
    stream.next().await;
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_moved_clock_is_a_change() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    stile.enrolled(&trial, "line-1").await;
    let mut stream = Stream::open(&stile, &trial).await;
    stream.next().await;
    stile.clock("2026-03-26T08:00:00Z").await.expect(200);
    let moved = stream.next().await;
    assert_eq!(moved["report"]["as_known_at"], "2026-03-26T08:00:00Z");
}

#[tokio::test]
async fn all_who_watch_get_the_same_version() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let mut streams = [Stream::open(&stile, &trial).await, Stream::open(&stile, &trial).await];
    let [one, other] = &mut streams;
    assert_eq!(one.next().await, other.next().await);
    stile.enrolled(&trial, "line-1").await;
    assert_eq!(one.next().await["version"], other.next().await["version"]);
}

#[tokio::test]
async fn a_trial_that_is_not_there_has_no_stream() {
    let stile = Stile::new().await;
    stile.get("/api/v1/trials/nothing/live").await.problem(404, "not_found");
}

#[tokio::test]
async fn one_stream_carries_several_trials_and_passes_over_one_that_is_not_there() {
    let stile = Stile::new().await;
    let (autumn, winter) = (stile.running().await, stile.running().await);
    let name = |trial: &str| trial.rsplit('/').next().unwrap_or_default().to_owned();
    let (autumn_name, winter_name) = (name(&autumn), name(&winter));
    let query =
        format!("trial=nothing&trial={winter_name}&trial={autumn_name}&trial={autumn_name}");
    let mut stream = Stream::at(&stile, &format!("/api/v1/live?{query}")).await;
    let mut first = [stream.next().await, stream.next().await].map(|data| trial_of(&data));
    first.sort();
    let mut both = [autumn_name, winter_name.clone()];
    both.sort();
    assert_eq!(first, both);
    stile.enrolled(&winter, "line-1").await;
    assert_eq!(trial_of(&stream.next().await), winter_name);
}

fn trial_of(data: &Value) -> String {
    data["report"]["trial"]["id"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_parameter_that_names_no_trial_is_refused() {
    let stile = Stile::new().await;
    stile.get("/api/v1/live?trials=autumn").await.problem(400, "invalid_address");
    stile.get("/api/v1/live?trial=").await.problem(400, "invalid_address");
}

#[tokio::test]
async fn a_quiet_stream_says_by_an_event_that_it_is_still_there() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let mut stream = Stream::open(&stile, &trial).await;
    stream.next().await;
    // A page sees no comments, and no event without data.
    let event = stream.event().await;
    let has = |name: &str| event.lines().any(|line| line.starts_with(name));
    assert!(has("event: alive") && has("data: {}"), "{event}");
}

#[tokio::test]
async fn streams_end_when_the_server_stops() {
    let mut stile = Stile::new().await;
    let trial = stile.running().await;
    let (stop, stopping) = tokio::sync::watch::channel(false);
    stile.app.stopping = stopping;
    stile.mount();
    let mut stream = Stream::open(&stile, &trial).await;
    stream.next().await;
    stop.send_replace(true);
    let end = timeout(Duration::from_secs(20), stream.0.frame()).await.expect("it goes on");
    assert!(end.is_none());
}

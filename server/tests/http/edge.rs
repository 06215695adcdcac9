//! What surrounds every answer: the request's id, compression, headers, limits of bodies.

use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::Method;
use serde_json::json;
use sqlx::ConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;

use crate::harness::{JSON, Stile};

const EVERYTHING: (&str, &str) = ("accept-encoding", "gzip, br");

#[tokio::test]
async fn each_answer_names_its_request_and_a_name_that_was_sent_is_not_taken() {
    let stile = Stile::new().await;
    let first = stile.get("/api/v1/status").await.expect(200);
    let sent = [("x-request-id", "mine")];
    let second = stile.staff(Method::GET, "/api/v1/status", &sent, "").await.expect(200);
    let garden = stile.visit("/g/x").await.expect(404);
    let ids = [&first, &second, &garden].map(|answer| answer.header("x-request-id"));
    assert!(ids.iter().all(|id| id.len() > 9 && *id != "mine"), "{ids:?}");
    assert!(ids[0] != ids[1] && ids[1] != ids[2]);
}

#[tokio::test]
async fn answers_of_the_interface_are_neither_kept_nor_guessed_at() {
    let stile = Stile::new().await;
    for path in ["/api/v1/status", "/api/v1/messages", "/api/v1/nothing", "/api/v1/openapi.json"] {
        let answer = stile.get(path).await;
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    }
    assert_eq!(stile.get("/").await.header("x-content-type-options"), "nosniff");
}

#[tokio::test]
async fn what_is_large_travels_compressed_and_what_is_small_does_not() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let page = stile.enrolled(&trial, "line-1").await;
    let list = stile.open(Method::GET, "/api/v1/messages", &[EVERYTHING], "").await;
    assert_eq!(list.headers()["content-encoding"], "br");
    let gzip =
        stile.open(Method::GET, "/api/v1/messages", &[("accept-encoding", "gzip")], "").await;
    assert_eq!(gzip.headers()["content-encoding"], "gzip");
    let status = stile.open(Method::GET, "/api/v1/status", &[EVERYTHING], "").await;
    assert!(!status.headers().contains_key("content-encoding"));
    let html = stile.open_garden(&page, &[EVERYTHING]).await;
    assert_eq!(html.headers()["content-encoding"], "br");
    let plain = stile.visit(&page).await.expect(200);
    assert!(plain.header("content-encoding").is_empty() && plain.text.contains("</html>"));
    let live = stile.open(Method::GET, &format!("{trial}/live"), &[EVERYTHING], "").await;
    assert!(!live.headers().contains_key("content-encoding"), "each event is flushed");
}

#[tokio::test]
async fn a_body_that_says_it_is_huge_is_refused_before_it_is_read_on_every_address() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let page = stile.enrolled(&trial, "line-1").await;
    let never = || Body::from_stream(futures::stream::pending::<Result<Vec<u8>, std::io::Error>>());
    let huge = [JSON[0], ("content-length", "10000000000")];
    for path in ["/api/v1/sightings", "/api/v1/messages/import", "/api/v1/nothing", "/", "/api"] {
        stile.staff(Method::POST, path, &huge, never()).await.problem(413, "too_large");
    }
    for form in ["help", "release"] {
        let path = format!("{page}/{form}");
        let answer = stile.garden(Method::POST, &path, &huge[1..], never()).await.expect(413);
        assert!(answer.text.contains("</html>"), "{form}: {}", answer.text);
    }
    stile.garden(Method::GET, &page, &huge[1..], never()).await.expect(413);
}

#[tokio::test]
async fn a_host_that_is_missing_doubled_or_odd_is_a_problem_to_staff_and_nothing_to_the_garden() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let page = stile.enrolled(&trial, "line-1").await;
    for host in ["", "a b", "evil.example", "[::1]evil.example", "localhost:80@evil.example"] {
        let answer = stile.staff(Method::GET, "/api/v1/status", &[("host", host)], "").await;
        answer.problem(400, "invalid_address");
        stile.garden(Method::GET, &page, &[("host", host)], "").await.expect(200);
    }
}

#[tokio::test]
async fn a_change_that_the_browser_says_comes_from_another_site_is_refused() {
    let stile = Stile::new().await;
    for (site, status) in [("cross-site", 400), ("same-site", 400), ("same-origin", 404)] {
        let headers = [JSON[0], ("sec-fetch-site", site)];
        let answer = stile.staff(Method::POST, "/api/v1/trials/x/start", &headers, "null").await;
        assert_eq!(answer.status, status, "{site}: {}", answer.text);
    }
}

#[tokio::test]
async fn numbers_are_told_by_route_and_hold_no_token() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let page = stile.enrolled(&trial, "line-1").await;
    stile.visit(&page).await.expect(200);
    stile.get("/api/v1/trials/no-such-trial").await.expect(404);
    let text = stile.app.metrics.text();
    for line in [
        r#"stile_requests_total{method="GET",route="/g/{token}",status="200"} 1"#,
        r#"stile_requests_total{method="GET",route="/api/v1/trials/{trial}",status="404"} 1"#,
        r#"stile_problems_total{code="not_found"} 1"#,
        "stile_panics_total 0",
        "stile_unrecorded_pages_total 0",
        "stile_build_info{version=",
    ] {
        assert!(text.contains(line), "{line} is not in {text}");
    }
    let token = page.strip_prefix("/g/").unwrap();
    assert!(!text.contains(token) && !text.contains("no-such-trial"), "{text}");
}

#[tokio::test]
async fn ten_thousand_reasons_are_folded_in_the_flow_of_subjects() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let line = |n: u32| {
        json!({ "subject": format!("left-{n}"), "at": "2026-03-01T07:00:00Z",
                                "reason": format!("reason {n}") })
    };
    for batch in 0..10 {
        let lines: Vec<_> = (batch * 1000..(batch + 1) * 1000).map(line).collect();
        let body = json!({ "lines": lines });
        stile.post(&format!("{trial}/ineligible"), body).await.expect(200);
    }
    let report = stile.get(&format!("{trial}/report")).await.expect(200);
    let excluded = report.json()["health"]["flow"]["excluded"].as_array().unwrap().clone();
    assert!(excluded.len() <= 21, "{}", excluded.len());
    let sum: u64 = excluded.iter().map(|one| one["n"].as_u64().unwrap()).sum();
    assert_eq!(sum, 10_000);
    assert_eq!(excluded.last().unwrap()["reason"], "9980 other reasons");
}

#[tokio::test]
async fn a_page_is_served_while_another_program_holds_the_database() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let page = stile.enrolled(&trial, "line-1").await;
    let file = stile.folder.path().join("stile.db");
    let mut other = SqliteConnectOptions::new().filename(file).connect().await.unwrap();
    sqlx::query("BEGIN EXCLUSIVE").execute(&mut other).await.unwrap();
    let begun = Instant::now();
    assert!(stile.visit(&page).await.expect(200).text.contains("</html>"));
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
    let mut is_settled = false;
    for _ in 0..100 {
        let subject = stile.get("/api/v1/subjects/line-1").await.expect(200).json();
        let n_kept = subject["deliveries"].as_array().unwrap().len() as u64;
        is_settled = n_kept + stile.app.metrics.unrecorded_pages.get() == 1;
        if is_settled {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(is_settled, "the page is neither recorded nor counted as unrecorded");
}

/// The user agents of a file, one a line.
fn user_agents(file: &str) -> impl Iterator<Item = &str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[tokio::test]
async fn every_person_counts_as_having_opened_the_page_and_no_machine_does() {
    let stile = Stile::new().await;
    let trial = stile.running().await;
    let files = [
        (include_str!("../data/readers/people.txt"), true),
        (include_str!("../data/readers/machines.txt"), false),
    ];
    for (file, opened) in files {
        assert!(user_agents(file).count() >= 5, "the file has its lines");
        for (n, agent) in user_agents(file).enumerate() {
            let subject = format!("reader-{opened}-{n}");
            let page = stile.enrolled(&trial, &subject).await;
            let headers = [("user-agent", agent), ("accept", "text/html, */*")];
            stile.garden(Method::GET, &page, &headers, "").await.expect(200);
            let subject = stile.get(&format!("/api/v1/subjects/{subject}")).await.json();
            assert_eq!(subject["deliveries"][0]["opened"], opened, "{agent}");
        }
    }
}

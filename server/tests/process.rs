//! The command itself: what it prints, what it refuses, how it stops.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::json;
use server::store::{self, By, Engine, SqliteFile};
use trial::{PlanDraft, Trial, TrialState};

/// A running server, killed if a test gives up on it.
struct Stile(Child);

impl Drop for Stile {
    fn drop(&mut self) {
        let _ = self.0.kill();
    }
}

fn stile(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stile"));
    command.arg("serve").args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[test]
fn both_addresses_are_printed_when_both_answer_and_it_stops_when_told_to() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("made").join("here");
    let arguments = ["--port", "0", "--garden-port", "0", "--data", data.to_str().unwrap()];
    let mut server = Stile(stile(&arguments).spawn().unwrap());
    let mut lines = BufReader::new(server.0.stdout.take().unwrap()).lines();
    let mut line = |start: &str| {
        let line = lines.next().unwrap().unwrap();
        line.strip_prefix(start).unwrap_or_else(|| panic!("{line}")).to_owned()
    };
    let (staff, garden) = (line("staff  http://"), line("garden http://"));
    assert!(get(&staff, "/api/v1/status").contains(&garden));
    assert!(get(&garden, "/g/x").starts_with("HTTP/1.1 404"));
    assert!(get(&garden, "/api/v1/status").starts_with("HTTP/1.1 404"), "staff are not here");

    let _watching = open(&staff, "/api/v1/status");
    let process = server.0.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &process]).status().unwrap().success());
    assert!(server.0.wait().unwrap().success());
    assert!(lines.next().is_none(), "more than two lines were printed");
}

#[test]
fn a_demo_that_cannot_be_played_does_not_stop_the_server() {
    let folder = tempfile::tempdir().unwrap();
    tokio::runtime::Runtime::new().unwrap().block_on(take_the_name_of_the_demo(folder.path()));
    let data = folder.path().to_str().unwrap();
    let arguments = ["--port", "0", "--garden-port", "0", "--demo", "--data", data];
    let mut server = Stile(stile(&arguments).spawn().unwrap());
    let mut lines = BufReader::new(server.0.stdout.take().unwrap()).lines();
    let line = lines.next().expect("the server has ended").unwrap();
    let trials = get(line.strip_prefix("staff  http://").unwrap(), "/api/v1/trials");
    assert!(trials.starts_with("HTTP/1.1 200"), "{trials}");
    assert!(trials.contains(r#""state":"planned""#), "{trials}");
}

/// Plans a real trial with the name that the simulated one would have.
async fn take_the_name_of_the_demo(folder: &Path) {
    let file = SqliteFile::at(folder.join("stile.db"));
    let store = store::open(&Engine::Sqlite(file)).await.unwrap();
    let arm = |name: &str| {
        json!({ "name": name, "variant": name, "channels": ["garden"],
                "quarantined": true, "weight": 1 })
    };
    let draft: PlanDraft = serde_json::from_value(json!({
        "title": "Real", "hypothesis": "It works.", "message": "iot-infection",
        "arms": [arm("standard"), arm("improved")], "control": "standard",
        "required_feeds": ["darknet"],
    }))
    .unwrap();
    let trial = Trial {
        id: "simulated-improved-page".parse().unwrap(),
        plan: draft.check().unwrap(),
        state: TrialState::Planned,
        simulated: false,
        simulated_now: None,
        frozen: Vec::new(),
        seed_commitment: None,
        sizes: None,
    };
    let by = By { who: "test", at: "2026-03-01T08:00:00Z".parse().unwrap() };
    store.create_trial(&trial, by).await.unwrap();
    store.close().await;
}

#[test]
fn the_staff_side_is_not_opened_to_others_and_says_why() {
    let output = stile(&["--host", "0.0.0.0", "--port", "0"]).output().unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("no sign-in yet"), "{said}");
}

#[test]
fn a_hundred_and_forty_half_sent_requests_do_not_stop_a_server_with_128_descriptors() {
    let folder = tempfile::tempdir().unwrap();
    let line = format!(
        "ulimit -n 128; exec {} serve --port 0 --garden-port 0 --data {}",
        env!("CARGO_BIN_EXE_stile"),
        folder.path().display()
    );
    let mut command = Command::new("sh");
    command.args(["-c", &line]).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut server = Stile(command.spawn().unwrap());
    let mut lines = BufReader::new(server.0.stdout.take().unwrap()).lines();
    let mut host =
        |start: &str| lines.next().unwrap().unwrap().strip_prefix(start).unwrap().to_owned();
    let (staff, garden) = (host("staff  http://"), host("garden http://"));
    let half = |_| {
        let mut stream = TcpStream::connect(&garden).unwrap();
        let _ = stream.write_all(b"GET /g/x HTTP/1.1\r\nhost: a\r\nx-half: ");
        stream
    };
    let _slow: Vec<TcpStream> = (0..140).map(half).collect();
    let begun = std::time::Instant::now();
    assert!(get(&garden, "/g/x").starts_with("HTTP/1.1 404"));
    assert!(get(&staff, "/api/v1/status").starts_with("HTTP/1.1 200"));
    let body = r#"{"subject":"line-1"}"#;
    let enrolled = post(&staff, "/api/v1/trials/none/enrolments", body);
    assert!(enrolled.contains("there is no trial"), "{enrolled}");
    let took = begun.elapsed();
    assert!(took < std::time::Duration::from_secs(3), "{took:?}");
}

#[test]
fn a_body_that_stops_arriving_is_answered_as_too_slow_and_its_connection_ends() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let arguments = ["--port", "0", "--garden-port", "0", "--data", data];
    let mut server = Stile(stile(&arguments).spawn().unwrap());
    let mut lines = BufReader::new(server.0.stdout.take().unwrap()).lines();
    let line = lines.next().unwrap().unwrap();
    let staff = line.strip_prefix("staff  http://").unwrap();
    let begun = std::time::Instant::now();
    let mut stream = TcpStream::connect(staff).unwrap();
    let head = format!("POST /api/v1/sightings HTTP/1.1\r\nhost: {staff}\r\n");
    let kind = "content-type: application/json\r\ncontent-length: 100\r\n\r\n";
    write!(stream, "{head}{kind}{{").unwrap();
    assert!(get(staff, "/api/v1/status").starts_with("HTTP/1.1 200"), "others go on");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(answer.contains(r#""code":"too_slow""#), "{answer}");
    let took = begun.elapsed().as_secs();
    assert!((9..20).contains(&took), "{took} s");
}

#[test]
fn numbers_are_read_on_an_address_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let arguments =
        ["--port", "0", "--garden-port", "0", "--metrics", "127.0.0.1:0", "--data", data];
    let mut server = Stile(stile(&arguments).spawn().unwrap());
    let lines = BufReader::new(server.0.stdout.take().unwrap()).lines();
    let lines: Vec<String> = lines.take(3).map(Result::unwrap).collect();
    let host = |start: &str| {
        lines
            .iter()
            .find_map(|line| line.strip_prefix(start))
            .unwrap_or_else(|| panic!("{lines:?}"))
    };
    get(host("staff  http://"), "/api/v1/status");
    let metrics = host("metrics http://").strip_suffix("/metrics").unwrap();
    let text = get(metrics, "/metrics");
    assert!(text.contains(r#"route="/api/v1/status",status="200"} 1"#), "{text}");
    assert!(text.contains(r#"stile_open_connections{listener="metrics"} 1"#), "{text}");
}

fn post(host: &str, path: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(host).unwrap();
    let length = body.len();
    let head = format!("POST {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n");
    let kind = "content-type: application/json\r\n";
    write!(stream, "{head}{kind}content-length: {length}\r\n\r\n{body}").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn open(host: &str, path: &str) -> TcpStream {
    let mut stream = TcpStream::connect(host).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n").unwrap();
    stream
}

fn get(host: &str, path: &str) -> String {
    let mut answer = String::new();
    open(host, path).read_to_string(&mut answer).unwrap();
    answer
}

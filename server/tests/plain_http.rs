//! A page over plain HTTP from another address, read by a real browser: there browsers leave out the
//! `Sec-Fetch` headers that they send to loopback. Needs root, `ip` and Chromium; says so and passes
//! where they are missing.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

/// Addresses of a network that is kept for tests of devices (RFC 2544).
const HERE: &str = "198.18.77.1";
const THERE: &str = "198.18.77.2";

/// A network of its own, joined to this one by a cable; gone when dropped.
struct Network(String);

impl Network {
    /// `None` where it may not be made.
    fn new() -> Option<Network> {
        let name = format!("stile-{}", std::process::id());
        if !ip(&["netns", "add", &name]) {
            return None;
        }
        let network = Network(name);
        let name = network.0.as_str();
        let (near, far) = ("stile-near", "stile-far");
        let is_up = ip(&["link", "add", near, "type", "veth", "peer", "name", far, "netns", name])
            && ip(&["addr", "add", &format!("{HERE}/30"), "dev", near])
            && ip(&["link", "set", near, "up"])
            && ip(&["-n", name, "addr", "add", &format!("{THERE}/30"), "dev", far])
            && ip(&["-n", name, "link", "set", far, "up"]);
        is_up.then_some(network)
    }

    fn run(&self, program: &str) -> Command {
        let mut command = Command::new("ip");
        command.args(["netns", "exec", &self.0, program]);
        command
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        ip(&["netns", "del", &self.0]);
    }
}

fn ip(arguments: &[&str]) -> bool {
    let quiet = Command::new("ip").args(arguments).stderr(Stdio::null()).status();
    quiet.is_ok_and(|status| status.success())
}

/// A running server, killed if the test gives up on it.
struct Stile(Child);

impl Drop for Stile {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn ask(host: &str, method: &str, path: &str, body: &Value) -> Value {
    let mut stream = TcpStream::connect(host).unwrap();
    let (body, mut answer) = (body.to_string(), String::new());
    let head = format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n");
    let kind = format!("content-type: application/json\r\ncontent-length: {}", body.len());
    write!(stream, "{head}{kind}\r\n\r\n{body}").unwrap();
    stream.read_to_string(&mut answer).unwrap();
    let body = answer.split_once("\r\n\r\n").unwrap().1;
    serde_json::from_str(body).unwrap_or_else(|_| panic!("{answer}"))
}

/// The one subject's page in a new trial, without the garden's origin.
fn page(staff: &str) -> String {
    let arm = |name: &str| {
        json!({ "name": name, "variant": name, "channels": ["garden"], "quarantined": true,
                "weight": 1 })
    };
    let plan = json!({
        "title": "Plain", "hypothesis": "It is read.", "message": "iot-infection",
        "arms": [arm("standard"), arm("improved")], "control": "standard",
        "required_feeds": ["darknet"],
    });
    let planned = ask(staff, "POST", "/api/v1/trials", &plan);
    let trial = format!("/api/v1/trials/{}", planned["trial"]["id"].as_str().unwrap());
    ask(staff, "POST", &format!("{trial}/start"), &Value::Null);
    let subject = json!({ "subject": "line-1" });
    let enrolled = ask(staff, "POST", &format!("{trial}/enrolments"), &subject);
    let address = enrolled["garden_address"].as_str().unwrap();
    format!("/g/{}", address.rsplit('/').next().unwrap())
}

#[test]
fn a_real_browser_over_plain_http_is_a_person_and_a_program_beside_it_is_not() {
    let has_chromium = Command::new("chromium").arg("--version").output().is_ok();
    let Some(network) = Network::new().filter(|_| has_chromium) else {
        eprintln!("skipped: root, ip and chromium are needed for a network of its own");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let mut command = Command::new(env!("CARGO_BIN_EXE_stile"));
    command.args(["serve", "--port", "0", "--garden-port", "0", "--garden-host", HERE, "--data"]);
    let child = command.arg(data).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut server = Stile(child.unwrap());
    let mut lines = BufReader::new(server.0.stdout.take().unwrap()).lines();
    let mut host = |start: &str| lines.next().unwrap().unwrap().replace(start, "");
    let (staff, garden) = (host("staff  http://"), host("garden "));
    let address = format!("{garden}{}", page(&staff));

    let profile = format!("--user-data-dir={}", folder.path().join("browser").display());
    let mut browser = network.run("chromium");
    browser.args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", &profile]);
    let read = browser.args(["--dump-dom", &address]).stderr(Stdio::null()).output().unwrap();
    let read = String::from_utf8_lossy(&read.stdout).into_owned();
    assert!(read.contains("<h1"), "{address}: {read}");
    let opened = || {
        let subject = ask(&staff, "GET", "/api/v1/subjects/line-1", &Value::Null);
        let deliveries = subject["deliveries"].as_array().unwrap().clone();
        deliveries.iter().map(|it| it["opened"].as_bool().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(opened(), [true]);
    if network.run("curl").args(["-s", "-o", "/dev/null", &address]).status().is_ok() {
        assert!(!opened()[0], "the newest is first");
    }
}

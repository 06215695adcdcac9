//! The real server as a process of its own, and other commands beside it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::harness::plan;

/// A running server; killed when a test gives up on it.
pub struct Running {
    process: Child,
    log: PathBuf,
    pub staff: String,
    pub garden: String,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Running {
    /// Serves the folder `data` below `folder`.
    pub fn start(folder: &TempDir) -> Running {
        Running::begin(folder, serve(&folder.path().join("data")))
    }

    /// Runs a command that serves.
    pub fn begin(folder: &TempDir, mut command: Command) -> Running {
        let log = folder.path().join("log");
        command.stdout(Stdio::piped()).stderr(fs::File::create(&log).unwrap());
        let mut process = command.spawn().unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let mut line = |start: &str| {
            let line = lines.next().unwrap_or_else(|| {
                panic!("it has ended: {}", fs::read_to_string(&log).unwrap());
            });
            line.unwrap().strip_prefix(start).unwrap().to_owned()
        };
        let (staff, garden) = (line("staff  http://"), line("garden http://"));
        Running { process, log, staff, garden }
    }

    pub fn pid(&self) -> u32 {
        self.process.id()
    }

    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap()
    }

    /// Ends it as a power cut does.
    pub fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Sends it a signal, such as `-STOP`.
    pub fn signal(&self, signal: &str) {
        let pid = self.pid().to_string();
        assert!(Command::new("kill").args([signal, &pid]).status().unwrap().success());
    }

    /// Ends it in good order.
    pub fn stop(mut self) {
        // It listens for signals when it answers.
        self.get("/api/v1/status").expect(200);
        self.signal("-TERM");
        assert!(self.process.wait().unwrap().success());
    }

    pub fn get(&self, path: &str) -> Answer {
        Answer::to(&self.staff, "GET", path, "").unwrap()
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        Answer::to(&self.staff, "POST", path, &body.to_string()).unwrap()
    }

    pub fn visit(&self, path: &str) -> Answer {
        Answer::to(&self.garden, "GET", path, "").unwrap()
    }

    /// Starts a trial and enrols a line; answers the path of its page.
    pub fn enrol(&self, line: &str) -> String {
        let trial = self.post("/api/v1/trials", &plan()).expect(201).header("location");
        self.post(&format!("{trial}/start"), &Value::Null).expect(200);
        let answer = self.post(&format!("{trial}/enrolments"), &json!({ "subject": line }));
        let address = answer.expect(201).json()["garden_address"].as_str().unwrap().to_owned();
        address[address.find("/g/").unwrap()..].to_owned()
    }
}

/// An answer over HTTP.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    text: String,
}

impl Answer {
    /// Asks; an error when nobody answers.
    pub fn to(host: &str, method: &str, path: &str, body: &str) -> std::io::Result<Answer> {
        let mut stream = TcpStream::connect(host)?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )?;
        let mut text = String::new();
        stream.read_to_string(&mut text)?;
        let status = text.get(9..12).and_then(|status| status.parse().ok());
        Ok(Answer { status: status.ok_or(std::io::ErrorKind::UnexpectedEof)?, text })
    }

    #[track_caller]
    pub fn expect(self, status: u16) -> Answer {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }

    pub fn header(&self, name: &str) -> String {
        let start = format!("{name}: ");
        let value = self.text.lines().find_map(|line| line.strip_prefix(&start));
        value.unwrap_or_default().to_owned()
    }

    /// Head and body.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(self.text.split_once("\r\n\r\n").unwrap().1).unwrap()
    }
}

/// The command that serves a folder on any port, with a clock that stands still.
pub fn serve(data: &Path) -> Command {
    let mut command = stile(&["serve", "--port", "0", "--garden-port", "0"]);
    command.args(["--test-clock", "2026-03-01T08:00:00Z", "--data"]).arg(data);
    command
}

pub fn stile(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stile"));
    command.args(arguments);
    command
}

/// What a server says that cannot start.
pub fn refused(data: &Path) -> String {
    said(serve(data).output().unwrap(), 1)
}

/// What a command writes to its log, if its exit status is this one.
#[track_caller]
pub fn said(output: Output, status: i32) -> String {
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(status), "{said}");
    said
}

/// What a command prints, if its exit status is this one.
#[track_caller]
pub fn printed(output: Output, status: i32) -> String {
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(status), "{said}");
    String::from_utf8(output.stdout).unwrap()
}

/// A sighting of a line, `n` microseconds after the clock's time.
pub fn sighting(line: &str, n: usize) -> Value {
    json!({ "subject": line, "at": format!("2026-03-01T08:00:00.{n:06}Z"), "feed": "darknet" })
}

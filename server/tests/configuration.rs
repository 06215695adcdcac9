//! Settings of `stile serve`: a file, above it the environment, above it the command line.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::process::{Command, Output};

use tempfile::TempDir;

fn check(folder: &TempDir, settings: &str, arguments: &[&str]) -> Command {
    let file = folder.path().join("stile.toml");
    fs::write(&file, settings).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_stile"));
    command.current_dir(folder.path()).args(["serve", "--check", "--config"]).arg(file);
    command.args(arguments);
    command
}

#[track_caller]
fn told(output: Output, status: i32) -> String {
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(status), "{said}");
    String::from_utf8(output.stdout).unwrap() + &said
}

#[test]
fn the_environment_says_more_than_the_file_and_less_than_the_command_line() {
    let folder = TempDir::new().unwrap();
    let settings = "port = 0\ngarden-port = 0\ndata = \"from-file\"\napp = \"from-file\"\n";
    let mut command = check(&folder, settings, &["--demo-seed", "9"]);
    let command = command.env("STILE_APP", "from-environment").env("STILE_DEMO_SEED", "8");
    let told = told(command.output().unwrap(), 0);
    for line in [
        "data = from-file (file)",
        "app = from-environment (environment)",
        "demo-seed = 9 (command line)",
        "garden-host = 127.0.0.1 (default)",
        "would make a database in from-file",
        "would serve no app: from-environment has no index.html",
    ] {
        assert!(told.lines().any(|said| said == line), "{line} is not in {told}");
    }
    assert!(!folder.path().join("from-file").exists(), "a check makes nothing");
}

#[test]
fn a_check_of_what_cannot_start_says_why_and_fails() {
    let folder = TempDir::new().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let cannot = check(&folder, "garden-port = 0", &["--port", &port]).output().unwrap();
    assert!(told(cannot, 1).contains("choose another --port"));
    let unknown = check(&folder, "prot = 1", &[]).output().unwrap();
    let unknown = told(unknown, 2);
    assert!(unknown.contains("no setting named \"prot\"; there are log, host, port"), "{unknown}");
    let missing = Command::new(env!("CARGO_BIN_EXE_stile"))
        .args(["serve", "--config", "no-such-file"])
        .output()
        .unwrap();
    assert!(told(missing, 2).contains("cannot read the settings in no-such-file"));
}

#[test]
fn a_log_for_programs_is_one_json_object_a_line() {
    let folder = TempDir::new().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_stile"));
    command.args(["serve", "--log", "json", "--port", "0", "--garden-port", "0", "--data"]);
    command.arg(folder.path().join("data")).stdout(std::process::Stdio::piped());
    let log = folder.path().join("log");
    let mut server = command.stderr(fs::File::create(&log).unwrap()).spawn().unwrap();
    let mut line = String::new();
    let mut lines = std::io::BufReader::new(server.stdout.take().unwrap());
    std::io::BufRead::read_line(&mut lines, &mut line).unwrap();
    assert!(line.starts_with("staff "), "{line}");
    let pid = server.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    assert!(server.wait().unwrap().success());
    let log = fs::read_to_string(log).unwrap();
    assert!(log.contains("stopping"), "{log}");
    for line in log.lines() {
        let entry: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(entry["timestamp"].is_string() && entry["level"].is_string(), "{line}");
    }
}

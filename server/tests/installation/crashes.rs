//! Kills, and logs that are taken for temporary files.

use std::fs;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::running::{Answer, Running, sighting};

/// Sends batches until nobody answers; tells the number of each that was accepted.
fn feed(host: String, first: usize, accepted: mpsc::Sender<usize>) {
    for n in first.. {
        let answer = Answer::to(&host, "POST", "/api/v1/sightings", &batch(n).to_string());
        match answer {
            Ok(answer) if answer.status == 200 => accepted.send(n).unwrap(),
            _ => return,
        }
    }
}

fn batch(n: usize) -> Value {
    let rows: Vec<Value> = (0..50).map(|row| sighting("line-1", n * 50 + row)).collect();
    json!({ "sightings": rows })
}

#[test]
fn a_kill_during_batches_loses_nothing_that_was_accepted() {
    let folder = TempDir::new().unwrap();
    let mut server = Running::start(&folder);
    server.enrol("line-1");
    let mut kept = Vec::new();
    for round in 0..6 {
        let (sender, accepted) = mpsc::channel();
        let host = server.staff.clone();
        let feeding = thread::spawn(move || feed(host, round * 1_000, sender));
        kept.push(accepted.recv().unwrap());
        thread::sleep(Duration::from_millis(30 + 23 * round as u64));
        server.kill();
        feeding.join().unwrap();
        kept.extend(accepted.try_iter());
        server = Running::start(&folder);
        assert!(!server.log().contains("is gone"), "{}", server.log());
    }
    assert!(kept.len() >= 6);
    for n in kept {
        let again = server.post("/api/v1/sightings", &batch(n)).expect(200).json();
        assert_eq!((&again["accepted"], &again["already_known"]), (&json!(0), &json!(50)), "{n}");
    }
    server.stop();
}

#[test]
fn a_log_that_was_removed_after_a_kill_is_told_and_the_rest_is_there() {
    let folder = TempDir::new().unwrap();
    let log = folder.path().join("data/stile.db-wal");
    let server = Running::start(&folder);
    server.enrol("line-1");
    server.stop();
    let server = Running::start(&folder);
    server.post("/api/v1/sightings", &batch(0)).expect(200);
    server.kill();
    fs::remove_file(&log).unwrap();
    let server = Running::start(&folder);
    assert!(server.log().contains("stile.db-wal is gone"), "{}", server.log());
    server.get("/api/v1/subjects/line-1").expect(200);
    server.stop();
    let server = Running::start(&folder);
    assert!(!server.log().contains("is gone"), "{}", server.log());
}

#[test]
fn a_log_that_is_removed_while_the_server_runs_loses_nothing() {
    for endings in [&["-wal"][..], &["-wal", "-shm"]] {
        let folder = TempDir::new().unwrap();
        let server = Running::start(&folder);
        server.enrol("line-1");
        server.post("/api/v1/sightings", &batch(0)).expect(200);
        for ending in endings {
            fs::remove_file(folder.path().join(format!("data/stile.db{ending}"))).unwrap();
        }
        server.post("/api/v1/sightings", &batch(1)).expect(200);
        assert!(server.log().contains("was removed while the server runs"), "{}", server.log());
        server.get("/api/v1/subjects/line-1").expect(200);
        server.kill();
        let server = Running::start(&folder);
        for n in 0..2 {
            let again = server.post("/api/v1/sightings", &batch(n)).expect(200).json();
            assert_eq!(again["already_known"], 50, "{endings:?} {n}");
        }
        server.stop();
    }
}

//! A disk that is really full, and is not any more.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use server::store::{Engine, SqliteFile, StoreError, open};
use tempfile::TempDir;

use super::running::{Running, sighting};
use crate::cast::{by, coverage, entry, start, turns};

fn batch(n: usize) -> Value {
    let rows: Vec<Value> = (0..500).map(|row| sighting("line-1", n * 500 + row)).collect();
    json!({ "sightings": rows })
}

/// Limits the size of every file that a process writes.
fn limit_files(pid: u32, limit: &str) {
    let arguments = ["--pid".to_owned(), pid.to_string(), format!("--fsize={limit}:")];
    assert!(Command::new("prlimit").args(arguments).status().unwrap().success());
}

#[cfg(target_os = "linux")]
#[test]
fn a_server_is_well_again_when_there_is_room_again() {
    let folder = TempDir::new().unwrap();
    let server = Running::start(&folder);
    let page = server.enrol("line-1");
    server.post("/api/v1/sightings", &batch(0)).expect(200);
    server.visit(&page).expect(200);

    let log = fs::metadata(folder.path().join("data/stile.db-wal")).unwrap().len();
    limit_files(server.pid(), &(log + 20_000).to_string());
    let refused = (1..40).map(|n| server.post("/api/v1/sightings", &batch(n)));
    let refused: Vec<_> = refused.filter(|answer| answer.status != 200).take(5).collect();
    assert!(!refused.is_empty(), "the limit was not met");
    for answer in refused {
        assert!(!answer.expect(503).header("retry-after").is_empty());
    }
    server.get("/api/v1/trials").expect(200);

    limit_files(server.pid(), "unlimited");
    server.post("/api/v1/sightings", &batch(100)).expect(200);
    server.visit(&page).expect(200);
    server.stop();
}

/// A small disk of its own; taken away when the test ends.
struct Disk(PathBuf);

impl Disk {
    /// `None` where nobody may mount one.
    fn mount(at: &Path) -> Option<Disk> {
        fs::create_dir(at).unwrap();
        let arguments = ["-t", "tmpfs", "-o", "size=2m", "stile-test"];
        let mounted = Command::new("mount").args(arguments).arg(at).output().ok()?;
        mounted.status.success().then(|| Disk(at.to_owned()))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[tokio::test]
async fn a_store_is_well_again_when_there_is_room_again() -> Result<(), StoreError> {
    let folder = TempDir::new().unwrap();
    let Some(disk) = Disk::mount(&folder.path().join("disk")) else {
        println!("skipped: only root can mount a small disk");
        return Ok(());
    };
    let store = open(&Engine::Sqlite(SqliteFile::at(disk.0.join("stile.db")))).await?;
    start(&*store, "first").await?;
    let filler = disk.0.join("filler");
    let _ = fs::write(&filler, vec![1; 2 << 20]);

    let entries: Vec<_> = (0..2_000).map(|n| entry("first", &format!("line-{n}"), n)).collect();
    for _ in 0..3 {
        let full = store.enrol_all(&entries, &turns, by()).await;
        assert!(matches!(full, Err(StoreError::NoRoom(_))), "{full:?}");
    }
    assert_eq!(store.trials().await?.len(), 1, "what is stored can be read");

    fs::remove_file(&filler).unwrap();
    assert_eq!(store.enrol_all(&entries, &turns, by()).await?.len(), 2_000);
    let days = vec![coverage(3, trial::observation::CoverageState::Delivered)];
    store.append(&server::store::Batch::Coverage(days), by()).await?;
    store.close().await;
    Ok(())
}

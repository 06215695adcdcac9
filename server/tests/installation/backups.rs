//! `stile backup` and `stile restore`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use tempfile::TempDir;

use super::running::{Running, printed, said, stile};

fn run(command: &str, data: &Path, more: &[&str]) -> Output {
    let mut arguments = vec![command, "--data", data.to_str().unwrap()];
    arguments.extend(more);
    stile(&arguments).output().unwrap()
}

/// A server with one line, and a backup that was made while it ran.
fn backed_up(folder: &TempDir) -> (Running, PathBuf) {
    let server = Running::start(folder);
    server.enrol("line-1");
    let backup = folder.path().join("backup.db");
    let data = folder.path().join("data");
    let told = printed(run("backup", &data, &[backup.to_str().unwrap()]), 0);
    assert!(told.contains("\nsubject 1\n") && told.contains("\nenrolment 1\n"), "{told}");
    (server, backup)
}

#[test]
fn a_backup_of_a_running_server_is_restored_to_a_new_folder_with_everything() {
    let folder = TempDir::new().unwrap();
    let (first, backup) = backed_up(&folder);
    let trials = first.get("/api/v1/trials").expect(200).json();
    first.stop();

    let other = TempDir::new().unwrap();
    let data = other.path().join("data");
    let told = printed(run("restore", &data, &[backup.to_str().unwrap()]), 0);
    assert!(told.contains("\nsubject 1\n") && !told.contains("kept"), "{told}");
    let second = Running::start(&other);
    assert_eq!(second.get("/api/v1/trials").expect(200).json(), trials);
    second.get("/api/v1/subjects/line-1").expect(200);
    second.stop();
}

#[test]
fn a_backup_replaces_no_file_and_leaves_none_behind_when_it_fails() {
    let folder = TempDir::new().unwrap();
    let (server, backup) = backed_up(&folder);
    let data = folder.path().join("data");
    let before = fs::read(&backup).unwrap();
    let told = said(run("backup", &data, &[backup.to_str().unwrap()]), 2);
    assert!(told.contains("choose another name"), "{told}");
    assert_eq!(fs::read(&backup).unwrap(), before);
    server.stop();
    let nowhere = folder.path().join("no/such/folder/backup.db");
    assert!(
        said(run("backup", &data, &[nowhere.to_str().unwrap()]), 2).contains("cannot be written")
    );
    let names = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(names.into_iter().all(|name| !name.to_str().unwrap().starts_with(".stile")));
}

#[test]
fn a_restore_keeps_what_was_there_and_replaces_it_only_when_told() {
    let folder = TempDir::new().unwrap();
    let (server, backup) = backed_up(&folder);
    let data = folder.path().join("data");
    server.post(
        "/api/v1/sightings",
        &serde_json::json!({
            "sightings": [super::running::sighting("line-1", 1)]
        }),
    );
    server.kill();
    let backup = backup.to_str().unwrap();
    assert!(said(run("restore", &data, &[backup]), 2).contains("--replace"));
    let told = printed(run("restore", &data, &["--replace", backup]), 0);
    let kept = told.lines().find_map(|line| line.strip_prefix("kept ")).unwrap();
    let kept = kept.split(';').next().unwrap();
    assert!(kept.contains("stile.db.replaced-20") && Path::new(kept).is_file(), "{told}");
    assert!(Path::new(&format!("{kept}-wal")).is_file(), "its log belongs to it");
    let server = Running::start(&folder);
    server.get("/api/v1/subjects/line-1").expect(200);
    server.stop();
}

#[test]
fn what_is_no_sound_backup_is_refused_before_anything_is_touched() {
    let folder = TempDir::new().unwrap();
    let (server, backup) = backed_up(&folder);
    server.stop();
    let other = folder.path().join("other");
    let refuses = |name: &str, bytes: &[u8], why: &str| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let told = said(run("restore", &other, &[path.to_str().unwrap()]), 2);
        assert!(told.contains(name) && told.contains(why), "{told}");
        assert!(!other.exists(), "{name}");
    };
    let good = fs::read(&backup).unwrap();
    refuses("letter.txt", b"Dear customer, there are no rows in this letter.", "not a database");
    refuses("empty.db", b"", "no database of Stile");
    refuses("cut.db", &good[..good.len() / 2], "");
    let mut damaged = good.clone();
    let middle = damaged.len() / 2;
    damaged[middle..middle + 8_192].fill(0x5a);
    refuses("damaged.db", &damaged, "damaged");
    let missing = said(run("restore", &other, &["nowhere.db"]), 2);
    assert!(missing.contains("nowhere.db"), "{missing}");
}

//! What stands in the way of a start is said in one sentence with the remedy.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sqlx::{Connection, Executor, SqliteConnection};
use tempfile::TempDir;

use super::running::{Running, refused};

fn database(folder: &TempDir) -> PathBuf {
    let data = folder.path().join("data");
    fs::create_dir_all(&data).unwrap();
    data.join("stile.db")
}

/// Runs statements on a database, as another program does.
fn execute(path: &Path, sql: &'static str) {
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let address = format!("sqlite://{}?mode=rwc", path.display());
        let mut connection = SqliteConnection::connect(&address).await.unwrap();
        connection.execute(sql).await.unwrap();
        connection.close().await.unwrap();
    });
}

/// Checks that a server refuses the folder in one line that has these parts.
#[track_caller]
fn refuses(data: &Path, parts: &[&str]) {
    let said = refused(data);
    assert_eq!(said.lines().count(), 1, "{said}");
    for part in parts {
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn a_file_that_is_no_database_is_left_as_it_is() {
    let folder = TempDir::new().unwrap();
    let path = database(&folder);
    fs::write(&path, "these are not rows").unwrap();
    refuses(path.parent().unwrap(), &["stile.db is not a database", "stile restore --replace"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), "these are not rows");
}

#[test]
fn a_damaged_database_is_refused() {
    let folder = TempDir::new().unwrap();
    let path = database(&folder);
    Running::start(&folder).stop();
    let mut bytes = fs::read(&path).unwrap();
    bytes[100..8_000].fill(0x5a);
    fs::write(&path, bytes).unwrap();
    refuses(path.parent().unwrap(), &["is damaged", "stile restore --replace"]);
}

#[test]
fn the_database_of_another_program_is_left_as_it_is() {
    let folder = TempDir::new().unwrap();
    let path = database(&folder);
    execute(&path, "CREATE TABLE bookmark (id INTEGER)");
    refuses(path.parent().unwrap(), &["stile.db", "another program", "--data"]);
}

#[test]
fn a_database_of_a_newer_version_or_of_another_script_is_left_alone() {
    let folder = TempDir::new().unwrap();
    let path = database(&folder);
    Running::start(&folder).stop();
    execute(&path, "UPDATE _sqlx_migrations SET checksum = x'00' WHERE version = 3");
    refuses(path.parent().unwrap(), &["another script 3", "restore a backup"]);
    execute(&path, "UPDATE _sqlx_migrations SET version = 999 WHERE version = 3");
    refuses(path.parent().unwrap(), &["newer version", "start that version"]);
}

#[test]
fn a_folder_that_is_a_file_is_named() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("data");
    fs::write(&file, "").unwrap();
    refuses(&file, &["data is a file", "--data"]);
    refuses(&file.join("below"), &["is a file, or lies below one"]);
}

#[test]
fn a_folder_that_can_only_be_read_is_named() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    // Root writes where modes forbid it, so the disk has to.
    let arguments = ["-t", "tmpfs", "-o", "ro,size=1m", "stile-test"];
    let mounted = Command::new("mount").args(arguments).arg(&data).output();
    if !mounted.is_ok_and(|mounted| mounted.status.success()) {
        println!("skipped: only root can mount a disk that can only be read");
        return;
    }
    let said = refused(&data);
    Command::new("umount").arg(&data).status().unwrap();
    assert!(said.contains("data") && said.contains("has to be writable"), "{said}");
}

#[test]
fn a_log_without_its_database_is_not_thrown_away() {
    let folder = TempDir::new().unwrap();
    let path = database(&folder);
    let server = Running::start(&folder);
    server.enrol("line-1");
    server.kill();
    fs::remove_file(&path).unwrap();
    refuses(
        path.parent().unwrap(),
        &["is missing, but its write-ahead log", "put the database back"],
    );
    assert!(fs::metadata(path.with_extension("db-wal")).unwrap().len() > 0);
}

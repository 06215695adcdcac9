//! `stile doctor` on installations that have one thing wrong with them.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Output;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::running::{Running, printed, stile};

fn doctor(folder: &TempDir, more: &[&str]) -> Output {
    let data = folder.path().join("data");
    let app = folder.path().join("app");
    let mut arguments = vec!["doctor", "--data", data.to_str().unwrap()];
    arguments.extend(["--app", app.to_str().unwrap()]);
    arguments.extend(more);
    stile(&arguments).output().unwrap()
}

/// A server's folder in which nothing is wrong.
fn sound() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("app")).unwrap();
    fs::write(folder.path().join("app/index.html"), "<!doctype html>").unwrap();
    Running::start(&folder).stop();
    folder
}

/// The names of the checks that are wrong, with what was found.
#[track_caller]
fn wrong(folder: &TempDir) -> Vec<(String, String)> {
    let report: Value =
        serde_json::from_str(&printed(doctor(folder, &["--format", "json"]), 1)).unwrap();
    let text = |check: &Value, name: &str| check[name].as_str().unwrap_or_default().to_owned();
    let checks = report["checks"].as_array().unwrap().iter();
    let wrong = checks.filter(|check| check["state"] == "wrong");
    wrong
        .map(|check| {
            assert!(!text(check, "remedy").is_empty(), "{check}");
            (text(check, "name"), text(check, "found"))
        })
        .collect()
}

#[track_caller]
fn only_wrong(folder: &TempDir, name: &str, part: &str) {
    let wrong = wrong(folder);
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert_eq!(wrong[0].0, name, "{wrong:?}");
    assert!(wrong[0].1.contains(part), "{wrong:?}");
}

#[test]
fn a_sound_installation_is_told_so_while_it_runs_and_when_it_rests() {
    let folder = sound();
    let rests = printed(doctor(&folder, &[]), 0);
    assert!(rests.contains("no server has the database open"), "{rests}");
    let server = Running::start(&folder);
    let runs = printed(doctor(&folder, &[]), 0);
    assert!(runs.contains(&format!("process {}", server.pid())), "{runs}");
    assert!(runs.ends_with(", wrong 0\n"), "{runs}");
    for name in ["modes", "room", "descriptors", "integrity", "tables", "log", "clock", "documents"]
    {
        assert!(runs.contains(&format!("ok {name}: ")), "{name}: {runs}");
    }
    server.stop();
}

#[test]
fn a_missing_app_or_database_is_named() {
    let folder = sound();
    fs::remove_file(folder.path().join("app/index.html")).unwrap();
    only_wrong(&folder, "app", "index.html is missing");
    let empty = TempDir::new().unwrap();
    let names: Vec<_> = wrong(&empty).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["app", "database"]);
}

#[test]
fn files_that_others_read_are_named_and_left_as_they_are() {
    let folder = sound();
    let database = folder.path().join("data/stile.db");
    fs::set_permissions(&database, fs::Permissions::from_mode(0o644)).unwrap();
    only_wrong(&folder, "modes", "stile.db (mode 644)");
    assert_eq!(fs::metadata(&database).unwrap().permissions().mode() & 0o777, 0o644);
}

/// Changes a database as another program does.
fn execute(database: &Path, sql: &'static str) {
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        use sqlx::{Connection, Executor, SqliteConnection};
        let address = format!("sqlite://{}", database.display());
        let mut connection = SqliteConnection::connect(&address).await.unwrap();
        connection.execute(sql).await.unwrap();
        connection.close().await.unwrap();
    });
}

#[test]
fn damage_other_tables_and_broken_references_are_told_apart() {
    let folder = sound();
    let database = folder.path().join("data/stile.db");
    execute(
        &database,
        "PRAGMA foreign_keys = OFF;
         INSERT INTO sighting (subject, at, feed, arrived_at) VALUES ('ghost', 1, 'darknet', 1)",
    );
    only_wrong(&folder, "integrity", "a row of sighting belongs to none of subject");
    execute(
        &database,
        "DELETE FROM sighting; UPDATE _sqlx_migrations SET checksum = x'00' WHERE version = 2",
    );
    only_wrong(&folder, "tables", "another script 2");
    fs::write(&database, "no rows at all, only words").unwrap();
    only_wrong(&folder, "database", "is not a database");
}

#[test]
fn a_clock_behind_the_last_change_and_documents_that_cannot_be_read_are_told() {
    let folder = sound();
    let database = folder.path().join("data/stile.db");
    execute(
        &database,
        "UPDATE document SET source = 'nothing' WHERE id = 'iot-infection/improved/garden/en'",
    );
    only_wrong(&folder, "documents", "iot-infection/improved/garden/en: ");
    execute(
        &database,
        "UPDATE document SET source = (SELECT source FROM document WHERE id LIKE '%/standard/garden/en');
         INSERT INTO audit (at, who, what, about) VALUES (4102444800000000, 'x', 'y', '{}')",
    );
    only_wrong(&folder, "clock", "gone back");
}

#[test]
fn a_running_trial_whose_feed_is_silent_is_told() {
    let folder = sound();
    let server = Running::start(&folder);
    server.enrol("line-1");
    only_wrong(&folder, "feeds", "darknet reported no day at all");
    let day = json!({ "feed": "darknet", "day": "2026-02-28", "state": "delivered" });
    server.post("/api/v1/coverage", &json!({ "days": [day] })).expect(200);
    only_wrong(&folder, "feeds", "darknet reported 2026-02-28 last");
    server.stop();
}

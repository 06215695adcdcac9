//! Two processes on one database: a second server, commands, and other programs.

use std::path::Path;
use std::time::{Duration, Instant};

use futures::future::join_all;
use server::store::{Engine, SqliteFile, StoreError, open};
use sqlx::{Connection, Executor, SqliteConnection};
use tempfile::TempDir;

use super::running::{Running, printed, refused, said, stile};
use crate::cast::{by, delivery, entry, name, start, turns};

#[test]
fn a_second_server_says_who_has_the_folder_and_a_killed_one_blocks_nobody() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    let first = Running::start(&folder);
    let said = refused(&data);
    for part in [format!("process {}", first.pid()), format!("http://{}", first.staff)] {
        assert!(said.contains(&part), "{said}");
    }
    assert!(said.contains(" since 20") && said.contains("--data"), "{said}");
    first.kill();
    Running::start(&folder).stop();
    Running::start(&folder).stop();
}

#[test]
fn a_second_server_does_not_wait_for_one_that_stands_still() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    let first = Running::start(&folder);
    first.signal("-STOP");
    let begun = Instant::now();
    let said = refused(&data);
    assert!(said.contains(&format!("process {}", first.pid())), "{said}");
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    first.signal("-CONT");
    first.get("/api/v1/status").expect(200);
}

#[test]
fn commands_that_write_wait_for_no_server_and_those_that_read_need_not() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    let server = Running::start(&folder);
    server.enrol("line-1");
    let run = |arguments: &[&str]| {
        let data = ["--data", data.to_str().unwrap()];
        stile(&[arguments, &data].concat()).output().unwrap()
    };
    let out = folder.path().join("out");
    let out = out.to_str().unwrap();
    assert!(printed(run(&["messages", "export", "iot-infection", out]), 0).contains("documents"));
    let told = said(run(&["messages", "import", "iot-infection", out]), 2);
    assert!(told.contains(&format!("process {}", server.pid())), "{told}");
    let backup = folder.path().join("backup");
    let backup = backup.to_str().unwrap();
    printed(run(&["backup", backup]), 0);
    let told = said(run(&["restore", "--replace", backup]), 2);
    assert!(told.contains("in use by process"), "{told}");
    server.stop();
    printed(run(&["messages", "import", "iot-infection", out]), 0);
}

async fn another_program(folder: &Path) -> SqliteConnection {
    let address = format!("sqlite://{}", folder.join("stile.db").display());
    let mut other = SqliteConnection::connect(&address).await.unwrap();
    other.execute("BEGIN EXCLUSIVE").await.unwrap();
    other
}

#[tokio::test]
async fn a_page_is_not_kept_waiting_by_a_lock() -> Result<(), StoreError> {
    let folder = TempDir::new().unwrap();
    let store = open(&Engine::Sqlite(SqliteFile::at(folder.path().join("stile.db")))).await?;
    start(&*store, "first").await?;
    store.enrol(&entry("first", "line", 1), &turns, by()).await?;
    let mut other = another_program(folder.path()).await;

    let begin = Instant::now();
    let served = delivery("first", "line", 1);
    let locked = store.add_delivery(&served, by()).await;
    assert!(matches!(locked, Err(StoreError::Locked(_))), "{locked:?}");
    assert_eq!(store.subject(&name("line")).await?.id, name("line"), "reads go on");
    assert!(begin.elapsed() < Duration::from_secs(2), "{:?}", begin.elapsed());

    other.execute("ROLLBACK").await.unwrap();
    store.add_delivery(&served, by()).await?;
    Ok(())
}

#[tokio::test]
async fn hundreds_of_writes_wait_no_longer_than_one() -> Result<(), StoreError> {
    let folder = TempDir::new().unwrap();
    let file = SqliteFile {
        busy_timeout: Duration::from_millis(500),
        ..SqliteFile::at(folder.path().join("stile.db"))
    };
    let store = open(&Engine::Sqlite(file)).await?;
    start(&*store, "first").await?;
    store.enrol(&entry("first", "line", 1), &turns, by()).await?;
    let mut other = another_program(folder.path()).await;

    let begin = Instant::now();
    let line = name("line");
    let asked = (0..400).map(|_| store.ask_release(&line, by().at, by()));
    for answer in join_all(asked).await {
        assert!(matches!(answer, Err(StoreError::Locked(_))), "{answer:?}");
    }
    assert!(begin.elapsed() < Duration::from_secs(3), "{:?}", begin.elapsed());
    other.execute("ROLLBACK").await.unwrap();
    assert!(store.ask_release(&line, by().at, by()).await?.is_new);
    Ok(())
}

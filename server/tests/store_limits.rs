//! What SQLite does at its limits: a full disk, a lock that another process holds, a file from the
//! future, and ten thousand subjects.

use std::time::{Duration, Instant};

use server::store::{Batch, Engine, SqliteFile, StoreError, open};
use sqlx::{Connection, Executor, SqliteConnection};
use trial::observation::Sighting;

#[path = "store_story/cast.rs"]
#[allow(dead_code)]
mod cast;

use cast::{by, entry, name, noon, sighting, start, turns};

fn file_in(folder: &tempfile::TempDir) -> SqliteFile {
    SqliteFile {
        busy_timeout: Duration::from_millis(50),
        ..SqliteFile::at(folder.path().join("stile.db"))
    }
}

fn is_unavailable<T: std::fmt::Debug>(answer: Result<T, StoreError>, why: &str) {
    match answer {
        Err(StoreError::Unavailable(sentence)) => assert!(sentence.contains(why), "{sentence}"),
        other => panic!("not unavailable: {other:?}"),
    }
}

async fn another_process(file: &SqliteFile) -> SqliteConnection {
    let address = format!("sqlite://{}", file.path.display());
    SqliteConnection::connect(&address).await.expect("the file can be opened")
}

fn sightings(n: i64) -> Batch {
    let later = |n| noon(4) + jiff::SignedDuration::from_secs(n);
    Batch::Sightings((0..n).map(|n| Sighting { at: later(n), ..sighting("line", 4) }).collect())
}

#[tokio::test]
async fn a_full_disk_refuses_the_whole_batch_and_nothing_else() -> Result<(), StoreError> {
    let folder = tempfile::tempdir().unwrap();
    let small = SqliteFile { max_pages: Some(80), ..file_in(&folder) };
    let store = open(&Engine::Sqlite(small)).await?;
    start(&*store, "first").await?;
    store.enrol(&entry("first", "line", 1), &turns, by()).await?;
    let before = *store.changes().borrow();

    is_unavailable(store.append(&sightings(10_000), by()).await, "full");
    assert_eq!(store.records(&name("first")).await?.sightings.len(), 0);
    assert_eq!(store.audit(None, 1).await?.items[0].what, "subject_enrolled");
    assert_eq!(*store.changes().borrow(), before);

    assert_eq!(store.append(&sightings(10), by()).await?.accepted, 10);
    assert_eq!(store.records(&name("first")).await?.sightings.len(), 10);
    Ok(())
}

#[tokio::test]
async fn a_locked_database_can_be_read_and_not_written() -> Result<(), StoreError> {
    let folder = tempfile::tempdir().unwrap();
    let file = file_in(&folder);
    let store = open(&Engine::Sqlite(file.clone())).await?;
    start(&*store, "first").await?;

    let mut other = another_process(&file).await;
    other.execute("BEGIN IMMEDIATE").await.unwrap();
    is_unavailable(store.enrol(&entry("first", "line", 1), &turns, by()).await, "another process");
    assert_eq!(store.trial(&name("first")).await?.n_enrolled, 0);
    other.execute("ROLLBACK").await.unwrap();
    store.enrol(&entry("first", "line", 1), &turns, by()).await?;
    assert_eq!(store.trial(&name("first")).await?.n_enrolled, 1);
    Ok(())
}

#[tokio::test]
async fn a_file_of_a_newer_version_is_left_alone() -> Result<(), StoreError> {
    let folder = tempfile::tempdir().unwrap();
    let file = file_in(&folder);
    open(&Engine::Sqlite(file.clone())).await?.close().await;
    let mut other = another_process(&file).await;
    other.execute("INSERT INTO migration (number) VALUES (9999)").await.unwrap();
    is_unavailable(open(&Engine::Sqlite(file)).await.map(|_| ()), "newer version");
    Ok(())
}

#[tokio::test]
async fn the_text_of_a_handled_contact_is_gone_from_the_file() -> Result<(), StoreError> {
    let folder = tempfile::tempdir().unwrap();
    let file = file_in(&folder);
    let store = open(&Engine::Sqlite(file.clone())).await?;
    start(&*store, "first").await?;
    store.enrol(&entry("first", "line", 1), &turns, by()).await?;
    // So long that it has pages of its own, which SQLite would let go of as they are.
    let text = "my neighbour Zebedee says hello ".repeat(1_000);
    let help = server::store::NewHelp { subject: name("line"), at: noon(5), text };
    let contact = store.ask_for_help(&help, by()).await?;
    store.mark_handled(contact.id, by()).await?;
    store.close().await;
    let bytes = std::fs::read(&file.path).unwrap();
    assert!(!bytes.windows(7).any(|window| window == b"Zebedee"));
    Ok(())
}

#[tokio::test]
async fn ten_thousand_subjects_are_read_within_seconds() -> Result<(), StoreError> {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&Engine::Sqlite(file_in(&folder))).await?;
    start(&*store, "first").await?;
    let line = |n: u32| format!("line-{n}");
    let entries: Vec<_> = (0..10_000).map(|n| entry("first", &line(n), n)).collect();
    store.enrol_all(&entries, &turns, by()).await?;
    for day in 3..5 {
        let seen = (0..10_000).map(|n| sighting(&line(n), day)).collect();
        assert_eq!(store.append(&Batch::Sightings(seen), by()).await?.accepted, 10_000);
    }
    let begin = Instant::now();
    let records = store.records(&name("first")).await?;
    let took = begin.elapsed();
    assert_eq!((records.enrolments.len(), records.sightings.len()), (10_000, 20_000));
    // A second or less where this was written; the limit is for slow machines that do more at once.
    assert!(took < Duration::from_secs(10), "took {took:?}");
    Ok(())
}

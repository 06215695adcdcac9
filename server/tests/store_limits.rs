//! What SQLite does at its limits: no more pages, a lock that another program holds, ten thousand
//! subjects, and as many reasons.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use server::store::{Batch, Engine, SqliteFile, StoreError, open};
use sqlx::{Connection, Executor, SqliteConnection};
use trial::observation::Observed;

#[path = "store_story/cast.rs"]
#[allow(dead_code)]
mod cast;

use cast::{by, entry, name, noon, planned, seed, sighting, start, started, turns};
use trial::Trial;

fn file_in(folder: &tempfile::TempDir) -> SqliteFile {
    SqliteFile {
        busy_timeout: Duration::from_millis(50),
        ..SqliteFile::at(folder.path().join("stile.db"))
    }
}

fn is_refused<T: std::fmt::Debug>(answer: Result<T, StoreError>, why: &str) {
    match answer {
        Err(fault) => assert!(fault.to_string().contains(why), "{fault}"),
        Ok(answer) => panic!("not refused: {answer:?}"),
    }
}

async fn another_process(file: &SqliteFile) -> SqliteConnection {
    let address = format!("sqlite://{}", file.path.display());
    SqliteConnection::connect(&address).await.expect("the file can be opened")
}

fn sightings(n: i64) -> Batch {
    let later = |n| noon(4) + jiff::SignedDuration::from_secs(n);
    Batch::Observed((0..n).map(|n| Observed { at: later(n), ..sighting("line", 4) }).collect())
}

#[tokio::test]
async fn a_full_disk_refuses_the_whole_batch_and_nothing_else() -> Result<(), StoreError> {
    let folder = tempfile::tempdir().unwrap();
    let small = SqliteFile { max_pages: Some(80), ..file_in(&folder) };
    let store = open(&Engine::Sqlite(small)).await?;
    start(&*store, "first").await?;
    store.enrol(&entry("first", "line", 1), &turns, by()).await?;
    let before = *store.changes().borrow();

    is_refused(store.append(&sightings(10_000), by()).await, "the disk is full");
    assert_eq!(store.records(&name("first")).await?.observed.len(), 0);
    assert_eq!(store.audit(None, 1).await?.items[0].what, "subject_enrolled");
    assert_eq!(*store.changes().borrow(), before);

    assert_eq!(store.append(&sightings(10), by()).await?.accepted, 10);
    assert_eq!(store.records(&name("first")).await?.observed.len(), 10);
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
    is_refused(store.enrol(&entry("first", "line", 1), &turns, by()).await, "another program");
    assert_eq!(store.trial(&name("first")).await?.n_enrolled, 0);
    other.execute("ROLLBACK").await.unwrap();
    store.enrol(&entry("first", "line", 1), &turns, by()).await?;
    assert_eq!(store.trial(&name("first")).await?.n_enrolled, 1);
    Ok(())
}

#[tokio::test]
async fn ten_thousand_reasons_are_read_back_in_pages() -> Result<(), StoreError> {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&Engine::Sqlite(file_in(&folder))).await?;
    let strangers = (0..10_000).map(|n| sighting(&format!("stranger-{n}"), 4)).collect();
    let answer = store.append(&Batch::Observed(strangers), by()).await?;
    assert_eq!((answer.accepted, answer.set_aside.len()), (0, 10_000));

    let mut reasons = BTreeSet::new();
    let mut after = None;
    loop {
        let page = store.kept_aside(after, 1_000).await?;
        assert!(page.items.len() <= 1_000);
        reasons.extend(page.items.into_iter().map(|kept| kept.reason));
        let Some(next) = page.next else { break };
        after = Some(next.parse().unwrap());
    }
    assert_eq!(reasons.len(), 10_000);
    Ok(())
}

#[tokio::test]
async fn ten_thousand_subjects_are_read_within_seconds() -> Result<(), StoreError> {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&Engine::Sqlite(file_in(&folder))).await?;
    // Without a planned size no number of subjects makes it full.
    let trial = planned("first");
    store.create_trial(&trial, by()).await?;
    let running = Trial { sizes: None, ..started(&trial) };
    store.start_trial(&running, 1, &seed(), &[], by()).await?;
    let line = |n: u32| format!("line-{n}");
    let entries: Vec<_> = (0..10_000).map(|n| entry("first", &line(n), n)).collect();
    store.enrol_all(&entries, &turns, by()).await?;
    for day in 3..5 {
        let seen = (0..10_000).map(|n| sighting(&line(n), day)).collect();
        assert_eq!(store.append(&Batch::Observed(seen), by()).await?.accepted, 10_000);
    }
    let begin = Instant::now();
    let records = store.records(&name("first")).await?;
    let took = begin.elapsed();
    assert_eq!((records.enrolments.len(), records.observed.len()), (10_000, 20_000));
    // A second or less where this was written; the limit is for slow machines that do more at once.
    assert!(took < Duration::from_secs(10), "took {took:?}");
    Ok(())
}

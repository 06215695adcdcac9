//! What can be said about a database without changing it, for `stile doctor`.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use jiff::civil::Date;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, Row, SqliteConnection};

use super::lock::{Holder, Lock, Taken};
use super::{SqliteFile, folder, migrations};
use crate::store::{Answer, StoreError};

/// The most faults that SQLite tells of each kind.
const MOST_FAULTS: usize = 20;

/// A database as it is found.
#[derive(Debug, Default)]
pub struct Inspection {
    /// The files that are there, each with its mode where there are modes; the folder is the first.
    pub files: Vec<(PathBuf, Option<u32>)>,
    /// The process that has it open, if one does.
    pub held_by: Option<Held>,
    /// What is wrong with the pages and references of the database.
    pub damage: Vec<String>,
    /// What is different about its tables than this version has them.
    pub tables: Option<String>,
    /// Bytes of the write-ahead log.
    pub log_bytes: u64,
    /// Whether all of the log could be moved into the database.
    pub is_log_moved: bool,
    /// Of each feed the last day that was delivered or confirmed empty.
    pub last_days: BTreeMap<String, Date>,
}

/// Who has a database open; `None` when the entry cannot be read.
pub type Held = Option<Holder>;

/// Looks at everything. An error is what stands in the way of opening the database at all.
pub(in crate::store) async fn inspect(file: &SqliteFile) -> (Inspection, Result<(), StoreError>) {
    let mut found = Inspection { files: files(file), ..Inspection::default() };
    found.held_by = match Lock::probe(file) {
        Ok(Taken::Others(holder)) => Some(holder),
        _ => None,
    };
    let opened = look(file, &mut found).await;
    (found, opened)
}

async fn look(file: &SqliteFile, found: &mut Inspection) -> Answer<()> {
    super::open::refuse_what_is_no_database(file)?;
    found.log_bytes = fs::metadata(file.wal()).map_or(0, |log| log.len());
    let options = SqliteConnectOptions::new().filename(&file.path).create_if_missing(false);
    let mut connection = options.busy_timeout(Duration::from_secs(2)).connect().await?;
    found.tables = migrations::check(&mut connection).await?.err();
    found.damage = damage(&mut connection).await?;
    found.is_log_moved = move_log(&mut connection).await?;
    if found.tables.is_none() {
        found.last_days = last_days(&mut connection).await?;
    }
    Ok(connection.close().await?)
}

/// What is wrong with the pages, then with the references between rows.
pub(super) async fn damage(connection: &mut SqliteConnection) -> Result<Vec<String>, sqlx::Error> {
    let pages = sqlx::query_scalar::<_, String>("PRAGMA integrity_check(20)");
    let mut faults = pages.fetch_all(&mut *connection).await?;
    faults.retain(|fault| fault != "ok");
    let rows = sqlx::query("PRAGMA foreign_key_check").fetch_all(connection).await?;
    for row in rows.iter().take(MOST_FAULTS) {
        let (table, parent): (String, String) = (row.try_get("table")?, row.try_get("parent")?);
        faults.push(format!("a row of {table} belongs to none of {parent}"));
    }
    Ok(faults)
}

async fn move_log(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    let answer = sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").fetch_one(connection).await?;
    let number = |column| answer.try_get::<i64, _>(column);
    Ok(number("busy")? == 0 && number("log")? == number("checkpointed")?)
}

async fn last_days(connection: &mut SqliteConnection) -> Answer<BTreeMap<String, Date>> {
    let days = sqlx::query(
        "SELECT feed, MAX(day) AS day FROM coverage_day WHERE state <> 'missing' GROUP BY feed",
    );
    let rows = days.fetch_all(connection).await?;
    let day = |row| Ok((super::read::parsed(row, "feed")?, super::read::parsed(row, "day")?));
    rows.iter().map(day).collect()
}

fn files(file: &SqliteFile) -> Vec<(PathBuf, Option<u32>)> {
    let beside = ["-wal", "-shm", ".lock"].map(|ending| file.beside(ending));
    let all = [file.folder().to_path_buf(), file.path.clone()].into_iter().chain(beside);
    all.filter(|path| path.exists()).map(|path| (path.clone(), folder::mode(&path))).collect()
}

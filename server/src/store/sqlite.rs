//! The SQLite engine: one file, one connection that writes, a few that read.
//!
//! Every write takes the file's write lock at its beginning, so what it reads stays true until it
//! ends; it is on the disk before the answer.

use std::path::PathBuf;
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Row, Sqlite};
use tokio::sync::watch;

use super::{Answer, StoreError};
use write::Write;

mod audit;
mod contacts;
mod contract;
mod coverage;
mod deliveries;
mod documents;
mod enrolments;
mod fault;
mod imports;
mod ineligible;
mod migrations;
mod observations;
mod page;
mod read;
mod records;
mod releases;
mod reviews;
mod revisions;
mod set_aside;
mod subjects;
mod timeline;
mod trials;
mod write;

/// How many reports and lists may be read at once.
const N_READERS: u32 = 4;

/// Where the database is, and how patient and how large it may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SqliteFile {
    /// The file; created with its folder when it does not exist.
    pub path: PathBuf,
    /// How long a write waits for another process to let go of the file.
    pub busy_timeout: Duration,
    /// The most pages of 4096 bytes that the file may have; without one, what the disk holds.
    pub max_pages: Option<u32>,
}

impl SqliteFile {
    /// The database at `path`, waiting for 5 seconds, as large as the disk allows.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), busy_timeout: Duration::from_secs(5), max_pages: None }
    }

    fn options(&self) -> SqliteConnectOptions {
        SqliteConnectOptions::new()
            .filename(&self.path)
            .busy_timeout(self.busy_timeout)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
    }

    fn writer(&self) -> SqliteConnectOptions {
        // The text of a contact is overwritten with zeros when it is deleted.
        let options = self.options().create_if_missing(true).pragma("secure_delete", "ON");
        match self.max_pages {
            Some(pages) => options.pragma("max_page_count", pages.to_string()),
            None => options,
        }
    }
}

/// The store in a SQLite file.
pub(super) struct SqliteStore {
    writer: SqlitePool,
    readers: SqlitePool,
    changes: watch::Sender<u64>,
}

impl SqliteStore {
    /// Opens the file, creates it if need be, and brings its tables up to date.
    pub(super) async fn open(file: &SqliteFile) -> Answer<Self> {
        if let Some(folder) = file.path.parent() {
            let made = tokio::fs::create_dir_all(folder).await;
            made.map_err(|e| StoreError::Unavailable(format!("{}: {e}", folder.display())))?;
        }
        let patience = file.busy_timeout + Duration::from_secs(10);
        let pool = |size| SqlitePoolOptions::new().max_connections(size).acquire_timeout(patience);
        let writer = pool(1).connect_with(file.writer()).await?;
        migrations::run(&writer).await?;
        let reader = file.options().pragma("query_only", "ON");
        let readers = pool(N_READERS).connect_with(reader).await?;
        let number: i64 =
            sqlx::query("SELECT number FROM change").fetch_one(&readers).await?.try_get(0)?;
        let (changes, _) = watch::channel(number.unsigned_abs());
        Ok(Self { writer, readers, changes })
    }

    async fn read(&self) -> Answer<PoolConnection<Sqlite>> {
        Ok(self.readers.acquire().await?)
    }

    async fn write(&self) -> Answer<Write> {
        Write::begin(&self.writer, self.changes.clone()).await
    }
}

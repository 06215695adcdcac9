//! The SQLite engine: one file, one connection that writes, a few that read.
//!
//! Every write takes the file's write lock at its beginning, so what it reads stays true until it
//! ends; it is on the disk before the answer.

use std::sync::{Arc, Mutex, PoisonError};

use sqlx::Sqlite;
use sqlx::pool::PoolConnection;
use sqlx::sqlite::SqlitePool;
use tokio::sync::watch;

use super::{Answer, StoreError};
use lock::Lock;
use wal::Wal;
use write::Write;
use writer::{Urgency, Writer};

mod audit;
mod backup;
mod contacts;
mod contract;
mod copy;
mod coverage;
mod deliveries;
mod documents;
mod enrolments;
mod fault;
mod file;
mod folder;
mod imports;
mod ineligible;
mod inspect;
mod kinds;
mod lock;
mod migrations;
mod observations;
mod open;
mod page;
mod read;
mod records;
mod releases;
mod restore;
mod reviews;
mod revisions;
mod set_aside;
mod subjects;
mod timeline;
mod trials;
mod wal;
mod write;
mod writer;

pub use copy::Contents;
pub use file::SqliteFile;
pub use inspect::{Held, Inspection};
pub use lock::Holder;
pub use restore::Restored;

pub(super) use backup::back_up;
pub(super) use inspect::inspect;
pub(super) use restore::restore;

/// The store in a SQLite file.
pub(super) struct SqliteStore {
    /// `None` when another process writes.
    own: Option<Own>,
    readers: SqlitePool,
    changes: watch::Sender<u64>,
}

/// What only the process has that may write.
struct Own {
    writer: Writer,
    wal: Arc<Wal>,
    /// `None` when the store is closed.
    lock: Mutex<Option<Lock>>,
}

impl SqliteStore {
    async fn read(&self) -> Answer<PoolConnection<Sqlite>> {
        Ok(self.readers.acquire().await?)
    }

    async fn write(&self) -> Answer<Write> {
        self.write_as(Urgency::Usual).await
    }

    async fn write_as(&self, urgency: Urgency) -> Answer<Write> {
        let own = self.own()?;
        if own.wal.is_lost() {
            own.wal.recover().await?;
        }
        Write::of(own.writer.begin(urgency).await?, self.changes.clone()).await
    }

    /// Takes what was deleted out of the write-ahead log as well.
    async fn forget_deleted(&self) {
        if let Some(own) = &self.own {
            own.wal.forget_deleted().await;
        }
    }

    fn own(&self) -> Answer<&Own> {
        let only_read = || StoreError::Unavailable("it was opened only to be read".to_owned());
        self.own.as_ref().ok_or_else(only_read)
    }

    async fn let_go(&self) {
        self.readers.close().await;
        let Some(own) = &self.own else { return };
        own.wal.close().await;
        own.writer.pool().close().await;
        let lock = own.lock.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(lock) = lock {
            lock.release();
        }
    }
}

//! The one connection that writes, and how long a write waits for it.
//!
//! Every wait has an end: a write has a deadline for its turn and for the file's lock together, and
//! beyond a number of waiting writes the next one is refused at once.

use std::sync::Arc;
use std::time::Duration;

use sqlx::sqlite::{SqlitePool, SqlitePoolOptions};
use sqlx::{Connection, Sqlite, Transaction};
use tokio::sync::{Mutex, OwnedMutexGuard, Semaphore};
use tokio::time::{Instant, sleep, timeout_at};

use super::SqliteFile;
use super::fault::is_lock;
use super::wal::Renewal;
use crate::store::{Answer, StoreError};

/// The most writes that wait at once.
const MOST_WAITING: usize = 256;
/// How long after an attempt that met a lock the next one follows.
const BETWEEN_ATTEMPTS: Duration = Duration::from_millis(10);
/// How long a page that a customer waits for may be kept from being recorded.
const PAGE_PATIENCE: Duration = Duration::from_millis(300);

/// How much a write can wait, and how long others wait for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Urgency {
    /// Somebody waits for the answer.
    Usual,
    /// Thousands of rows: takes its turn after others of the kind, so that at most one of them stands
    /// before a short write.
    Bulk,
    /// A customer waits for a page that can be served without this write.
    Page,
}

/// The pool of one connection, and the queue before it.
pub(super) struct Writer {
    pool: SqlitePool,
    waiting: Semaphore,
    bulk: Arc<Mutex<()>>,
    patience: Duration,
}

/// A transaction with the write lock, and the turn that it was given for it.
pub(super) struct Begun {
    pub(super) transaction: Transaction<'static, Sqlite>,
    _turn: Option<OwnedMutexGuard<()>>,
}

impl Writer {
    /// Connects, waiting as long for a lock as any write.
    pub(super) async fn connect(file: &SqliteFile, renewal: Renewal) -> Result<Self, sqlx::Error> {
        let options = pool_options(1, renewal);
        let deadline = Instant::now() + file.busy_timeout;
        let pool = loop {
            let fault = match options.clone().connect_with(file.writer()).await {
                Ok(pool) => break pool,
                Err(fault) => fault,
            };
            if !may_try_again(&fault, deadline) {
                return Err(fault);
            }
            sleep(BETWEEN_ATTEMPTS).await;
        };
        let waiting = Semaphore::new(MOST_WAITING);
        Ok(Self { pool, waiting, bulk: Arc::default(), patience: file.busy_timeout })
    }

    pub(super) fn pool(&self) -> &SqlitePool {
        &self.pool
    }

    /// Begins a transaction that holds the write lock.
    pub(super) async fn begin(&self, urgency: Urgency) -> Answer<Begun> {
        let Ok(_waiting) = self.waiting.try_acquire() else {
            return Err(StoreError::Locked("too many writes are waiting, try again".to_owned()));
        };
        let deadline = Instant::now() + self.patience_of(urgency);
        let begin = async {
            let turn = match urgency {
                Urgency::Bulk => Some(self.bulk.clone().lock_owned().await),
                Urgency::Usual | Urgency::Page => None,
            };
            Ok(Begun { transaction: self.transaction(deadline).await?, _turn: turn })
        };
        let too_late = |_| {
            let who = "another program writes to it, or other writes take long, try again";
            StoreError::Locked(who.to_owned())
        };
        timeout_at(deadline, begin).await.map_err(too_late)?
    }

    async fn transaction(&self, deadline: Instant) -> Answer<Transaction<'static, Sqlite>> {
        loop {
            match self.pool.begin_with("BEGIN IMMEDIATE").await {
                Err(fault) if may_try_again(&fault, deadline) => sleep(BETWEEN_ATTEMPTS).await,
                begun => return Ok(begun?),
            }
        }
    }

    fn patience_of(&self, urgency: Urgency) -> Duration {
        match urgency {
            Urgency::Page => self.patience.min(PAGE_PATIENCE),
            Urgency::Usual | Urgency::Bulk => self.patience,
        }
    }
}

/// Whether another program holds the lock, and there is time to ask again.
fn may_try_again(fault: &sqlx::Error, deadline: Instant) -> bool {
    is_lock(fault) && Instant::now() + BETWEEN_ATTEMPTS < deadline
}

/// Pools that close a connection whose last transaction could not be ended, and those from before a
/// renewal.
///
/// When a write meets a full disk, SQLite rolls back by itself; the rollback of sqlx then fails, and
/// it counts the connection as inside a transaction for ever.
pub(super) fn pool_options(n_connections: u32, renewal: Renewal) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(n_connections)
        .acquire_timeout(Duration::from_secs(10))
        .idle_timeout(None)
        .max_lifetime(None)
        .before_acquire(move |connection, metadata| {
            let is_good = !connection.is_in_transaction() && renewal.is_newer(metadata.age);
            Box::pin(async move { Ok(is_good) })
        })
}

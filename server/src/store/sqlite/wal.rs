//! The write-ahead log: emptied after a text was deleted from the database, and watched, as it holds
//! accepted rows and somebody may take it for a temporary file.
//!
//! A connection of its own is kept for both. It stays open as long as the store, so SQLite never
//! removes the log meanwhile: when the file is another one than before, somebody else did. What the
//! removed file held can still be reached through the open connection.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use sqlx::sqlite::SqlitePool;
use sqlx::{ConnectOptions, Connection, Row, SqliteConnection};
use tokio::sync::{Mutex as AsyncMutex, watch};
use tokio::time::sleep;

use super::SqliteFile;
use crate::store::{Answer, StoreError};

/// How often the file is looked at while nothing is written.
const BETWEEN_LOOKS: Duration = Duration::from_secs(2);
/// How long after an attempt that met a reader the next one follows, at first and at most.
const PAUSES: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(5));
/// How often readers may stand in the way of saving what a removed log held.
const MOST_ATTEMPTS: u32 = 50;

/// When the connections of the pools were last to be replaced, if ever.
#[derive(Clone, Debug, Default)]
pub(super) struct Renewal(Arc<Mutex<Option<Instant>>>);

/// The log of an open database.
pub(super) struct Wal {
    file: SqliteFile,
    writer: SqlitePool,
    /// `None` when the store is closed.
    connection: AsyncMutex<Option<SqliteConnection>>,
    known: Mutex<Option<Identity>>,
    renewal: Renewal,
    /// Counts how often the log is to be emptied.
    wanted: watch::Sender<u64>,
}

/// A file, whatever its name.
type Identity = (u64, u64);

impl Renewal {
    /// Whether a connection of this age is still good.
    pub(super) fn is_newer(&self, age: Duration) -> bool {
        let renewed = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        renewed.is_none_or(|renewed| age < renewed.elapsed())
    }

    fn renew(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }
}

impl Wal {
    /// Opens the log, empties it, and watches it as long as the store lives.
    pub(super) async fn open(
        file: &SqliteFile,
        writer: SqlitePool,
        renewal: Renewal,
    ) -> Result<Arc<Self>, sqlx::Error> {
        let mut connection = file.writer().connect().await?;
        let is_empty = empty(&mut connection).await?;
        let wal = Arc::new(Self {
            file: file.clone(),
            writer,
            connection: AsyncMutex::new(Some(connection)),
            known: Mutex::new(identity(&file.wal())),
            renewal,
            wanted: watch::channel(0).0,
        });
        tokio::spawn(watch(Arc::downgrade(&wal), wal.wanted.subscribe()));
        if !is_empty {
            wal.want_empty();
        }
        Ok(wal)
    }

    /// Takes what was deleted out of the log: at once or, when readers hold it, as soon as they let
    /// it go.
    pub(super) async fn forget_deleted(&self) {
        if !self.try_to_empty().await {
            self.want_empty();
        }
    }

    /// Whether the file is another one than the one that is written to.
    pub(super) fn is_lost(&self) -> bool {
        let known = *self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.is_some() && identity(&self.file.wal()) != known
    }

    /// Saves what the removed log held into the database, and begins a new one.
    pub(super) async fn recover(&self) -> Answer<()> {
        // Nothing may be written to the old log meanwhile.
        let writer = self.writer.acquire().await?;
        let mut connection = self.connection.lock().await;
        let Some(old) = connection.as_mut().filter(|_| self.is_lost()) else { return Ok(()) };
        let name = self.file.wal();
        tracing::error!(
            "{} was removed while the server runs; saving what it held. Only SQLite may remove it",
            name.display()
        );
        patiently_empty(old).await?;
        self.renewal.renew();
        writer.close().await?;
        let new = self.file.writer().connect().await?;
        if let Some(old) = connection.replace(new) {
            old.close().await?;
        }
        // A log of its own has to be there before anybody asks whether it is the same.
        empty(connection.as_mut().ok_or(sqlx::Error::PoolClosed)?).await?;
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = identity(&name);
        Ok(())
    }

    /// Lets go of the log, so that SQLite removes it with the last connection.
    pub(super) async fn close(&self) {
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = None;
        if let Some(connection) = self.connection.lock().await.take() {
            let _ = connection.close().await;
        }
    }

    fn want_empty(&self) {
        self.wanted.send_modify(|wanted| *wanted += 1);
    }

    async fn try_to_empty(&self) -> bool {
        let mut connection = self.connection.lock().await;
        let Some(connection) = connection.as_mut() else { return true };
        empty(connection).await.unwrap_or_else(|fault| {
            tracing::warn!(%fault, "the write-ahead log could not be emptied");
            false
        })
    }
}

/// Empties the log when somebody wants it, and looks at it from time to time.
async fn watch(wal: Weak<Wal>, mut wanted: watch::Receiver<u64>) {
    let mut pause = None;
    loop {
        tokio::select! {
            changed = wanted.changed() => match changed {
                Ok(()) => pause = Some(PAUSES.0),
                Err(_) => return,
            },
            () = sleep(pause.unwrap_or(BETWEEN_LOOKS)) => {}
        }
        let Some(wal) = wal.upgrade() else { return };
        if let Some(last) = pause {
            pause = (!wal.try_to_empty().await).then_some((last * 2).min(PAUSES.1));
        }
        if wal.is_lost()
            && let Err(fault) = wal.recover().await
        {
            tracing::error!(%fault, "the removed write-ahead log could not be saved yet");
        }
    }
}

async fn patiently_empty(connection: &mut SqliteConnection) -> Answer<()> {
    for _ in 0..MOST_ATTEMPTS {
        if empty(connection).await? {
            return Ok(());
        }
        sleep(PAUSES.0).await;
    }
    Err(StoreError::Locked("somebody reads without an end, try again".to_owned()))
}

/// Moves the whole log into the database and cuts it to nothing; `false` when somebody holds it.
async fn empty(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    let answer = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(connection).await?;
    Ok(answer.try_get::<i64, _>("busy")? == 0)
}

fn identity(path: &Path) -> Option<Identity> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let file = std::fs::metadata(path).ok()?;
        Some((file.dev(), file.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

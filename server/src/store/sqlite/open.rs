//! Opening: the folder, the lock, the tables, then the connections. Whatever is in the way is one
//! sentence with the remedy.

use std::fs::{self, File};
use std::io::Read;
use std::sync::Mutex;

use sqlx::SqliteConnection;
use sqlx::sqlite::SqlitePool;
use tokio::sync::watch;

use super::lock::{Holder, Lock, Taken};
use super::wal::{Renewal, Wal};
use super::writer::{Writer, pool_options};
use super::{Own, SqliteFile, SqliteStore, folder, inspect, migrations};
use crate::store::{Answer, StoreError};

/// How many reports and lists may be read at once.
const N_READERS: u32 = 4;

/// What every SQLite database begins with.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

impl SqliteStore {
    /// Opens the file, creates it if need be, and brings its tables up to date.
    pub(in crate::store) async fn open(file: &SqliteFile) -> Answer<Self> {
        folder::make(file.folder())?;
        let (lock, last) = Lock::take_or_refuse(file)?;
        Self::open_locked(file, lock, last).await
    }

    /// Opens the file to read while another process may write to it; as [`SqliteStore::open`] when
    /// nobody does.
    pub(in crate::store) async fn open_to_read(file: &SqliteFile) -> Answer<Self> {
        match Lock::take(file)? {
            Taken::Ours(lock, last) => Self::open_locked(file, lock, last).await,
            Taken::Others(_) => Self::open_beside(file).await,
        }
    }

    pub(super) async fn open_locked(
        file: &SqliteFile,
        lock: Lock,
        last: Option<Holder>,
    ) -> Answer<Self> {
        refuse_what_is_no_database(file)?;
        let is_log_missing = last.is_some() && holds_rows(file) && !file.wal().exists();
        folder::make_file(file)?;
        let renewal = Renewal::default();
        let opened = async {
            let writer = Writer::connect(file, renewal.clone()).await?;
            let mut connection = writer.pool().acquire().await?;
            if is_log_missing {
                refuse_damage(&mut connection).await?;
            }
            migrations::run(&mut connection).await?;
            drop(connection);
            // Not before it is known to be ours.
            folder::make_private(file);
            let wal = Wal::open(file, writer.pool().clone(), renewal.clone()).await?;
            let lock = Mutex::new(Some(lock));
            let readers = pool_options(N_READERS, renewal).connect_with(file.reader()).await?;
            Self::of(Some(Own { writer, wal, lock }), readers).await
        };
        let store = opened.await.map_err(|fault| named(file, fault))?;
        if let Some(last) = last.filter(|_| is_log_missing) {
            warn_of_lost_log(file, &last);
        }
        Ok(store)
    }

    /// Opens the file to read it, and changes nothing.
    pub(in crate::store) async fn open_beside(file: &SqliteFile) -> Answer<Self> {
        let opened = async {
            let options = pool_options(N_READERS, Renewal::default());
            let readers = options.connect_with(file.reader()).await?;
            let mut connection = readers.acquire().await?;
            let tables = migrations::check(&mut connection).await?;
            tables.map_err(StoreError::Unopenable)?;
            drop(connection);
            Self::of(None, readers).await
        };
        opened.await.map_err(|fault| named(file, fault))
    }

    async fn of(own: Option<Own>, readers: SqlitePool) -> Answer<Self> {
        let number = sqlx::query_scalar::<_, i64>("SELECT number FROM change");
        let number = number.fetch_one(&mut *readers.acquire().await?).await?;
        let (changes, _) = watch::channel(number.unsigned_abs());
        Ok(Self { own, readers, changes })
    }
}

/// Looks at the files before SQLite does, which would take some of them for new ones.
///
/// Nothing in this process may have the database open: closing a file lets go of every lock that the
/// process has on it.
pub(super) fn refuse_what_is_no_database(file: &SqliteFile) -> Answer<()> {
    let name = file.path.display();
    let refuse = |sentence: String| Err(StoreError::Unopenable(sentence));
    let mut start = [0; MAGIC.len()];
    let read = File::open(&file.path).and_then(|mut database| database.read(&mut start));
    let n_bytes = match read {
        Ok(n_bytes) => n_bytes,
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => 0,
        Err(fault) => {
            return refuse(format!(
                "{name} cannot be read ({fault}); make it readable and writable"
            ));
        }
    };
    if n_bytes > 0 && start != *MAGIC {
        return refuse(format!(
            "{name} is not a database; put a backup in its place with `stile restore --replace`, which \
             keeps this file beside it"
        ));
    }
    let log = file.wal();
    if n_bytes == 0 && fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
        return refuse(format!(
            "{name} is missing, but its write-ahead log {} is there; put the database back, or move the \
             log away and restore a backup with `stile restore`",
            log.display()
        ));
    }
    Ok(())
}

fn holds_rows(file: &SqliteFile) -> bool {
    fs::metadata(&file.path).is_ok_and(|file| file.len() > 0)
}

/// A fault of opening as a sentence with the file and the remedy.
fn named(file: &SqliteFile, fault: StoreError) -> StoreError {
    let name = file.path.display();
    StoreError::Unopenable(match fault {
        StoreError::Unopenable(sentence) => format!("{name}: {sentence}"),
        StoreError::Corrupt(why) => format!(
            "{name} is damaged ({why}); put a backup in its place with `stile restore --replace`, which \
             keeps this file beside it"
        ),
        StoreError::Locked(_) => {
            format!("{name} is locked by another program; end that one and start again")
        }
        other => format!("{name}: {other}"),
    })
}

async fn refuse_damage(connection: &mut SqliteConnection) -> Answer<()> {
    match inspect::damage(connection).await?.into_iter().next() {
        None => Ok(()),
        Some(damage) => Err(StoreError::Corrupt(damage)),
    }
}

fn warn_of_lost_log(file: &SqliteFile, last: &Holder) {
    tracing::warn!(
        "{} is gone, and {last} did not stop in good order. If another program has opened the \
         database since, all is well; if somebody removed the file, what was accepted last is lost",
        file.wal().display()
    );
}

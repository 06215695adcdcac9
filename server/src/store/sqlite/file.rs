//! The database file: where it is, and how each kind of connection opens it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};

/// How long one attempt to begin a write waits in SQLite itself. A write tries again until its own
/// deadline, so that one with little time is not kept by one with much.
const ONE_ATTEMPT: Duration = Duration::from_millis(10);

/// Where the database is, and how patient and how large it may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SqliteFile {
    /// The file; created with its folder when it does not exist.
    pub path: PathBuf,
    /// How long a write waits for its turn, and for another program to let go of the file.
    pub busy_timeout: Duration,
    /// The most pages of 4096 bytes that the file may have; without one, what the disk holds.
    pub max_pages: Option<u32>,
    /// Who opens it, for others who find it in use: a command, and the address of a server.
    pub opened_by: String,
}

impl SqliteFile {
    /// The database at `path`, waiting for 5 seconds, as large as the disk allows.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            busy_timeout: Duration::from_secs(5),
            max_pages: None,
            opened_by: "stile".to_owned(),
        }
    }

    /// The folder of the database.
    pub(super) fn folder(&self) -> &Path {
        match self.path.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        }
    }

    /// A file beside the database, of the same name and this ending.
    pub(super) fn beside(&self, ending: &str) -> PathBuf {
        let mut path = self.path.clone().into_os_string();
        path.push(ending);
        path.into()
    }

    /// The write-ahead log.
    pub(super) fn wal(&self) -> PathBuf {
        self.beside("-wal")
    }

    fn options(&self) -> SqliteConnectOptions {
        SqliteConnectOptions::new()
            .filename(&self.path)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
    }

    pub(super) fn writer(&self) -> SqliteConnectOptions {
        // The text of a contact is overwritten with zeros when it is deleted.
        let options = self.options().create_if_missing(true).pragma("secure_delete", "ON");
        let options = options.busy_timeout(self.busy_timeout.min(ONE_ATTEMPT));
        match self.max_pages {
            Some(pages) => options.pragma("max_page_count", pages.to_string()),
            None => options,
        }
    }

    pub(super) fn reader(&self) -> SqliteConnectOptions {
        self.options().busy_timeout(self.busy_timeout).pragma("query_only", "ON")
    }

    /// A connection that leaves no file beside the database and takes no lock: only for a copy that
    /// nobody writes to.
    pub(super) fn at_rest(path: &Path) -> SqliteConnectOptions {
        SqliteConnectOptions::new().filename(path).read_only(true).immutable(true)
    }
}

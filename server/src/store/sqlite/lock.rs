//! The lock on a database: one process at a time may write, and a second one learns who does.
//!
//! The lock is the kernel's, on a file beside the database that is held open: it ends with the process
//! however that ends, so a file that a killed process has left behind blocks nobody. On a network file
//! system it holds only between the machines that the file system tells about each other's locks;
//! SQLite asks the same of it, so the folder belongs on a local disk.

use std::fmt::{self, Display};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::str::FromStr;

use jiff::Timestamp;

use super::SqliteFile;
use crate::store::{Answer, StoreError};

/// The process that has a database open for writing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Its number.
    pub pid: u32,
    /// When it opened the database.
    pub since: Timestamp,
    /// What it is: a command, and the address of a server.
    pub who: String,
}

/// The lock of this process; released when it is dropped.
#[derive(Debug)]
pub(super) struct Lock(File);

/// Whether the lock could be had.
pub(super) enum Taken {
    /// By us, and who held it last without saying that it was done.
    Ours(Lock, Option<Holder>),
    /// By another process; `None` when its entry cannot be read.
    Others(Option<Holder>),
}

impl Lock {
    /// Takes the lock if nobody has it.
    pub(super) fn take(file: &SqliteFile) -> Answer<Taken> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let taken = try_take(&options, file);
        let taken = taken.and_then(|taken| match taken {
            Taken::Ours(mut lock, last) => {
                write(&mut lock.0, &Holder::this_process(file).to_string())?;
                Ok(Taken::Ours(lock, last))
            }
            others => Ok(others),
        });
        taken.map_err(|fault| {
            StoreError::Unopenable(format!(
                "cannot lock {}: {fault}; the folder has to be writable, and on a disk of this machine",
                file.beside(".lock").display()
            ))
        })
    }

    /// Whether somebody has the lock; leaves its file as it is.
    pub(super) fn probe(file: &SqliteFile) -> io::Result<Taken> {
        try_take(OpenOptions::new().read(true), file)
    }

    /// Takes the lock, or says who has it.
    pub(super) fn take_or_refuse(file: &SqliteFile) -> Answer<(Lock, Option<Holder>)> {
        match Lock::take(file)? {
            Taken::Ours(lock, last) => Ok((lock, last)),
            Taken::Others(holder) => Err(StoreError::Unopenable(format!(
                "{} is in use by {}; stop it first, or name another folder with --data",
                file.folder().display(),
                holder.map_or("another process".to_owned(), |holder| holder.to_string()),
            ))),
        }
    }

    /// Lets go of the lock and notes that the database was closed in good order.
    pub(super) fn release(mut self) {
        if let Err(fault) = write(&mut self.0, "") {
            tracing::warn!(%fault, "the lock file could not be emptied");
        }
    }
}

fn try_take(options: &OpenOptions, file: &SqliteFile) -> io::Result<Taken> {
    let mut lock = options.open(file.beside(".lock"))?;
    match lock.try_lock() {
        Ok(()) => {
            let last = read(&mut lock);
            Ok(Taken::Ours(Lock(lock), last))
        }
        Err(TryLockError::WouldBlock) => Ok(Taken::Others(read(&mut lock))),
        Err(TryLockError::Error(fault)) => Err(fault),
    }
}

/// The entry that is there, if it can be read.
fn read(file: &mut File) -> Option<Holder> {
    let mut text = String::new();
    file.read_to_string(&mut text).ok()?;
    text.parse().ok()
}

fn write(file: &mut File, text: &str) -> io::Result<()> {
    file.set_len(0)?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(text.as_bytes())
}

impl Holder {
    fn this_process(file: &SqliteFile) -> Self {
        Self { pid: std::process::id(), since: Timestamp::now(), who: file.opened_by.clone() }
    }
}

impl Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "process {} since {} ({})", self.pid, self.since, self.who)
    }
}

/// A lock file says something else than who holds it.
#[derive(Debug, PartialEq, Eq)]
pub struct NoHolder;

impl FromStr for Holder {
    type Err = NoHolder;

    fn from_str(text: &str) -> Result<Self, NoHolder> {
        let rest = text.trim_end().strip_prefix("process ").ok_or(NoHolder)?;
        let (pid, rest) = rest.split_once(" since ").ok_or(NoHolder)?;
        let (since, who) = rest.split_once(" (").ok_or(NoHolder)?;
        Ok(Holder {
            pid: pid.parse().map_err(|_| NoHolder)?,
            since: since.parse().map_err(|_| NoHolder)?,
            who: who.strip_suffix(')').ok_or(NoHolder)?.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_holds_a_database_is_read_as_it_was_written() {
        let holder = Holder {
            pid: 4711,
            since: "2026-03-01T08:00:00.5Z".parse().unwrap(),
            who: "stile serve at http://127.0.0.1:8080".to_owned(),
        };
        assert_eq!(holder.to_string().parse(), Ok(holder));
        assert_eq!("".parse::<Holder>(), Err(NoHolder));
        assert_eq!("process 1 since never (x)".parse::<Holder>(), Err(NoHolder));
    }
}

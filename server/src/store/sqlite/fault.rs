//! From the faults of SQLite to those of the contract.

use sqlx::error::{DatabaseError, ErrorKind};

use crate::store::StoreError;

impl From<sqlx::Error> for StoreError {
    fn from(fault: sqlx::Error) -> Self {
        match fault {
            sqlx::Error::RowNotFound => StoreError::NotFound,
            sqlx::Error::Database(fault) => of_database(fault.as_ref()),
            sqlx::Error::PoolTimedOut => StoreError::Unavailable(
                "every connection to the database is busy, try again".to_owned(),
            ),
            sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => {
                StoreError::Unavailable("the database is closed".to_owned())
            }
            // The connection that says so is closed before it is used again.
            sqlx::Error::BeginFailed | sqlx::Error::InvalidSavePointStatement => {
                StoreError::Unavailable("a transaction could not begin, try again".to_owned())
            }
            sqlx::Error::Io(fault) => StoreError::Unavailable(fault.to_string()),
            other => StoreError::Corrupt(other.to_string()),
        }
    }
}

/// The lower eight bits of SQLite's code are the kind of fault (<https://sqlite.org/rescode.html>).
fn of_database(fault: &dyn DatabaseError) -> StoreError {
    match fault.kind() {
        ErrorKind::UniqueViolation => return StoreError::AlreadyExists,
        ErrorKind::ForeignKeyViolation => return StoreError::NotFound,
        _ => {}
    }
    let now = |what: &str| StoreError::Unavailable(what.to_owned());
    match code(fault) & 0xff {
        5 | 6 => StoreError::Locked("another program is writing to it, try again".to_owned()),
        7 => now("there is no memory left"),
        8 => now("the database can only be read, make its file and folder writable"),
        10 => now("the disk cannot be read or written"),
        13 => StoreError::NoRoom("the disk is full, make room".to_owned()),
        14 => now("the database file cannot be opened"),
        _ => StoreError::Corrupt(fault.message().to_owned()),
    }
}

/// Whether another connection holds a lock.
pub(super) fn is_lock(fault: &sqlx::Error) -> bool {
    fault.as_database_error().is_some_and(|fault| matches!(code(fault) & 0xff, 5 | 6))
}

fn code(fault: &dyn DatabaseError) -> i32 {
    fault.code().and_then(|code| code.parse().ok()).unwrap_or(0)
}

//! A copy of a database at rest: whether it can be used, and how much it holds.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::Path;

use sqlx::{AssertSqlSafe, ConnectOptions, Connection, SqliteConnection};
use tempfile::NamedTempFile;

use super::{SqliteFile, inspect, migrations};
use crate::store::{Answer, StoreError};

/// What a backup holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Bytes of the file.
    pub n_bytes: u64,
    /// The rows of each table, by its name.
    pub n_rows: BTreeMap<String, u64>,
}

/// Reads a whole copy: a sound database of Stile, of this version or an older one.
pub(super) async fn check(path: &Path) -> Answer<Contents> {
    let name = path.display();
    let refuse = |why: String| StoreError::Unopenable(format!("{name} cannot be used: {why}"));
    let checked = async {
        let mut connection = SqliteFile::at_rest(path).connect().await?;
        let tables = migrations::check(&mut connection).await?;
        if let Some(why) = tables.err().filter(|why| *why != migrations::older()) {
            return Err(StoreError::Unopenable(why));
        }
        if let Some(damage) = inspect::damage(&mut connection).await?.first() {
            return Err(StoreError::Corrupt(damage.clone()));
        }
        let n_rows = rows(&mut connection).await?;
        connection.close().await?;
        Ok(n_rows)
    };
    let n_rows = checked.await.map_err(|fault: StoreError| refuse(fault.to_string()))?;
    let n_bytes = fs::metadata(path).map_err(|fault| refuse(fault.to_string()))?.len();
    Ok(Contents { n_bytes, n_rows })
}

/// Gives a finished file its name, durably, unless another file has it.
pub(super) fn keep(file: NamedTempFile, path: &Path) -> io::Result<()> {
    file.as_file().sync_all()?;
    file.persist_noclobber(path).map_err(|fault| fault.error)?;
    File::open(folder_of(path))?.sync_all()
}

/// The folder in which a file is or will be.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

async fn rows(connection: &mut SqliteConnection) -> Result<BTreeMap<String, u64>, sqlx::Error> {
    let tables = sqlx::query_scalar::<_, String>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'
         AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'migration' ORDER BY name",
    );
    let mut n_rows = BTreeMap::new();
    for table in tables.fetch_all(&mut *connection).await? {
        // The names are those of our own scripts.
        let count = AssertSqlSafe(format!("SELECT COUNT(*) FROM \"{table}\""));
        let n: i64 = sqlx::query_scalar(count).fetch_one(&mut *connection).await?;
        n_rows.insert(table, n.unsigned_abs());
    }
    Ok(n_rows)
}

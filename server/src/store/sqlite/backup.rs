//! A backup: a copy of one moment in a file of its own, made while the server runs, checked before it
//! gets its name.

use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};
use tempfile::Builder;

use super::SqliteFile;
use super::copy::{self, Contents};
use crate::store::{Answer, StoreError};

/// Writes a backup to `to`; refuses to replace a file.
pub(in crate::store) async fn back_up(file: &SqliteFile, to: &Path) -> Answer<Contents> {
    let name = to.display();
    let refuse = |why: String| StoreError::Unopenable(format!("{name} cannot be written: {why}"));
    if to.symlink_metadata().is_ok() {
        return Err(refuse("there is such a file already; choose another name".to_owned()));
    }
    // Only its owner may read it from the first byte on.
    let copy = Builder::new().prefix(".stile-backup-").tempfile_in(copy::folder_of(to));
    let copy = copy.map_err(|fault| refuse(fault.to_string()))?;
    let path = copy.path().to_str().ok_or_else(|| refuse("its name is not UTF-8".to_owned()))?;
    vacuum(file, path).await.map_err(|fault| refuse(StoreError::from(fault).to_string()))?;
    let contents = copy::check(copy.path()).await?;
    copy::keep(copy, to).map_err(|fault| refuse(fault.to_string()))?;
    Ok(contents)
}

/// Copies what is stored now. What was deleted is not copied, and writers go on meanwhile.
async fn vacuum(file: &SqliteFile, to: &str) -> Result<(), sqlx::Error> {
    let options = SqliteConnectOptions::new().filename(&file.path).create_if_missing(false);
    let mut connection = options.busy_timeout(Duration::from_secs(5)).connect().await?;
    sqlx::query("VACUUM INTO $1").bind(to).execute(&mut connection).await?;
    connection.close().await
}

//! A backup put into its place: looked at first, then copied, then brought up to date. What was there
//! before is kept beside it.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use tempfile::Builder;

use super::copy::{self, Contents};
use super::lock::Lock;
use super::{SqliteFile, SqliteStore, folder};
use crate::store::{Answer, StoreError};

/// What was restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// What the backup holds.
    pub contents: Contents,
    /// Where the database is that was there before.
    pub kept: Option<PathBuf>,
}

/// Puts the backup `from` into the place of the database; one that is there only with `replace`.
pub(in crate::store) async fn restore(
    file: &SqliteFile,
    from: &Path,
    replace: bool,
) -> Answer<Restored> {
    refuse_live_database(file, from)?;
    let contents = copy::check(from).await?;
    folder::make(file.folder())?;
    let (lock, _) = Lock::take_or_refuse(file)?;
    let is_there = fs::metadata(&file.path).is_ok_and(|there| there.len() > 0);
    if is_there && !replace {
        return Err(StoreError::Unopenable(format!(
            "{} is there already; --replace puts the backup in its place and keeps this one beside it",
            file.path.display()
        )));
    }
    let kept = put(file, from).map_err(|fault| {
        StoreError::Unopenable(format!("cannot restore to {}: {fault}", file.path.display()))
    })?;
    SqliteStore::open_locked(file, lock, None).await?.let_go().await;
    Ok(Restored { contents, kept: kept.filter(|_| is_there) })
}

/// A database that is in use is more than its file.
fn refuse_live_database(file: &SqliteFile, from: &Path) -> Answer<()> {
    let is_same =
        from.canonicalize().is_ok_and(|from| file.path.canonicalize().is_ok_and(|to| to == from));
    let log = SqliteFile::at(from).wal();
    let has_log = fs::metadata(log).is_ok_and(|log| log.len() > 0);
    match is_same || has_log {
        false => Ok(()),
        true => Err(StoreError::Unopenable(format!(
            "{} is a database in use, or one that was not closed; make a backup of it with `stile backup`",
            from.display()
        ))),
    }
}

/// Copies first, so that the old database is moved away only when the new one is complete.
fn put(file: &SqliteFile, from: &Path) -> io::Result<Option<PathBuf>> {
    let mut copy = Builder::new().prefix(".stile-restore-").tempfile_in(file.folder())?;
    io::copy(&mut File::open(from)?, copy.as_file_mut())?;
    copy.as_file().sync_all()?;
    let kept = set_apart(file)?;
    copy::keep(copy, &file.path)?;
    Ok(kept)
}

/// Renames the database and its log, so that both still belong together.
fn set_apart(file: &SqliteFile) -> io::Result<Option<PathBuf>> {
    if !file.path.exists() {
        return Ok(None);
    }
    let at = Timestamp::now().strftime("%Y%m%dT%H%M%SZ");
    let kept = file.beside(&format!(".replaced-{at}"));
    if kept.exists() {
        return Err(io::Error::from(io::ErrorKind::AlreadyExists));
    }
    let old = SqliteFile::at(&kept);
    for ending in ["-wal", "-shm"] {
        if file.beside(ending).exists() {
            fs::rename(file.beside(ending), old.beside(ending))?;
        }
    }
    fs::rename(&file.path, &kept)?;
    Ok(Some(kept))
}

//! The folder of a database and the modes of its files: nobody but their owner reads them.

use std::fs;
use std::io;
use std::path::Path;

use super::SqliteFile;
use crate::store::{Answer, StoreError};

/// Makes the folder when it is not there.
pub(super) fn make(folder: &Path) -> Answer<()> {
    create(folder).map_err(|fault| unusable(folder, &fault))
}

/// Takes what others may read away from them, with a line in the log.
pub(super) fn make_private(file: &SqliteFile) {
    for path in [file.path.clone(), file.wal(), file.beside("-shm"), file.beside(".lock")] {
        tighten(&path, 0o600);
    }
    let folder = file.folder();
    match holds_only_ours(file) {
        true => tighten(folder, 0o700),
        false if mode(folder).is_some_and(|mode| mode & 0o077 != 0) => tracing::warn!(
            folder = %folder.display(),
            "the folder of the database holds other files too, so its mode is left as it is"
        ),
        false => {}
    }
}

/// The permission bits of a file, where there are any.
pub(super) fn mode(path: &Path) -> Option<u32> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        Some(fs::metadata(path).ok()?.permissions().mode() & 0o7777)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

fn create(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Makes an empty database file that only its owner reads, unless there is one. SQLite would make it
/// with a wider mode, which its log would follow.
pub(super) fn make_file(file: &SqliteFile) -> Answer<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(&file.path) {
        Ok(_) => Ok(()),
        Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(fault) => Err(unusable(file.folder(), &fault)),
    }
}

/// Whether everything in the folder belongs to the database: only then its mode is ours to change.
fn holds_only_ours(file: &SqliteFile) -> bool {
    let Some(name) = file.path.file_name() else { return false };
    let Ok(entries) = fs::read_dir(file.folder()) else { return false };
    let name = name.as_encoded_bytes();
    entries.flatten().all(|entry| entry.file_name().as_encoded_bytes().starts_with(name))
}

fn tighten(path: &Path, wanted: u32) {
    let Some(found) = mode(path) else { return };
    if found & 0o077 == 0 {
        return;
    }
    let name = path.display();
    match set_mode(path, wanted) {
        Ok(()) => tracing::warn!(
            "{name} could be read by others (mode {found:03o}), its mode is {wanted:03o} now"
        ),
        Err(fault) => tracing::warn!(
            "{name} can be read by others (mode {found:03o}), and that cannot be changed: {fault}"
        ),
    }
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}

fn unusable(folder: &Path, fault: &io::Error) -> StoreError {
    let name = folder.display();
    StoreError::Unopenable(match fault.kind() {
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            format!("{name} is a file, or lies below one; name a folder with --data")
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => format!(
            "{name} cannot be written to ({fault}); make it writable for this user, or name another \
             folder with --data"
        ),
        _ => format!("{name} cannot be used: {fault}; name another folder with --data"),
    })
}

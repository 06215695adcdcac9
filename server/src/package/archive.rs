//! A message as one file, a zip archive of its folder. The same files give the same bytes.

mod entry;

use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};

use content::Slug;
use wire::ProblemCode;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::Files;
use crate::problem::Problem;

/// The most files that an archive may have.
pub(super) const MAX_FILES: usize = 1_000;
/// The most bytes that a file of an archive may unpack to.
pub(super) const MAX_FILE_BYTES: u64 = 1024 * 1024;
/// The most bytes that an archive may unpack to.
const MAX_BYTES: usize = 16 * 1024 * 1024;
/// How many times its packed size a file may unpack to; texts pack to a tenth at best.
const MAX_RATIO: u64 = 200;
/// So many bytes a file may unpack to whatever its packed size.
const ANY_RATIO_BYTES: u64 = 64 * 1024;

/// Packs the files of a message into a folder of its name.
///
/// # Errors
/// A fault of the archive, which no package of a store has.
pub fn pack(message: &Slug, files: &Files) -> Result<Vec<u8>, Problem> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in files {
        let started = archive.start_file(format!("{message}/{path}"), SimpleFileOptions::default());
        started.map_err(Problem::internal)?;
        archive.write_all(text.as_bytes()).map_err(Problem::internal)?;
    }
    Ok(archive.finish().map_err(Problem::internal)?.into_inner())
}

/// The message of an archive, which is the name of its one folder, and the files below it. Hidden
/// files, what some systems add, and what belongs to no message are passed over unread.
///
/// # Errors
/// The archive or a file cannot be read, is too large, stands there twice or leads elsewhere, or
/// there is not one folder. The first such file is named.
pub fn unpack(bytes: &[u8]) -> Result<(Slug, Files), Problem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|fault| broken(&fault))?;
    if archive.has_duplicate_names() {
        return Err(twice(repeated_name(bytes, archive.central_directory_start())));
    }
    if archive.len() > MAX_FILES {
        return Err(invalid(format!("the archive has more than {MAX_FILES} files")));
    }
    let mut message: Option<Slug> = None;
    let mut files = Files::new();
    let mut n_bytes = 0;
    for place in 0..archive.len() {
        let entry = archive.by_index_data(place).map_err(|fault| broken(&fault))?;
        let Some((name, folder, path)) = entry::named(&entry)? else { continue };
        if message.get_or_insert_with(|| folder.clone()) != &folder {
            return Err(invalid("the archive has several folders: pack one message").at(&name));
        }
        let mut file = archive.by_index(place).map_err(|fault| unreadable(&fault).at(&name))?;
        let n_packed = file.compressed_size();
        let text = text(&mut file, n_packed).map_err(|reason| invalid(reason).at(&name))?;
        n_bytes += text.len();
        if n_bytes > MAX_BYTES {
            return Err(invalid(format!("the archive unpacks to more than {MAX_BYTES} bytes")));
        }
        if files.insert(path, text).is_some() {
            return Err(twice(Some(name)));
        }
    }
    let message = message
        .ok_or_else(|| invalid("the archive has no folder: pack the folder of a message"))?;
    Ok((message, files))
}

fn text(file: &mut impl Read, n_packed: u64) -> Result<String, String> {
    let mut bytes = Vec::new();
    let read = file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|fault| format!("the file cannot be unpacked: {fault}; pack it again"))?;
    let n_bytes = bytes.len() as u64;
    if n_bytes > MAX_FILE_BYTES {
        return Err(format!("the file has more than {MAX_FILE_BYTES} bytes"));
    }
    if n_bytes > ANY_RATIO_BYTES && n_bytes > MAX_RATIO * n_packed.max(1) {
        return Err(format!("the file unpacks to more than {MAX_RATIO} times its packed size"));
    }
    String::from_utf8(bytes).map_err(|_| "the file is not UTF-8: save it as UTF-8".to_owned())
}

/// The first name that the directory of an archive has twice: of entries with one name the archive's
/// own index keeps only the last.
fn repeated_name(bytes: &[u8], directory: u64) -> Option<String> {
    /// A record of the directory: its mark, fields of fixed length, then name, extra and comment.
    const MARK: [u8; 4] = [b'P', b'K', 1, 2];
    const FIXED: usize = 46;
    let mut rest = bytes.get(usize::try_from(directory).ok()?..)?;
    let mut seen = BTreeSet::new();
    while rest.starts_with(&MARK) && rest.len() >= FIXED {
        let length = |at: usize| usize::from(u16::from_le_bytes([rest[at], rest[at + 1]]));
        let (name, extra, comment) = (length(28), length(30), length(32));
        let spelled = rest.get(FIXED..FIXED + name)?;
        if !seen.insert(spelled) {
            return Some(String::from_utf8_lossy(spelled).into_owned());
        }
        rest = rest.get(FIXED + name + extra + comment..)?;
    }
    None
}

fn twice(name: Option<String>) -> Problem {
    let message = "the archive has two entries of one name: keep one of them and pack it again";
    match name {
        Some(name) => invalid(format!("{message} ({name})")).at(&name),
        None => invalid(message),
    }
}

/// What is wrong with one entry.
fn unreadable(fault: &zip::result::ZipError) -> Problem {
    invalid(format!("the file cannot be unpacked: {fault}; pack the folder again"))
}

fn broken(fault: &zip::result::ZipError) -> Problem {
    Problem::new(ProblemCode::InvalidBody, format!("the body is no whole zip archive: {fault}"))
}

fn invalid(reason: impl Into<String>) -> Problem {
    Problem::new(ProblemCode::InvalidValue, reason)
}

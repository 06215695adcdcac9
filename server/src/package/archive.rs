//! A message as one file, a zip archive of its folder. The same files give the same bytes.

use std::io::{Cursor, Read, Write};

use content::Slug;
use wire::ProblemCode;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::Files;
use crate::problem::Problem;

/// The most files that an archive may have.
const MAX_FILES: usize = 1_000;
/// The most bytes that a file of an archive may unpack to.
const MAX_FILE_BYTES: u64 = 1024 * 1024;
/// The most bytes that an archive may unpack to.
const MAX_BYTES: usize = 16 * 1024 * 1024;

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
/// files and what some systems add are passed over.
///
/// # Errors
/// The archive or a file cannot be read, is too large, or there is not one folder.
pub fn unpack(bytes: &[u8]) -> Result<(Slug, Files), Problem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|fault| broken(&fault))?;
    if archive.len() > MAX_FILES {
        return Err(invalid(format!("the archive has more than {MAX_FILES} files")));
    }
    let mut message: Option<Slug> = None;
    let mut files = Files::new();
    let mut n_bytes = 0;
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).map_err(|fault| broken(&fault))?;
        let name = file.name().map_err(|fault| broken(&fault))?.into_owned();
        let Some((folder, path)) = name.split_once('/') else { continue };
        let is_foreign = folder == "__MACOSX" || name.split('/').any(|part| part.starts_with('.'));
        let is_text = path.ends_with(".md") || path.ends_with(".toml");
        if file.is_dir() || is_foreign || !is_text {
            continue;
        }
        let folder: Slug = folder.parse().map_err(|_| {
            invalid(format!("the folder {folder} cannot be the name of a message")).at(&name)
        })?;
        if message.get_or_insert_with(|| folder.clone()) != &folder {
            return Err(invalid("the archive has several folders: pack one message").at(&name));
        }
        let text = text(&mut file).map_err(|reason| invalid(reason).at(&name))?;
        n_bytes += text.len();
        if n_bytes > MAX_BYTES {
            return Err(invalid(format!("the archive unpacks to more than {MAX_BYTES} bytes")));
        }
        files.insert(path.to_owned(), text);
    }
    let message = message
        .ok_or_else(|| invalid("the archive has no folder: pack the folder of a message"))?;
    Ok((message, files))
}

fn text(file: &mut impl Read) -> Result<String, String> {
    let mut bytes = Vec::new();
    let read = file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|fault| format!("the file cannot be unpacked: {fault}"))?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(format!("the file has more than {MAX_FILE_BYTES} bytes"));
    }
    String::from_utf8(bytes).map_err(|_| "the file is not UTF-8".to_owned())
}

fn broken(fault: &zip::result::ZipError) -> Problem {
    Problem::new(ProblemCode::InvalidBody, format!("the body is no zip archive: {fault}"))
}

fn invalid(reason: impl Into<String>) -> Problem {
    Problem::new(ProblemCode::InvalidValue, reason)
}

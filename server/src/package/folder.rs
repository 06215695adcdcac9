//! A message as a folder on disk.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use walkdir::WalkDir;

use super::Files;
use super::archive::{MAX_FILE_BYTES, MAX_FILES};

/// Writes files below a folder, made if need be. Without `overwrite` nothing is written when a file
/// with another text is there.
///
/// # Errors
/// Files that differ, each named, or one that cannot be read or written.
pub fn write_folder(folder: &Path, files: &Files, overwrite: bool) -> anyhow::Result<()> {
    let differs = |(path, text): &(&String, &String)| {
        fs::read(folder.join(path)).is_ok_and(|there| there != text.as_bytes())
    };
    let differing: Vec<&str> =
        files.iter().filter(differs).map(|(path, _)| path.as_str()).collect();
    if !differing.is_empty() && !overwrite {
        bail!(
            "nothing was written, as {} has another version of {}; add --overwrite to replace them",
            folder.display(),
            differing.join(", ")
        );
    }
    for (path, text) in files {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)
                .with_context(|| format!("cannot make {}", parent.display()))?;
        }
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// Reads the files of a message below a folder; hidden ones are passed over.
///
/// # Errors
/// The folder or a file cannot be read, is too large, a link, or not UTF-8.
pub fn read_folder(folder: &Path) -> anyhow::Result<Files> {
    let is_hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
    let below = WalkDir::new(folder).min_depth(1).max_depth(2).sort_by_file_name().into_iter();
    let mut files = Files::new();
    for entry in below.filter_entry(|entry| !is_hidden(entry.file_name())) {
        let entry = entry.with_context(|| format!("cannot read {}", folder.display()))?;
        let kind = entry.path().extension().and_then(|kind| kind.to_str());
        let shown = entry.path().display();
        if entry.file_type().is_dir() || !matches!(kind, Some("md" | "toml")) {
            continue;
        }
        if !entry.file_type().is_file() {
            bail!("{shown} is a link or no plain file; put the file itself there");
        }
        let n_bytes = entry.metadata().with_context(|| format!("cannot read {shown}"))?.len();
        if n_bytes > MAX_FILE_BYTES {
            bail!("{shown} has more than {MAX_FILE_BYTES} bytes");
        }
        let text = fs::read_to_string(entry.path());
        let text = text.with_context(|| format!("cannot read {shown} as UTF-8"))?;
        let parts = entry.path().strip_prefix(folder)?.iter().map(|part| part.to_str());
        let parts: Option<Vec<&str>> = parts.collect();
        let parts = parts.with_context(|| format!("the name {shown} is not UTF-8"))?;
        files.insert(parts.join("/"), text);
        if files.len() > MAX_FILES {
            bail!("{} has more than {MAX_FILES} files", folder.display());
        }
    }
    Ok(files)
}

//! Documents and brands as files on disk.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use content::{Brand, BrandFacts};
use walkdir::WalkDir;

/// The most that is read of a file, in bytes: far above any document, so that a wrong file is told
/// as such.
const LARGEST: u64 = 4 * 1024 * 1024;

/// The files that are meant: each as it is named, of a folder all that end in `.md`, by name.
///
/// # Errors
/// A folder cannot be read, or has no such file.
pub fn documents(named: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in named {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let n_before = files.len();
        for entry in WalkDir::new(path).sort_by_file_name() {
            let entry = entry.with_context(|| format!("cannot read {}", path.display()))?;
            let is_document = entry.path().extension().is_some_and(|kind| kind == "md");
            if entry.file_type().is_file() && is_document {
                files.push(entry.into_path());
            }
        }
        if files.len() == n_before {
            bail!("{} has no document; documents end in .md", path.display());
        }
    }
    Ok(files)
}

/// The text of a file.
///
/// # Errors
/// It is not there, too large, or not UTF-8.
pub fn text(path: &Path) -> anyhow::Result<String> {
    let about = || format!("cannot read {}", path.display());
    let n_bytes = fs::metadata(path).with_context(about)?.len();
    if n_bytes > LARGEST {
        bail!("{} has {n_bytes} bytes; a document has at most {LARGEST}", path.display());
    }
    let bytes = fs::read(path).with_context(about)?;
    String::from_utf8(bytes).with_context(|| format!("{} is not UTF-8", path.display()))
}

/// The brand in whose name a document speaks: that of `given`, else the nearest `brand.toml` in the
/// document's folder or one above, else that of the made-up provider of the library, and a note.
///
/// # Errors
/// The file cannot be read, or a value in it cannot work.
pub fn brand(given: Option<&Path>, document: &Path) -> anyhow::Result<Brand> {
    match given.map(Path::to_path_buf).or_else(|| nearest_brand(document)) {
        Some(path) => {
            let about = || format!("{} is not a brand", path.display());
            let facts: BrandFacts = toml::from_str(&text(&path)?).with_context(about)?;
            Brand::new(facts).with_context(about)
        }
        None => {
            eprintln!(
                "{}: no brand.toml in its folder or above, so it speaks as Northwire, which does \
                 not exist; name a brand with --brand FILE",
                document.display()
            );
            Ok(content::library::brand())
        }
    }
}

fn nearest_brand(document: &Path) -> Option<PathBuf> {
    let document = document.canonicalize().ok()?;
    document.ancestors().skip(1).map(|folder| folder.join("brand.toml")).find(|path| path.is_file())
}

//! The name of an entry of an archive as a path below the folder of a message: names come from other
//! systems, with their separators and their ways to lead elsewhere.

use content::Slug;
use zip::read::ZipFileEntry;

use super::invalid;
use crate::problem::Problem;

/// The name, the folder and the path below it of an entry that may belong to a message; nothing for
/// folders, hidden files, what some systems add, and other kinds of file.
///
/// # Errors
/// The entry would be read but leads elsewhere, is a link or encrypted, or has no plain name.
pub(super) fn named(entry: &ZipFileEntry<'_>) -> Result<Option<(String, Slug, String)>, Problem> {
    let raw = entry.name_raw();
    // Windows writes the other separator, against the format.
    let name = String::from_utf8_lossy(raw).replace('\\', "/");
    let name = name.strip_prefix("./").unwrap_or(&name);
    let is_text = name.ends_with(".md") || name.ends_with(".toml");
    let parts: Vec<&str> = name.split('/').collect();
    let is_hidden = |part: &&str| part.starts_with('.') && *part != "." && *part != "..";
    let is_foreign = parts[0] == "__MACOSX" || parts.iter().any(is_hidden);
    if entry.is_dir() || is_foreign || !is_text {
        return Ok(None);
    }
    let refused = |reason: &str| Err(invalid(format!("{reason}: {}", shown(name))).at(shown(name)));
    if std::str::from_utf8(raw).is_err() {
        return refused("the name of a file is not UTF-8; pack the folder again with UTF-8 names");
    }
    if name.contains(char::is_control) {
        return refused("the name of a file has a control character; give it another name");
    }
    let is_elsewhere = |part: &&str| part.is_empty() || *part == "." || *part == "..";
    if parts.iter().any(is_elsewhere) || parts[0].contains(':') {
        return refused("the path of a file leads out of its folder; pack the folder itself");
    }
    if entry.is_symlink() {
        return refused("a link instead of a file; pack the file itself");
    }
    if entry.encrypted() {
        return refused("an encrypted file; pack the folder without a password");
    }
    let Some((folder, path)) = name.split_once('/') else { return Ok(None) };
    match folder.parse() {
        Ok(slug) => Ok(Some((name.to_owned(), slug, path.to_owned()))),
        Err(_) => refused("the folder cannot be the name of a message"),
    }
}

/// A name as a message shows it.
fn shown(name: &str) -> String {
    name.escape_debug().take(200).collect()
}

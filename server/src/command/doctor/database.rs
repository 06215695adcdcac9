//! The database file as a whole: whether it can be opened, its pages, tables and log.

use std::path::Path;

use super::check::Check;
use crate::store::{Answer, Inspection};

/// Above this many bytes the log is no longer moved into the database in time.
const LARGEST_LOG: u64 = 256 * 1024 * 1024;

/// Nothing to look at.
pub fn missing(folder: &Path) -> Check {
    Check::wrong(
        "database",
        format!("{} has no database", folder.display()),
        "name the folder that `stile serve --data` has; a server makes it at its first start",
    )
}

/// What was found about the file.
pub fn of(found: &Inspection, opened: &Answer<()>) -> Vec<Check> {
    if let Err(fault) = opened {
        return vec![Check::wrong(
            "database",
            fault.to_string(),
            "if it is not locked for the moment, put a backup in its place: `stile restore --replace \
             FILE` keeps this one beside",
        )];
    }
    vec![Check::ok("database", "it can be opened"), damage(found), tables(found), log(found)]
}

fn damage(found: &Inspection) -> Check {
    match found.damage.is_empty() {
        true => Check::ok("integrity", "every page and every reference between rows is sound"),
        false => Check::wrong(
            "integrity",
            found.damage.join("; "),
            "stop the server, copy the folder away, and restore the last backup with `stile restore \
             --replace FILE`",
        ),
    }
}

fn tables(found: &Inspection) -> Check {
    match &found.tables {
        None => Check::ok("tables", "they are those of this version, with its checksums"),
        Some(difference) => Check::wrong(
            "tables",
            difference.clone(),
            "start the version of Stile that belongs to this database",
        ),
    }
}

fn log(found: &Inspection) -> Check {
    let mib = found.log_bytes >> 20;
    if found.is_log_moved {
        return Check::ok("log", format!("the write-ahead log ({mib} MiB) could be moved"));
    }
    let said = format!("a part of the write-ahead log ({mib} MiB) cannot be moved at the moment");
    match found.log_bytes > LARGEST_LOG {
        false => Check::ok("log", format!("{said}, as somebody reads or writes")),
        true => Check::wrong(
            "log",
            format!("{said}, and it grows"),
            "end the program that keeps reading the database, such as an open sqlite3",
        ),
    }
}

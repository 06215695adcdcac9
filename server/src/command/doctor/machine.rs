//! The machine under a server: files with their modes, room on the disk, descriptors.

#[cfg(unix)]
use std::fs;
use std::path::Path;

use super::check::Check;
use crate::store::{Held, Inspection};

/// Below this many bytes a disk is nearly full.
const LEAST_ROOM: u64 = 256 * 1024 * 1024;
/// Below this many descriptors slow clients can take all of them.
const LEAST_DESCRIPTORS: u64 = 512;

/// Whether the app is where the server looks for it.
pub fn app_files(folder: &Path) -> Check {
    let start = folder.join("index.html");
    match start.is_file() {
        true => Check::ok("app", format!("{} is there", start.display())),
        false => Check::wrong(
            "app",
            format!("{} is missing, so staff see no screen", start.display()),
            "build it with `cargo xtask dist`, or name its folder with --app",
        ),
    }
}

/// What concerns the folder of a database.
pub fn of(folder: &Path, found: &Inspection) -> Vec<Check> {
    let mut checks = vec![modes(found), holder(found.held_by.as_ref())];
    checks.extend(room(folder));
    checks.extend(descriptors(found.held_by.as_ref()));
    checks
}

fn modes(found: &Inspection) -> Check {
    let is_open = |mode: &Option<u32>| mode.is_some_and(|mode| mode & 0o077 != 0);
    let open: Vec<_> = found.files.iter().filter(|(_, mode)| is_open(mode)).collect();
    if open.is_empty() {
        return Check::ok("modes", "only their owner reads the folder and its files");
    }
    let named = open
        .iter()
        .map(|(path, mode)| format!("{} (mode {:03o})", path.display(), mode.unwrap_or_default()));
    Check::wrong(
        "modes",
        format!("others can read {}", named.collect::<Vec<_>>().join(", ")),
        "start the server, which takes this from its files; a folder that holds other files too has \
         to be changed with chmod 700",
    )
}

fn holder(held_by: Option<&Held>) -> Check {
    let found = match held_by {
        None => "no server has the database open".to_owned(),
        Some(None) => "another process has the database open".to_owned(),
        Some(Some(holder)) => format!("{holder} has the database open"),
    };
    Check::ok("holder", found)
}

#[cfg(unix)]
fn room(folder: &Path) -> Option<Check> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    let room = disk.f_bavail.saturating_mul(disk.f_frsize);
    let found = format!("{} MiB are free on the disk of {}", room >> 20, folder.display());
    Some(match room < LEAST_ROOM {
        false => Check::ok("room", found),
        true => Check::wrong("room", found, "make room, or move the folder to a larger disk"),
    })
}

#[cfg(unix)]
fn descriptors(held_by: Option<&Held>) -> Option<Check> {
    let holder = held_by.and_then(Option::as_ref);
    let (whose, limit) = match holder.and_then(|holder| limit_of(holder.pid)) {
        Some(limit) => ("the server", limit),
        None => {
            let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile);
            ("a program started here", limit.current.unwrap_or(u64::MAX))
        }
    };
    let found = format!("{whose} may have {limit} files and connections open");
    Some(match limit < LEAST_DESCRIPTORS {
        false => Check::ok("descriptors", found),
        true => Check::wrong(
            "descriptors",
            found,
            "raise the limit where the server is started (ulimit -n 4096, or LimitNOFILE of its unit)",
        ),
    })
}

/// What the kernel says about another process, on Linux.
#[cfg(unix)]
fn limit_of(pid: u32) -> Option<u64> {
    let limits = fs::read_to_string(format!("/proc/{pid}/limits")).ok()?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(not(unix))]
fn room(_: &Path) -> Option<Check> {
    None
}

#[cfg(not(unix))]
fn descriptors(_: Option<&Held>) -> Option<Check> {
    None
}

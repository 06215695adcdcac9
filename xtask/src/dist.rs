//! What is released: the app and the server, with their weights against the limits.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, bail};
use xshell::cmd;

use crate::workspace::{Workspace, step};
use crate::{app, split};

/// DESIGN.md section 8: wasm at most 300 kB brotli.
const WASM_LIMIT: u64 = 300_000;
/// DESIGN.md section 8: first load at most 350 kB in all, without the chart engine.
const FIRST_LOAD_LIMIT: u64 = 350_000;
/// The part of the app that holds the screen which the app begins with.
const FIRST_PART: &str = "desk";

/// Builds the release, prints the weight of each file and of each part of the app, and fails when
/// what is fetched for the first screen is above a limit.
pub fn dist(workspace: &Workspace) -> Result<()> {
    let dist = app::build(workspace)?;
    step("Building the server (about 4 minutes the first time)", || {
        let sh = &workspace.sh;
        Ok(cmd!(sh, "cargo build --release --package server").run()?)
    })?;
    weigh(workspace, &dist)
}

/// Prints what the built app weighs, against the limits.
pub fn weigh(workspace: &Workspace, dist: &Path) -> Result<()> {
    let sent = sent_bytes(dist)?;
    let wasm_of = |stems: &[String]| -> u64 {
        let of_part = |name: &str| {
            name.ends_with(".wasm")
                && stems.iter().any(|stem| name.starts_with(&format!("{stem}-")))
        };
        sent.iter().filter(|(name, _)| of_part(name)).map(|(_, bytes)| bytes).sum()
    };
    let main = wasm_of(&["app".to_owned()]);
    println!("{main:>12} bytes brotli  the app itself");
    let parts: BTreeMap<String, Vec<String>> = split::parts(workspace)?.into_iter().collect();
    for (part, stems) in &parts {
        let with_main = main + wasm_of(stems);
        println!("{with_main:>12} bytes brotli  the app with its part {part}, opened first");
    }
    let first = main + parts.get(FIRST_PART).map_or(0, |stems| wasm_of(stems));
    let page = sent.iter().filter(|(name, _)| !name.ends_with(".wasm") && !in_public(name));
    let first_load = first + page.map(|(_, bytes)| bytes).sum::<u64>();
    println!("wasm of the first screen {first} bytes brotli (limit {WASM_LIMIT})");
    println!("first load without the chart engine {first_load} bytes (limit {FIRST_LOAD_LIMIT})");
    if first > WASM_LIMIT || first_load > FIRST_LOAD_LIMIT {
        bail!("the app is heavier than its limit");
    }
    Ok(())
}

fn in_public(name: &str) -> bool {
    name.starts_with("public/")
}

/// Prints each file, and returns what travels of it: its brotli twin where there is one.
fn sent_bytes(dist: &Path) -> Result<BTreeMap<String, u64>> {
    let mut all = BTreeMap::new();
    println!("{:>12} {:>12}  file", "bytes", "brotli");
    for file in app::files(dist)? {
        let name = file.strip_prefix(dist)?.to_string_lossy().into_owned();
        if name.ends_with(".br") {
            continue;
        }
        let bytes = file.metadata()?.len();
        let twin = format!("{}.br", file.display());
        let sent = std::fs::metadata(twin).map_or(bytes, |meta| meta.len());
        println!("{bytes:>12} {sent:>12}  {name}");
        all.insert(name, sent);
    }
    Ok(all)
}

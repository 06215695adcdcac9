//! What is released: the app and the server, with their weights against the limits.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, bail};
use xshell::cmd;

use crate::workspace::{Workspace, step};
use crate::{app, split};

/// docs/design.md, section 8: wasm at most 300 kB brotli.
const WASM_LIMIT: u64 = 300_000;
/// First load in all, without the chart engine; docs/design.md, section 8, allows 350 kB. Where the
/// registry lies on a machine is in the messages of panics: room for that above 320 kB.
const FIRST_LOAD_LIMIT: u64 = 322_000;
/// The part of the app that holds the screen which the app begins with.
const FIRST_PART: &str = "lists";

/// Builds the release, prints the weight of each file and of each part of the app, and fails when
/// what is fetched for the first screen is above a limit.
pub fn dist(workspace: &Workspace) -> Result<()> {
    let dist = app::build(workspace)?;
    step("Building the server (about 4 minutes the first time)", || {
        let sh = &workspace.sh;
        Ok(cmd!(sh, "cargo build --release --package server").run()?)
    })?;
    let sent = sent_bytes(&dist)?;
    println!("{:>12}  file", "brotli");
    for (name, bytes) in &sent {
        println!("{bytes:>12}  {name}");
    }
    weigh(workspace, &dist)
}

/// Prints what the app and each of its parts weigh; an error when the first screen is too heavy.
pub fn weigh(workspace: &Workspace, dist: &Path) -> Result<()> {
    let sent = sent_bytes(dist)?;
    let wasm_of = |stems: &[String]| -> u64 {
        let belongs = |name: &str| {
            let of_part = |stem: &String| name.starts_with(&format!("{stem}-"));
            name.ends_with(".wasm") && stems.iter().any(of_part)
        };
        sent.iter().filter(|(name, _)| belongs(name)).map(|(_, bytes)| bytes).sum()
    };
    let main = wasm_of(&["app".to_owned()]);
    let parts: BTreeMap<String, Vec<String>> = split::parts(workspace)?.into_iter().collect();
    for (part, stems) in &parts {
        let bytes = main + wasm_of(stems);
        println!("wasm, brotli: {bytes:>7} bytes for a screen of the part {part}");
    }
    let first = main + parts.get(FIRST_PART).map_or(0, |stems| wasm_of(stems));
    let page = sent.iter().filter(|(name, _)| !name.ends_with(".wasm") && !in_public(name));
    let first_load = first + page.map(|(_, bytes)| bytes).sum::<u64>();
    println!("wasm, brotli: {first:>7} bytes for the first screen (limit {WASM_LIMIT})");
    println!("first load:   {first_load:>7} bytes in all (limit {FIRST_LOAD_LIMIT})");
    if first > WASM_LIMIT || first_load > FIRST_LOAD_LIMIT {
        bail!("the first screen of the app is heavier than its limit");
    }
    Ok(())
}

fn in_public(name: &str) -> bool {
    name.starts_with("public/")
}

/// What travels of each file: its brotli twin where there is one.
fn sent_bytes(dist: &Path) -> Result<BTreeMap<String, u64>> {
    let mut all = BTreeMap::new();
    for file in app::files(dist)? {
        let name = file.strip_prefix(dist)?.to_string_lossy().into_owned();
        if !name.ends_with(".br") {
            let twin = format!("{}.br", file.display());
            let sent = if Path::new(&twin).exists() { twin.as_ref() } else { file.as_path() };
            all.insert(name, sent.metadata()?.len());
        }
    }
    Ok(all)
}

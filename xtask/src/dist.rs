//! What is released: the app and the server, with their weights against the limits.

use anyhow::{Result, bail};
use xshell::cmd;

use crate::app;
use crate::workspace::{Workspace, step};

/// DESIGN.md section 8: wasm at most 300 kB brotli.
const WASM_LIMIT: u64 = 300_000;
/// DESIGN.md section 8: first load at most 350 kB in all, without the chart engine.
const FIRST_LOAD_LIMIT: u64 = 350_000;

/// Builds the release, prints the weight of each file, and fails above a limit.
pub fn dist(workspace: &Workspace) -> Result<()> {
    let dist = app::build(workspace)?;
    step("Building the server (about 4 minutes the first time)", || {
        let sh = &workspace.sh;
        Ok(cmd!(sh, "cargo build --release --package server").run()?)
    })?;
    let (mut wasm, mut first_load) = (0, 0);
    println!("{:>12} {:>12}  file", "bytes", "brotli");
    for file in app::files(&dist)? {
        let name = file.strip_prefix(&dist)?.to_string_lossy().into_owned();
        if name.ends_with(".br") {
            continue;
        }
        let bytes = file.metadata()?.len();
        let twin = format!("{}.br", file.display());
        let sent = std::fs::metadata(twin).map_or(bytes, |meta| meta.len());
        println!("{bytes:>12} {sent:>12}  {name}");
        if name.ends_with(".wasm") {
            wasm += sent;
        }
        if !name.starts_with("public/") {
            first_load += sent;
        }
    }
    println!("wasm {wasm} bytes brotli (limit {WASM_LIMIT})");
    println!("first load without the chart engine {first_load} bytes (limit {FIRST_LOAD_LIMIT})");
    if wasm > WASM_LIMIT || first_load > FIRST_LOAD_LIMIT {
        bail!("the app is heavier than its limit");
    }
    Ok(())
}

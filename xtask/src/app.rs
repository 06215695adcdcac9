//! The one WebAssembly build that serves the run, the tests and the release.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use walkdir::WalkDir;
use xshell::cmd;

use crate::workspace::{Workspace, step};
use crate::{chart_engine, tools};

const INPUTS: &[&str] = &[
    "app",
    "content",
    "trial",
    "wire",
    "public",
    "xtask/src/split.rs",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
];
const COMPRESSED: &[&str] = &["wasm", "js", "css", "html", "svg"];

/// Builds the app into `dist`, compressed beside, unless nothing has changed since the last time.
pub fn build(workspace: &Workspace) -> Result<PathBuf> {
    let dist = workspace.path("dist");
    tools::for_the_app(workspace)?;
    chart_engine::make(workspace)?;
    let stamp = workspace.target().join("app.stamp");
    let wanted = workspace.fingerprint(INPUTS)?;
    if dist.join("index.html").exists()
        && std::fs::read_to_string(&stamp).is_ok_and(|made| made == wanted)
    {
        return Ok(dist);
    }
    step("Building the app for the browser (about 4 minutes the first time)", || {
        let sh = &workspace.sh;
        cmd!(sh, "trunk build --offline --release --cargo-profile app --features split").run()?;
        compress(&dist)?;
        std::fs::create_dir_all(workspace.target())?;
        Ok(std::fs::write(&stamp, &wanted)?)
    })?;
    Ok(dist)
}

/// Writes a brotli twin beside every file that is worth it, for the server to send.
fn compress(dist: &Path) -> Result<()> {
    for file in files(dist)? {
        let extension = file.extension().and_then(|e| e.to_str()).unwrap_or_default();
        if COMPRESSED.contains(&extension) {
            let bytes = std::fs::read(&file)?;
            let mut twin = file.clone().into_os_string();
            twin.push(".br");
            std::fs::write(&twin, brotli_of(&bytes)?)?;
        }
    }
    Ok(())
}

/// Every file below a folder, in order.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.with_context(|| format!("reading {}", folder.display()))?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

fn brotli_of(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params)?;
    Ok(out)
}

//! The tools that cargo does not bring, pinned: found when they are there, installed when not.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use xshell::cmd;

use crate::node;
use crate::pinned::Pinned;
use crate::workspace::{Workspace, step};

const TARGET: &str = "wasm32-unknown-unknown";

/// Everything that building the app needs; afterwards `PATH` leads to it.
pub fn for_the_app(workspace: &Workspace) -> Result<()> {
    node::require(workspace)?;
    let pinned = Pinned::read(workspace)?;
    let (trunk, bindgen) = (pinned.tool("trunk")?, pinned.library("wasm-bindgen")?);
    wasm_target(workspace)?;
    cargo_tool(workspace, "trunk", "trunk", trunk, "about 8 minutes")?;
    cargo_tool(workspace, "wasm-bindgen", "wasm-bindgen-cli", bindgen, "about 3 minutes")?;
    node_modules(workspace, "xtask/js")?;
    let bin = workspace.path("xtask/js/node_modules/.bin");
    put_on_path(workspace, bin)
}

/// The browser tests' packages.
pub fn for_the_browser_tests(workspace: &Workspace) -> Result<()> {
    node_modules(workspace, "e2e")
}

/// What `cargo xtask deny` runs.
pub fn for_denying(workspace: &Workspace) -> Result<()> {
    let pinned = Pinned::read(workspace)?;
    let version = pinned.tool("cargo-deny")?;
    cargo_tool(workspace, "cargo-deny", "cargo-deny", version, "about 10 minutes")
}

fn wasm_target(workspace: &Workspace) -> Result<()> {
    let sh = &workspace.sh;
    // Without rustup (a distribution's toolchain), the target either is there or the build says so.
    let Ok(installed) = cmd!(sh, "rustup target list --installed").quiet().read() else {
        return Ok(());
    };
    if installed.lines().any(|line| line == TARGET) {
        return Ok(());
    }
    step("Installing the WebAssembly target (about half a minute)", || {
        Ok(cmd!(sh, "rustup target add {TARGET}").run()?)
    })
}

fn cargo_tool(
    workspace: &Workspace,
    program: &str,
    package: &str,
    version: &str,
    takes: &str,
) -> Result<()> {
    let sh = &workspace.sh;
    let found = cmd!(sh, "{program} --version").quiet().ignore_stderr().read();
    if found.is_ok_and(|line| line.split_whitespace().any(|word| word == version)) {
        return Ok(());
    }
    step(&format!("Installing {package} {version} ({takes}, once)"), || {
        let target = workspace.target().join("tools");
        Ok(cmd!(
            sh,
            "cargo install {package} --version {version} --locked --force --target-dir {target}"
        )
        .run()?)
    })
}

/// Installs the packages of a folder when its lock file is newer than what is installed.
pub fn node_modules(workspace: &Workspace, folder: &str) -> Result<()> {
    node::require(workspace)?;
    let sh = &workspace.sh;
    let modified = |path: String| workspace.path(&path).metadata().and_then(|meta| meta.modified());
    let installed = modified(format!("{folder}/node_modules/.package-lock.json"));
    let locked = modified(format!("{folder}/package-lock.json"))?;
    if installed.is_ok_and(|installed| installed >= locked) {
        return Ok(());
    }
    if which::which("npm").is_err() {
        bail!(
            "npm, which comes with Node.js, is needed and not found; install it and run this again"
        );
    }
    step(&format!("Installing the packages of {folder} (about 10 seconds)"), || {
        let dir = workspace.path(folder);
        let _here = sh.push_dir(&dir);
        let _skip = sh.push_env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        Ok(cmd!(sh, "npm ci --no-audit --no-fund").run()?)
    })
}

fn put_on_path(workspace: &Workspace, bin: PathBuf) -> Result<()> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = std::iter::once(bin).chain(std::env::split_paths(&path));
    workspace.sh.set_var("PATH", std::env::join_paths(all)?);
    Ok(())
}

/// A Chromium for the browser tests: the one that `CHROMIUM` names, one that is installed, or one
/// that is installed now; `None` when Playwright brings its own.
pub fn chromium(workspace: &Workspace) -> Result<Option<PathBuf>> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Ok(Some(named.into()));
    }
    if let Some(found) = installed_chromium() {
        return Ok(Some(found));
    }
    let sh = &workspace.sh;
    let is_root = cmd!(sh, "id -u").quiet().ignore_stderr().read().is_ok_and(|id| id == "0");
    if is_root && which::which("apt-get").is_ok() {
        step("Installing Chromium from the distribution (about 2 minutes)", || {
            cmd!(sh, "apt-get update -q").run()?;
            let _quiet = sh.push_env("DEBIAN_FRONTEND", "noninteractive");
            Ok(cmd!(sh, "apt-get install -y -q chromium").run()?)
        })?;
        return installed_chromium().map(Some).context("chromium was installed and is not found");
    }
    step("Installing Playwright's Chromium (about 2 minutes)", || {
        let _here = sh.push_dir(workspace.path("e2e"));
        Ok(cmd!(sh, "npx playwright install --with-deps chromium").run()?)
    })?;
    Ok(None)
}

fn installed_chromium() -> Option<PathBuf> {
    ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .find_map(|name| which::which(name).ok())
}

//! Makes the chart engine: the parts of ECharts that Stile draws with, in one file.
//!
//! Trunk calls this before each build, so it does nothing while the file is up to date.

use anyhow::Result;
use xshell::cmd;

use crate::tools;
use crate::workspace::{Workspace, step};

const OUTPUT: &str = "public/echarts.js";
const STAMP: &str = "xtask/js/node_modules/.chart-engine";

/// Makes `public/echarts.js` from `xtask/js/chart-engine.js` and the locked packages.
pub fn make(workspace: &Workspace) -> Result<()> {
    let wanted =
        workspace.fingerprint(&["xtask/js/chart-engine.js", "xtask/js/package-lock.json"])?;
    let made = std::fs::read_to_string(workspace.path(STAMP)).unwrap_or_default();
    if made == wanted && workspace.path(OUTPUT).exists() {
        return Ok(());
    }
    tools::node_modules(workspace, "xtask/js")?;
    step("Making the chart engine (a second)", || {
        let sh = &workspace.sh;
        let esbuild = workspace.path("xtask/js/node_modules/.bin/esbuild");
        let entry = workspace.path("xtask/js/chart-engine.js");
        let output = workspace.path(OUTPUT);
        cmd!(sh, "{esbuild} {entry} --bundle --minify --format=iife --log-level=warning --outfile={output}")
            .run()?;
        Ok(std::fs::write(workspace.path(STAMP), &wanted)?)
    })
}

//! `cargo xtask screenshot`: the pictures that the README shows, taken of the running product.

use anyhow::Result;
use xshell::cmd;

use crate::workspace::{Workspace, step};
use crate::{app, tools};

/// Starts a server with the demo, opens the screens and writes the pictures.
pub fn take(workspace: &Workspace) -> Result<()> {
    app::build(workspace)?;
    tools::for_the_browser_tests(workspace)?;
    let sh = &workspace.sh;
    cmd!(sh, "cargo build --quiet --package server").run()?;
    if let Some(chromium) = tools::chromium(workspace)? {
        sh.set_var("CHROMIUM", chromium);
    }
    step("Taking the pictures (about a minute)", || {
        let _here = sh.push_dir(workspace.path("e2e"));
        let stile = workspace.target().join("debug").join("stile");
        let _stile = sh.push_env("STILE", stile);
        Ok(cmd!(sh, "npx playwright test --config playwright.pictures.ts").run()?)
    })
}

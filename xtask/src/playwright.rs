//! Where Playwright runs: in `e2e`, with a server and a browser that it finds. The app is built before.

use anyhow::Result;
use xshell::cmd;

use crate::tools;
use crate::workspace::Workspace;

/// Builds the server, finds a browser, and does something in `e2e` where Playwright knows both.
pub fn prepared<T>(workspace: &Workspace, work: impl FnOnce() -> Result<T>) -> Result<T> {
    tools::for_the_browser_tests(workspace)?;
    let sh = &workspace.sh;
    cmd!(sh, "cargo build --locked --quiet --package server").run()?;
    if let Some(chromium) = tools::chromium(workspace)? {
        sh.set_var("CHROMIUM", chromium);
    }
    let _here = sh.push_dir(workspace.path("e2e"));
    let _stile = sh.push_env("STILE", workspace.target().join("debug").join("stile"));
    work()
}

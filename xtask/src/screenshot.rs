//! `cargo xtask screenshot`: the pictures that the README shows, taken of the running product.

use anyhow::Result;
use xshell::cmd;

use crate::workspace::{Workspace, step};
use crate::{app, playwright};

/// Starts a server with the demo, opens the screens and writes the pictures.
pub fn take(workspace: &Workspace) -> Result<()> {
    app::build(workspace)?;
    step("Taking the pictures (about a minute)", || {
        playwright::prepared(workspace, || {
            let sh = &workspace.sh;
            Ok(cmd!(sh, "npx playwright test --config playwright.pictures.ts").run()?)
        })
    })
}

//! `cargo xtask deny`: licences, bans, duplicates and sources of every crate, by `deny.toml`.
//!
//! Not part of `cargo xtask test`: cargo-deny takes minutes to compile, and only a change of
//! `Cargo.lock` can change what it says.

use anyhow::Result;
use clap::Args;
use xshell::cmd;

use crate::tools;
use crate::workspace::{Workspace, step};

/// What `deny` takes.
#[derive(Args)]
pub struct Options {
    /// Looks for known vulnerabilities too, which downloads the database of RustSec.
    #[arg(long)]
    advisories: bool,
}

/// Installs cargo-deny if it is missing, and runs it.
///
/// # Errors
/// Something is not allowed; cargo-deny has printed what.
pub fn deny(workspace: &Workspace, options: &Options) -> Result<()> {
    tools::for_denying(workspace)?;
    let sh = &workspace.sh;
    let mut checks = vec!["licenses", "bans", "sources"];
    let mut network = vec!["--offline"];
    if options.advisories {
        checks.push("advisories");
        network.clear();
    }
    step("Checking the crates that Stile is built from", || {
        Ok(cmd!(sh, "cargo-deny --locked {network...} check {checks...}").run()?)
    })
}

//! `cargo xtask run`: everything that a newcomer needs to look at Stile.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use xshell::cmd;

use crate::app;
use crate::workspace::{Workspace, step};

/// What `run` takes.
#[derive(Args)]
pub struct Options {
    /// The port for staff: the app and the API.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The port for quarantined customers.
    #[arg(long, default_value_t = 8081)]
    garden_port: u16,
    /// Where the database lies; made when it is not there.
    #[arg(long, default_value = "stile-data")]
    data: PathBuf,
    /// Starts without the simulated trial.
    #[arg(long)]
    no_demo: bool,
    /// Starts the server only; `trunk serve` serves the app.
    #[arg(long)]
    no_app: bool,
}

/// Builds what is not built and starts the server, which prints the two addresses.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let dist = if options.no_app { workspace.path("dist") } else { app::build(workspace)? };
    let sh = &workspace.sh;
    step("Building the server (about 3 minutes the first time)", || {
        Ok(cmd!(sh, "cargo build --quiet --package server").run()?)
    })?;
    let stile = workspace.target().join("debug").join("stile");
    let Options { port, garden_port, data, no_demo, .. } = options;
    let (port, garden_port) = (port.to_string(), garden_port.to_string());
    let demo = (!no_demo).then_some("--demo");
    // A line for each request would bury the two addresses.
    let log = std::env::var("RUST_LOG").unwrap_or_else(|_| "info,stile::request=warn".to_owned());
    eprintln!("── Starting; end with Ctrl+C");
    Ok(cmd!(
        sh,
        "{stile} serve --port {port} --garden-port {garden_port} --data {data} --app {dist} {demo...}"
    )
    .env("RUST_LOG", log)
    .quiet()
    .run()?)
}

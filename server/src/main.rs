//! The command `stile`.

use std::io::IsTerminal;

use clap::Parser;
use server::cli::{Cli, Command};
use tracing_subscriber::EnvFilter;

fn main() -> anyhow::Result<()> {
    let Command::Serve(options) = Cli::parse().command;
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    log.with_ansi(std::io::stderr().is_terminal()).init();
    tokio::runtime::Runtime::new()?.block_on(server::serve::serve(options))
}

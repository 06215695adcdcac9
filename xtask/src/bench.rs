//! `cargo xtask bench`: measurements that a document may quote.

use anyhow::Result;
use clap::{Args, Subcommand};
use xshell::cmd;

use crate::workspace::Workspace;

/// Which benchmark.
#[derive(Args)]
pub struct Options {
    #[command(subcommand)]
    benchmark: Benchmark,
}

#[derive(Subcommand)]
enum Benchmark {
    /// Times the statistics: Kaplan–Meier with log-rank, and Boschloo.
    Stats,
    /// Compares the statistics with the reference values in trial/testdata.
    Agree,
}

/// Runs one benchmark, built for release.
pub fn bench(workspace: &Workspace, options: &Options) -> Result<()> {
    let sh = &workspace.sh;
    match options.benchmark {
        Benchmark::Stats => {
            cmd!(sh, "cargo run --release --package trial --example speed").run()?
        }
        Benchmark::Agree => {
            let cases = workspace.path("trial/testdata/stats-cases.json");
            cmd!(sh, "cargo run --release --package trial --example agree -- {cases}").run()?;
        }
    }
    Ok(())
}

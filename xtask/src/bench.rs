//! `cargo xtask bench`: measurements that a document may quote.

use anyhow::Result;
use clap::{Args, Subcommand};
use xshell::cmd;

use crate::workspace::Workspace;
use crate::{app, playwright, python};

/// Which benchmark.
#[derive(Args)]
pub struct Options {
    #[command(subcommand)]
    benchmark: Benchmark,
}

#[derive(Subcommand)]
enum Benchmark {
    /// Times the statistics beside lifelines, statsmodels and scipy, in one run on the same data.
    Stats,
    /// Compares the statistics with the reference values in trial/testdata.
    Agree,
    /// Counts false alarms under daily looks, in simulated trials in which nothing differs.
    Peeking {
        /// How many trials.
        #[arg(long, default_value = "1000")]
        trials: u64,
    },
    /// Times the report of a trial of 10,000 subjects over HTTP, and an event until it is on a page.
    Report,
    /// Sends sightings as JSON over HTTP: how many a second are accepted.
    Ingest,
    /// Times status and garden page while 500 slow clients hold on to both listeners.
    SlowClients,
    /// Parses, lints, renders and compares texts that are made to hurt, each at twice the length of the
    /// one before, up to a megabyte; fails where twice the text takes more than 2.2 times as long.
    Scaling,
    /// Types into the editor in a browser: milliseconds until six previews and the findings show it.
    Keystroke,
}

/// Runs one benchmark, built for release.
pub fn bench(workspace: &Workspace, options: &Options) -> Result<()> {
    let sh = &workspace.sh;
    match options.benchmark {
        Benchmark::Stats => stats(workspace)?,
        Benchmark::Agree => {
            let cases = workspace.path("trial/testdata/stats-cases.json");
            cmd!(sh, "cargo run --release --package trial --example agree -- {cases}").run()?;
        }
        Benchmark::Peeking { trials } => {
            let trials = trials.to_string();
            cmd!(sh, "cargo run --release --package trial --example peeking -- {trials}").run()?;
        }
        Benchmark::Report => {
            cmd!(sh, "cargo run --release --package server --example report_latency").run()?;
        }
        Benchmark::Ingest => {
            cmd!(sh, "cargo run --release --package server --example ingest_speed").run()?;
        }
        Benchmark::SlowClients => {
            cmd!(sh, "cargo run --release --package server --example slow_clients").run()?;
        }
        Benchmark::Scaling => {
            cmd!(sh, "cargo run --release --package content --example scaling").run()?;
        }
        Benchmark::Keystroke => {
            app::build(workspace)?;
            playwright::prepared(workspace, || {
                Ok(cmd!(sh, "npx playwright test --config playwright.bench.ts").run()?)
            })?;
        }
    }
    Ok(())
}

/// Ours first, then the peers on the same data, in a virtual environment made for the purpose.
fn stats(workspace: &Workspace) -> Result<()> {
    let sh = &workspace.sh;
    let folder = workspace.target().join("bench-stats");
    sh.create_dir(&folder)?;
    let python = python::environment(workspace, "peers", "requirements.txt")?.join("python");
    cmd!(sh, "cargo run --release --package trial --example speed -- {folder}").run()?;
    let script = workspace.path("xtask/py/peers.py");
    Ok(cmd!(sh, "{python} {script} {folder}").run()?)
}

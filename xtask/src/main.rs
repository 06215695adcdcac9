//! `cargo xtask run | test | dist | bench | deny`: the commands that a newcomer types.
//!
//! They install what is missing, pinned, and say what they are doing and about how long it takes.
//! Nothing here is part of the product.

mod api;
mod app;
mod bench;
mod chart_engine;
mod deny;
mod dist;
mod node;
mod pinned;
mod playwright;
mod python;
mod run;
mod screenshot;
mod split;
mod test;
mod tools;
mod workspace;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Builds, runs, tests and measures Stile.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Builds the app and the server, and starts them with an embedded database and demo data.
    Run(run::Options),
    /// Formatting, lints, unit and integration tests, and the browser tests.
    Test(test::Options),
    /// Drives the running server by its published description, with Schemathesis.
    TestApi,
    /// Builds what is released, and prints what it weighs.
    Dist,
    /// Measures; see each benchmark's help.
    Bench(bench::Options),
    /// Checks licences, duplicates and sources of all crates with cargo-deny.
    Deny(deny::Options),
    /// Makes public/echarts.js from npm packages, unless it is there and up to date.
    ChartEngine,
    /// Cuts the app that trunk has just built into parts; trunk calls this.
    Split,
    /// Takes the pictures that the README shows.
    Screenshot,
}

fn main() -> Result<()> {
    let workspace = workspace::Workspace::open()?;
    match Cli::parse().task {
        Task::Run(options) => run::run(&workspace, &options),
        Task::Test(options) => test::test(&workspace, &options),
        Task::TestApi => api::test_api(&workspace),
        Task::Dist => dist::dist(&workspace),
        Task::Bench(options) => bench::bench(&workspace, &options),
        Task::Deny(options) => deny::deny(&workspace, &options),
        Task::ChartEngine => chart_engine::make(&workspace),
        Task::Split => split::split(&workspace),
        Task::Screenshot => screenshot::take(&workspace),
    }
}

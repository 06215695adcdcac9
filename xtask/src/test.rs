//! `cargo xtask test`: everything that must be green, with one line of counts at the end.

mod tally;

use anyhow::{Result, bail};
use clap::Args;
use xshell::cmd;

use crate::workspace::{Workspace, step};
use crate::{app, dist, playwright, tools};
use tally::Tally;

/// What `test` takes.
#[derive(Args)]
pub struct Options {
    /// Leaves the browser tests out.
    #[arg(long)]
    no_browser: bool,
    /// Runs only the browser tests; what follows `--` goes to Playwright.
    #[arg(long)]
    only_browser: bool,
    /// Arguments for Playwright.
    #[arg(last = true)]
    playwright: Vec<String>,
}

/// Runs every check, also after one has failed, and prints how many passed and failed.
pub fn test(workspace: &Workspace, options: &Options) -> Result<()> {
    let mut tally = Tally::default();
    if !options.only_browser {
        checks(workspace, &mut tally)?;
        cargo_tests(workspace, &mut tally)?;
    }
    if !options.no_browser {
        browser_tests(workspace, options, &mut tally)?;
    }
    println!("{tally}");
    if tally.failed > 0 {
        bail!("not green");
    }
    Ok(())
}

fn checks(workspace: &Workspace, tally: &mut Tally) -> Result<()> {
    let sh = &workspace.sh;
    tools::for_the_app(workspace)?;
    tally.check(step("Formatting", || Ok(cmd!(sh, "cargo fmt --all --check").run()?)));
    tally.check(step("Lints", || {
        Ok(cmd!(sh, "cargo clippy --locked --workspace --all-targets -- -D warnings").run()?)
    }));
    tally.check(step("Lints for the browser", || {
        let wasm = ["--target", "wasm32-unknown-unknown", "--package", "app"];
        Ok(cmd!(sh, "cargo clippy --locked {wasm...} -- -D warnings").run()?)
    }));
    Ok(())
}

fn cargo_tests(workspace: &Workspace, tally: &mut Tally) -> Result<()> {
    let sh = &workspace.sh;
    step("Unit and integration tests", || {
        let tests = cmd!(sh, "cargo test --locked --workspace --no-fail-fast");
        tally.cargo(tests.ignore_status())
    })
}

fn browser_tests(workspace: &Workspace, options: &Options, tally: &mut Tally) -> Result<()> {
    let dist = app::build(workspace)?;
    tally.check(dist::weigh(workspace, &dist));
    step("Browser tests", || {
        playwright::prepared(workspace, || playwright_tests(workspace, options, tally))
    })
}

fn playwright_tests(workspace: &Workspace, options: &Options, tally: &mut Tally) -> Result<()> {
    let sh = &workspace.sh;
    let results = workspace.target().join("playwright.json");
    let _results = sh.push_env("PLAYWRIGHT_JSON_OUTPUT_FILE", &results);
    let _removed = std::fs::remove_file(&results);
    let arguments = &options.playwright;
    tally.check(cmd!(sh, "npx tsc --noEmit").run().map_err(Into::into));
    cmd!(sh, "npx playwright test --reporter=list,json {arguments...}").ignore_status().run()?;
    tally.playwright(&std::fs::read_to_string(&results)?)
}

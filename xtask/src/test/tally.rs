//! How many checks and tests passed and failed.

use std::fmt;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The counts.
#[derive(Default)]
pub struct Tally {
    /// Checks and tests that passed.
    pub passed: u64,
    /// Checks and tests that failed.
    pub failed: u64,
}

impl Tally {
    /// Counts one check, and says why if it failed.
    pub fn check(&mut self, result: Result<()>) {
        match result {
            Ok(()) => self.passed += 1,
            Err(error) => {
                eprintln!("{error:#}");
                self.failed += 1;
            }
        }
    }

    /// Runs `cargo test`, shows what it prints, and adds up its closing lines.
    pub fn cargo(&mut self, command: xshell::Cmd<'_>) -> Result<()> {
        let mut child = Command::from(command).stdout(Stdio::piped()).spawn()?;
        let stdout = child.stdout.take().context("cargo test has an output")?;
        let mut n_lines = 0;
        for line in BufReader::new(stdout).lines() {
            let line = line?;
            writeln!(std::io::stdout(), "{line}")?;
            if let Some((passed, failed)) = closing_line(&line) {
                n_lines += 1;
                self.passed += passed;
                self.failed += failed;
            }
        }
        let status = child.wait()?;
        if n_lines == 0 || (!status.success() && self.failed == 0) {
            self.check(Err(anyhow::anyhow!(
                "cargo test ended without running the tests: {status}"
            )));
        }
        Ok(())
    }

    /// Adds up Playwright's JSON report.
    pub fn playwright(&mut self, json: &str) -> Result<()> {
        let report: serde_json::Value = serde_json::from_str(json)?;
        let count = |name: &str| report["stats"][name].as_u64().unwrap_or(0);
        let (expected, unexpected, flaky) =
            (count("expected"), count("unexpected"), count("flaky"));
        if expected + unexpected + flaky == 0 {
            bail!("Playwright ran no test");
        }
        self.passed += expected;
        self.failed += unexpected + flaky;
        Ok(())
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// The counts of a line such as `test result: ok. 12 passed; 0 failed; …`.
fn closing_line(line: &str) -> Option<(u64, u64)> {
    let counts = line.strip_prefix("test result: ")?;
    let number = |before: &str| {
        let end = counts.find(before)?;
        counts[..end].rsplit(' ').next()?.parse().ok()
    };
    Some((number(" passed")?, number(" failed")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_of_cargo_test_is_read() {
        let line =
            "test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(closing_line(line), Some((12, 3)));
        assert_eq!(closing_line("running 3 tests"), None);
    }

    #[test]
    fn a_flaky_browser_test_has_failed() {
        let mut tally = Tally::default();
        let json = r#"{"stats":{"expected":4,"unexpected":1,"flaky":1,"skipped":0}}"#;
        tally.playwright(json).unwrap();
        assert_eq!(tally.to_string(), "4 passed, 2 failed");
    }

    #[test]
    fn a_browser_run_without_a_test_is_an_error() {
        assert!(Tally::default().playwright(r#"{"stats":{"expected":0}}"#).is_err());
    }
}

//! `stile doctor`: what is wrong with an installation, in words, each with its remedy.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use jiff::Timestamp;
use serde::Serialize;

use super::data;
use crate::store;

mod check;
mod database;
mod machine;
mod rows;

use check::{Check, State};

/// Looks at an installation and tells what is wrong with it and what to do.
///
/// Nothing is changed, and a running server is not disturbed. The exit status is 0 when all is well, 1
/// when something is wrong, and 2 when the answer cannot be written.
#[derive(Clone, Debug, Args)]
pub struct Doctor {
    /// The folder of the server's database.
    #[arg(long, value_name = "DIR", default_value = "stile-data")]
    pub data: PathBuf,
    /// The folder of the built app.
    #[arg(long, value_name = "DIR", default_value = "dist")]
    pub app: PathBuf,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// How the answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A line for each check.
    Text,
    /// One JSON object.
    Json,
}

/// Everything that was looked at.
#[derive(Debug, Serialize)]
struct Report {
    n_wrong: usize,
    checks: Vec<Check>,
}

impl Doctor {
    /// Looks at everything and writes what was found to `out`.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub async fn run(&self, out: &mut dyn io::Write) -> anyhow::Result<ExitCode> {
        let checks = self.checks(Timestamp::now()).await;
        let n_wrong = checks.iter().filter(|check| check.state == State::Wrong).count();
        let report = Report { n_wrong, checks };
        match self.format {
            Format::Text => report.tell(out)?,
            Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(&report)?)?,
        }
        Ok(ExitCode::from(u8::from(n_wrong > 0)))
    }

    async fn checks(&self, now: Timestamp) -> Vec<Check> {
        let engine = data::engine(&self.data, "stile doctor");
        let mut checks = vec![machine::app_files(&self.app)];
        if data::existing(&self.data).is_err() {
            checks.push(database::missing(&self.data));
            return checks;
        }
        let (found, opened) = store::inspect(&engine).await;
        checks.extend(machine::of(&self.data, &found));
        checks.extend(database::of(&found, &opened));
        if opened.is_ok() && found.tables.is_none() && found.damage.is_empty() {
            match store::open_beside(&engine).await {
                Ok(store) => checks.extend(rows::of(&*store, &found, now).await),
                Err(fault) => checks.push(rows::unreadable(&fault)),
            }
        }
        checks
    }
}

impl Report {
    fn tell(&self, out: &mut dyn io::Write) -> io::Result<()> {
        for check in &self.checks {
            writeln!(out, "{check}")?;
        }
        writeln!(out, "checks {}, wrong {}", self.checks.len(), self.n_wrong)
    }
}

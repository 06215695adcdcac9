//! `stile audit-assignment`: whether a trial's log is what its seed draws.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use trial::TrialId;

use super::data;
use crate::assignment_audit;

/// Draws every row of a trial's log again from its seed and tells which rows do not agree.
///
/// The exit status is 0 when the log is intact, 1 when it is not, and 2 when it cannot be read.
#[derive(Clone, Debug, Args)]
pub struct AuditAssignment {
    /// The folder of the server's database.
    #[arg(long, value_name = "DIR", default_value = "stile-data")]
    pub data: PathBuf,
    /// The trial, by its name in addresses.
    #[arg(value_name = "TRIAL")]
    pub trial: TrialId,
}

impl AuditAssignment {
    /// Audits the trial and writes what was found to `out`.
    ///
    /// # Errors
    /// The store or the trial cannot be read, or `out` cannot be written.
    pub async fn run(&self, out: &mut dyn io::Write) -> anyhow::Result<ExitCode> {
        let store = data::open(&self.data).await?;
        let audit = assignment_audit::of_trial(&*store, &self.trial).await.map_err(data::said)?;
        store.close().await;
        writeln!(out, "trial      {}", audit.trial)?;
        writeln!(out, "commitment {}", audit.seed_commitment)?;
        writeln!(out, "enrolments {}", audit.n_enrolments)?;
        if !audit.keeps_commitment {
            writeln!(out, "the seed that is kept is not the one that was committed to")?;
        }
        for row in &audit.findings {
            let subject = row.subject.as_ref().map_or("nobody", |subject| subject.as_str());
            writeln!(out, "{} {} {subject}: {}", row.stratum, row.ordinal, row.problem)?;
        }
        match audit.is_intact {
            true => writeln!(out, "intact: every row is as the seed draws it")?,
            false => writeln!(out, "not intact: {} rows do not agree", audit.n_findings)?,
        }
        Ok(ExitCode::from(u8::from(!audit.is_intact)))
    }
}

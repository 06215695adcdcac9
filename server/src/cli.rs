//! The command line of `stile`: its commands, each with its own options.

use clap::{Parser, Subcommand};

use crate::command::{AuditAssignment, Backup, Doctor, Lint, Messages, Render, Restore};
use crate::serve::Serve;

/// Writes, tests and watches the messages that customers in a walled garden see.
#[derive(Debug, Parser)]
#[command(name = "stile", version)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What `stile` can do; each command explains itself where it is.
#[derive(Debug, Subcommand)]
#[allow(missing_docs, reason = "clap would show it instead of the command's own help")]
pub enum Command {
    Serve(Box<Serve>),
    Lint(Lint),
    Render(Render),
    Messages(Messages),
    AuditAssignment(AuditAssignment),
    Backup(Backup),
    Restore(Restore),
    Doctor(Doctor),
}

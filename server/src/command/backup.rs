//! `stile backup` and `stile restore`: the store as one file, out and back.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::data;
use crate::store::{self, Contents};

/// Writes everything that is stored to one file, also while the server runs.
///
/// The file is checked before it has its name, only its owner can read it, and it replaces none. Texts
/// that were deleted before are not in it.
#[derive(Clone, Debug, Args)]
pub struct Backup {
    /// The folder of the server's database.
    #[arg(long, value_name = "DIR", default_value = "stile-data")]
    pub data: PathBuf,
    /// The file to write; there must be none of that name.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

/// Puts a backup into the place of the database, after it was checked, and brings it up to date.
///
/// No server may use the folder meanwhile.
#[derive(Clone, Debug, Args)]
pub struct Restore {
    /// The folder of the server's database; made when it is not there.
    #[arg(long, value_name = "DIR", default_value = "stile-data")]
    pub data: PathBuf,
    /// Replaces the database that is there, which is kept beside under a name with the time.
    #[arg(long)]
    pub replace: bool,
    /// The backup.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

impl Backup {
    /// Writes the backup and tells on `out` what it holds.
    ///
    /// # Errors
    /// There is no database, the file cannot be written, or the copy is not sound.
    pub async fn run(&self, out: &mut dyn io::Write) -> anyhow::Result<ExitCode> {
        let engine = data::existing(&self.data)?;
        let contents = store::back_up(&engine, &self.file).await?;
        tell(out, &contents)?;
        writeln!(out, "backup {}, bytes {}", self.file.display(), contents.n_bytes)?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Restore {
    /// Restores the backup and tells on `out` what it holds, and what was kept.
    ///
    /// # Errors
    /// The backup is not sound, or the folder is in use, has a database, or cannot be written.
    pub async fn run(&self, out: &mut dyn io::Write) -> anyhow::Result<ExitCode> {
        let engine = data::engine(&self.data, "stile restore");
        let restored = store::restore(&engine, &self.file, self.replace).await?;
        tell(out, &restored.contents)?;
        if let Some(kept) = restored.kept {
            writeln!(out, "kept {}; delete it when it is no longer needed", kept.display())?;
        }
        writeln!(out, "restored {}", self.data.display())?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The rows of each table that has any.
fn tell(out: &mut dyn io::Write, contents: &Contents) -> io::Result<()> {
    for (table, n_rows) in contents.n_rows.iter().filter(|(_, n_rows)| **n_rows > 0) {
        writeln!(out, "{table} {n_rows}")?;
    }
    Ok(())
}

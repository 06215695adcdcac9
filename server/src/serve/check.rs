//! `stile serve --check`: what a server with these settings would do, without doing it.

use std::io;
use std::path::Path;

use super::{Serve, Sockets, database};
use crate::store::{self, Engine, SqliteFile};

/// Writes every setting with where it comes from, and what a start would find.
///
/// # Errors
/// The server could not start, or `out` cannot be written.
pub(super) async fn check(options: &Serve, out: &mut dyn io::Write) -> anyhow::Result<()> {
    for setting in &options.settings {
        writeln!(out, "{} = {} ({})", setting.key, setting.value, setting.source)?;
    }
    // They are free again at the end of this function.
    let sockets = Sockets::bind(options).await?;
    writeln!(out, "would serve staff at http://{}", sockets.staff.local_addr()?)?;
    writeln!(out, "would serve the garden at {}", sockets.garden_origin(options)?)?;
    if let Some(metrics) = &sockets.metrics {
        writeln!(out, "would serve numbers at http://{}/metrics", metrics.local_addr()?)?;
    }
    writeln!(out, "{}", of_data(&options.data).await?)?;
    writeln!(out, "{}", of_app(&options.app))?;
    Ok(())
}

async fn of_data(folder: &Path) -> anyhow::Result<String> {
    let (database, shown) = (database(folder), folder.display());
    if !database.is_file() {
        return Ok(format!("would make a database in {shown}"));
    }
    let engine = Engine::Sqlite(SqliteFile::at(database));
    let (found, opened) = store::inspect(&engine).await;
    opened?;
    match found.held_by {
        Some(Some(holder)) => anyhow::bail!("{shown} is in use by process {}", holder.pid),
        Some(None) => anyhow::bail!("{shown} is in use by another process"),
        None => Ok(format!("would open the database in {shown}")),
    }
}

fn of_app(folder: &Path) -> String {
    let shown = folder.display();
    match folder.join("index.html").is_file() {
        true => format!("would serve the app in {shown}"),
        false => format!("would serve no app: {shown} has no index.html"),
    }
}

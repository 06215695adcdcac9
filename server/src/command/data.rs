//! The store of a server, opened by a command beside it.

use std::path::Path;
use std::sync::Arc;

use anyhow::bail;

use crate::problem::Problem;
use crate::serve;
use crate::store::{self, Engine, SqliteFile, Store};

/// The engine of a folder, for a command of that name.
pub fn engine(folder: &Path, opened_by: &str) -> Engine {
    let file = SqliteFile::at(serve::database(folder));
    Engine::Sqlite(SqliteFile { opened_by: opened_by.to_owned(), ..file })
}

/// The engine of a folder that a server has made.
///
/// # Errors
/// There is no database in it.
pub fn existing(folder: &Path) -> anyhow::Result<Engine> {
    if !serve::database(folder).is_file() {
        bail!("{} has no database; name the folder that stile serve --data has", folder.display());
    }
    Ok(engine(folder, "a command that only reads"))
}

/// Opens the store in a folder that a server has made, to read it; the server may go on.
///
/// # Errors
/// There is none, or it cannot be opened.
pub async fn open(folder: &Path) -> anyhow::Result<Arc<dyn Store>> {
    Ok(store::open_to_read(&existing(folder)?).await?)
}

/// What a problem says at the command line.
pub fn said(problem: Problem) -> anyhow::Error {
    anyhow::anyhow!("{}", problem.body().detail)
}

//! The store of a server, opened by a command beside it.

use std::path::Path;
use std::sync::Arc;

use anyhow::bail;

use crate::problem::Problem;
use crate::serve;
use crate::store::Store;

/// Opens the store in a folder that a server has made.
///
/// # Errors
/// There is none, or it cannot be opened.
pub async fn open(folder: &Path) -> anyhow::Result<Arc<dyn Store>> {
    if !serve::database(folder).is_file() {
        bail!("{} has no database; name the folder that stile serve --data has", folder.display());
    }
    serve::open(folder).await
}

/// What a problem says at the command line.
pub fn said(problem: Problem) -> anyhow::Error {
    anyhow::anyhow!("{}", problem.body().detail)
}

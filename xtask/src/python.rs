//! Python programs that Stile is compared and tested with, each in a virtual environment of its own
//! below `target`, pinned by a file beside `xtask/py`.

use std::path::PathBuf;

use anyhow::{Context, Result};
use xshell::cmd;

use crate::workspace::{Workspace, step};

/// The programs of the environment called `name`, made when it is missing or its requirements in
/// `xtask/py` have changed.
///
/// # Errors
/// There is no Python, or a package cannot be installed.
pub fn environment(workspace: &Workspace, name: &str, requirements: &str) -> Result<PathBuf> {
    let sh = &workspace.sh;
    let requirements = workspace.path("xtask/py").join(requirements);
    let environment = workspace.target().join(name);
    let (programs, stamp) = (environment.join("bin"), environment.join("installed.txt"));
    let wanted = sh.read_file(&requirements)?;
    if sh.read_file(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(programs);
    }
    step(&format!("Installing the Python packages of {name} (about a minute)"), || {
        cmd!(sh, "python3 -m venv --clear {environment}").run().context(
            "Python 3.11 or later with its module venv is needed; install it and run this again",
        )?;
        let python = programs.join("python");
        cmd!(sh, "{python} -m pip install --quiet --requirement {requirements}").run()?;
        Ok(sh.write_file(&stamp, &wanted)?)
    })?;
    Ok(programs)
}

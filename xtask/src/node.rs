//! Node.js, which the optimiser, the chart engine and the browser tests run on. A version below the
//! pinned one is refused here: npm only warns, and the tests then fail in places that do not say why.

use anyhow::{Result, bail};
use xshell::cmd;

use crate::pinned::Pinned;
use crate::workspace::Workspace;

/// Refuses to go on without the pinned version of Node.js or a later one.
///
/// # Errors
/// A sentence with the version that is needed and the one that was found.
pub fn require(workspace: &Workspace) -> Result<()> {
    let pinned = Pinned::read(workspace)?;
    let needed = pinned.tool("node")?;
    let found = cmd!(workspace.sh, "node --version").quiet().ignore_stderr().read();
    let Ok(found) = found else {
        bail!("Node.js {needed} or later is needed and not found; install it and run this again");
    };
    if !is_at_least(&found, needed) {
        bail!(
            "Node.js {needed} or later is needed, and this is {found}; install a later one and run \
             this again"
        );
    }
    Ok(())
}

/// Compares number by number; what is no number counts as 0, as in `v21.0.0-nightly`.
fn is_at_least(found: &str, needed: &str) -> bool {
    let numbers = |version: &str| -> Vec<u32> {
        let parts = version.trim_start_matches('v').split('.');
        parts.map(|part| part.parse().unwrap_or_default()).collect()
    };
    numbers(found) >= numbers(needed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        for enough in ["v20.19.0", "v20.19", "v20.20.2", "v22.3.0", "v100.0.0", "v24.0.0-nightly"] {
            assert!(is_at_least(enough, "20.19"), "{enough}");
        }
        for too_old in ["v20.18.3", "v20.9.0", "v18.20.4", "v9.99.99", "", "nonsense"] {
            assert!(!is_at_least(too_old, "20.19"), "{too_old}");
        }
    }
}

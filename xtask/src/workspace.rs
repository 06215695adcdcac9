//! Where things are, and a shell that stands there.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use walkdir::WalkDir;
use xshell::Shell;

/// The checkout.
pub struct Workspace {
    /// A shell in the top folder.
    pub sh: Shell,
    root: PathBuf,
}

impl Workspace {
    /// The checkout that cargo was called in; it need not be the one that this program was built
    /// in, where two checkouts share a target folder.
    pub fn open() -> Result<Self> {
        let built_in = || PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(built_in, PathBuf::from);
        let root = manifest.parent().context("xtask lies in the workspace")?.to_owned();
        let sh = Shell::new()?;
        sh.change_dir(&root);
        Ok(Self { sh, root })
    }

    /// A path below the top folder.
    pub fn path(&self, below: &str) -> PathBuf {
        self.root.join(below)
    }

    /// Where cargo puts what it builds.
    pub fn target(&self) -> PathBuf {
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| self.path("target"), PathBuf::from)
    }

    /// A hash over the names and contents of files and folders: equal when nothing has changed.
    pub fn fingerprint(&self, inputs: &[&str]) -> Result<String> {
        let mut hash = Sha256::new();
        for input in inputs {
            for entry in WalkDir::new(self.path(input)).sort_by_file_name() {
                let entry = entry.with_context(|| format!("reading {input}"))?;
                if entry.file_type().is_file() {
                    hash.update(
                        entry.path().strip_prefix(&self.root)?.as_os_str().as_encoded_bytes(),
                    );
                    hash.update(std::fs::read(entry.path())?);
                }
            }
        }
        Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

/// Says what is being done, does it, and says how long it took.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("── {what}");
    let started = Instant::now();
    let result = work().with_context(|| what.to_owned());
    let outcome = if result.is_ok() { "done" } else { "FAILED" };
    eprintln!("── {what}: {outcome} in {:.1} s", started.elapsed().as_secs_f64());
    result
}

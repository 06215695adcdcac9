//! Versions of tools, read from the workspace's `Cargo.toml`: the one place where each stands, so
//! that what is installed and what is built cannot drift apart.

use anyhow::{Context, Result};
use toml::Table;

use crate::workspace::Workspace;

/// The versions that the workspace's manifest names.
pub struct Pinned(Table);

impl Pinned {
    /// Reads the manifest of the checkout.
    ///
    /// # Errors
    /// The manifest is missing or is no TOML.
    pub fn read(workspace: &Workspace) -> Result<Pinned> {
        let manifest = workspace.sh.read_file(workspace.path("Cargo.toml"))?;
        Ok(Pinned(manifest.parse().context("reading Cargo.toml")?))
    }

    /// The version of a tool in `[workspace.metadata.tools]`, such as `0.21.14`.
    ///
    /// # Errors
    /// The tool has no entry.
    pub fn tool(&self, name: &str) -> Result<&str> {
        self.text(&["metadata", "tools", name])
    }

    /// The version of a crate in `[workspace.dependencies]`, for a tool that has to equal it.
    ///
    /// # Errors
    /// The crate has no entry that is a version alone.
    pub fn library(&self, name: &str) -> Result<&str> {
        Ok(self.text(&["dependencies", name])?.trim_start_matches('='))
    }

    fn text(&self, path: &[&str]) -> Result<&str> {
        let top = self.0.get("workspace");
        let value = path.iter().fold(top, |value, key| value?.get(key));
        let text = value.and_then(toml::Value::as_str);
        text.with_context(|| format!("Cargo.toml names no version at workspace.{}", path.join(".")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tool_of_the_workspace_has_its_version() -> Result<()> {
        let pinned = Pinned::read(&Workspace::open()?)?;
        for tool in ["cargo-deny", "node", "trunk"] {
            assert!(pinned.tool(tool)?.starts_with(|c: char| c.is_ascii_digit()), "{tool}");
        }
        assert!(pinned.library("wasm-bindgen")?.starts_with("0.2."));
        assert!(pinned.tool("hammer").is_err());
        Ok(())
    }
}

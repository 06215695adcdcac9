//! Node.js as the commands find it on `PATH`.

#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output};

/// A command that needs Node.js, with nothing on its `PATH` but a `node` of this version, if any.
fn run_with_node(version: Option<&str>) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    if let Some(version) = version {
        let node = folder.path().join("node");
        std::fs::write(&node, format!("#!/bin/sh\necho {version}\n")).expect("a script");
        std::fs::set_permissions(&node, PermissionsExt::from_mode(0o755)).expect("executable");
    }
    let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
    xtask.args(["test", "--only-browser"]).env("PATH", folder.path());
    xtask.output().expect("xtask runs")
}

#[track_caller]
fn check(version: Option<&str>, sentence: &str) {
    let output = run_with_node(version);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "{said}");
    assert!(said.contains(sentence), "{said}");
    assert!(!said.contains("Installing"), "nothing is installed before the refusal: {said}");
}

#[test]
fn a_node_below_the_pinned_version_is_refused_with_a_sentence() {
    check(Some("v20.18.3"), "Node.js 20.19 or later is needed, and this is v20.18.3");
    check(Some("v18.20.4"), "Node.js 20.19 or later is needed, and this is v18.20.4");
}

#[test]
fn a_missing_node_is_refused_with_a_sentence() {
    check(None, "Node.js 20.19 or later is needed and not found");
}

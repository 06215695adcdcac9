//! A few rules of the repository that no compiler knows.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

#[path = "repository/circles.rs"]
mod circles;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace").to_owned()
}

/// Every file with that extension below the folders, as (path from the top, text).
fn sources(folders: &[&str], extension: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in folders {
        for entry in WalkDir::new(root().join(folder)).sort_by_file_name() {
            let path = entry.expect("a readable tree").into_path();
            if path.extension().is_some_and(|e| e == extension) {
                let name = path.strip_prefix(root()).expect("below the top").display().to_string();
                found.push((name, std::fs::read_to_string(&path).expect("text")));
            }
        }
    }
    assert!(!found.is_empty(), "no {extension} below {folders:?}");
    found
}

/// The text before the unit tests that close a file.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests").next().unwrap_or(text)
}

fn places_of(needles: &[&str], files: &[(String, String)]) -> Vec<String> {
    let mut places = Vec::new();
    for (name, text) in files {
        for (number, line) in without_tests(text).lines().enumerate() {
            let is_comment = line.trim_start().starts_with("//");
            if !is_comment && needles.iter().any(|needle| line.contains(needle)) {
                places.push(format!("{name}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    places
}

#[test]
fn addresses_are_written_in_wire_only() {
    let files = sources(&["server/src", "app/src"], "rs");
    assert_eq!(places_of(&["\"/api/v1", "\"/g/{"], &files), Vec::<String>::new());
}

#[test]
fn sql_stays_inside_the_store() {
    let files: Vec<_> =
        sources(&["server/src", "app/src", "wire/src", "trial/src", "content/src"], "rs")
            .into_iter()
            .filter(|(name, _)| !name.starts_with("server/src/store"))
            .collect();
    let sql = ["sqlx::", "SELECT ", "INSERT INTO", "DELETE FROM"];
    assert_eq!(places_of(&sql, &files), Vec::<String>::new());
}

#[test]
fn the_core_does_not_know_the_browser_the_server_or_its_sibling() {
    let manifest = |name: &str| {
        std::fs::read_to_string(root().join(name).join("Cargo.toml")).expect("a manifest")
    };
    for (name, forbidden) in [
        ("words", vec!["content", "trial", "wire", "sqlx", "axum", "leptos", "tokio", "web-sys"]),
        ("content", vec!["trial", "wire", "sqlx", "axum", "leptos", "tokio", "web-sys"]),
        ("trial", vec!["content", "wire", "sqlx", "axum", "leptos", "tokio", "web-sys"]),
        ("wire", vec!["sqlx", "axum", "leptos", "tokio", "web-sys"]),
        ("app", vec!["server", "sqlx", "axum", "tokio"]),
        ("server", vec!["app", "leptos", "web-sys"]),
    ] {
        let text = manifest(name);
        let named: BTreeSet<_> =
            text.lines().filter_map(|line| line.split(['.', ' ', '=']).next()).collect();
        for crate_name in forbidden {
            assert!(!named.contains(crate_name), "{name} must not depend on {crate_name}");
        }
    }
}

#[test]
fn the_map_in_the_architecture_equals_the_tree() {
    let architecture =
        std::fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the document");
    let map: BTreeSet<String> = architecture
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .filter_map(|line| line.split('`').next())
        .filter(|path| path.ends_with(".rs"))
        .map(str::to_owned)
        .collect();
    let mut tree = BTreeSet::new();
    for crate_name in ["words", "content", "trial", "wire", "server", "app", "xtask"] {
        let src = root().join(crate_name).join("src");
        for entry in std::fs::read_dir(src).expect("a crate has sources") {
            let name = entry.expect("a readable folder").file_name().into_string().expect("UTF-8");
            if name.ends_with(".rs") {
                tree.insert(format!("{crate_name}/src/{name}"));
            }
        }
    }
    let missing: Vec<_> = tree.difference(&map).collect();
    let gone: Vec<_> = map.difference(&tree).collect();
    assert!(missing.is_empty() && gone.is_empty(), "not on the map: {missing:?}; gone: {gone:?}");
}

#[test]
fn no_file_names_a_path_of_one_machine() {
    let mut files =
        sources(&["words", "content", "trial", "wire", "server", "app", "xtask/src"], "rs");
    files.extend(sources(&["e2e/tests"], "ts"));
    let homes = [concat!("/ro", "ot/"), concat!("/wo", "rk/"), concat!("/ho", "me/")];
    assert_eq!(places_of(&homes, &files), Vec::<String>::new());
}

/// The value behind a key of a table, such as `workspace.metadata.tools.node`.
fn pinned(path: &str) -> String {
    let text = std::fs::read_to_string(root().join("Cargo.toml")).expect("the manifest");
    let manifest: toml::Table = text.parse().expect("TOML");
    let value = path.split('.').fold(None, |value: Option<&toml::Value>, key| match value {
        Some(value) => value.get(key),
        None => manifest.get(key),
    });
    value.and_then(toml::Value::as_str).unwrap_or_else(|| panic!("no {path}")).to_owned()
}

#[test]
fn tool_versions_stand_in_one_place() {
    let text = |path: &str| std::fs::read_to_string(root().join(path)).expect(path);
    let node = pinned("workspace.metadata.tools.node");
    for package in ["e2e/package.json", "xtask/js/package.json"] {
        assert!(text(package).contains(&format!("\"node\": \">={node}\"")), "{package}: {node}");
    }
    assert!(text("README.md").contains(&format!("Node.js {node} or later")), "README.md: {node}");
    let rust = pinned("workspace.package.rust-version");
    let toolchain = text("rust-toolchain.toml");
    assert!(toolchain.contains(&format!("channel = \"{rust}.")), "{toolchain}");
    assert!(!text("Trunk.toml").contains("[tools]"), "trunk takes wasm-bindgen from Cargo.lock");
    let tool = pinned("workspace.metadata.tools.trunk");
    assert_eq!(places_of(&[tool.as_str()], &sources(&["xtask/src"], "rs")), Vec::<String>::new());
}

#[test]
fn the_browser_tests_install_on_the_node_that_is_asked_for() {
    let lock = std::fs::read_to_string(root().join("e2e/package-lock.json")).expect("the lock");
    let lock: serde_json::Value = serde_json::from_str(&lock).expect("JSON");
    let node = pinned("workspace.metadata.tools.node");
    let major = |version: &str| version.split('.').next().and_then(|n| n.parse::<u32>().ok());
    for (package, entry) in lock["packages"].as_object().expect("packages") {
        let wanted = entry["engines"]["node"].as_str().unwrap_or_default();
        // Alternatives such as `^18 || >=20` are satisfied by the lowest of them.
        let lowest = wanted
            .split("||")
            .filter_map(|range| major(range.trim_start_matches(|c: char| !c.is_ascii_digit())));
        let fits = lowest.min().is_none_or(|lowest| Some(lowest) <= major(&node));
        assert!(fits, "{package} wants Node.js {wanted}");
    }
}

//! A few rules of the repository that no compiler knows.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

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
    for crate_name in ["content", "trial", "wire", "server", "app", "xtask"] {
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
    let mut files = sources(&["content", "trial", "wire", "server", "app", "xtask/src"], "rs");
    files.extend(sources(&["e2e/tests"], "ts"));
    let homes = [concat!("/ro", "ot/"), concat!("/wo", "rk/"), concat!("/ho", "me/")];
    assert_eq!(places_of(&homes, &files), Vec::<String>::new());
}

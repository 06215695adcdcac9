//! Gathers the data files of the crate into constants, so that a language is added by adding a
//! file: words for the lint, chrome for the pages, and the help text on top of each rule.

#![allow(clippy::disallowed_methods, reason = "a build script reads the files of its own crate")]
#![allow(clippy::expect_used, reason = "a build that cannot read its files must stop")]

use std::fmt::Write;
use std::path::{Path, PathBuf};

fn main() {
    let mut out = String::new();
    gather(&mut out, "WORD_FILES", "words", "toml", read);
    gather(&mut out, "CHROME_FILES", "chrome", "toml", read);
    gather(&mut out, "RULE_HELP", "src/lint", "rs", |path| help(&read(path)));
    let target = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    std::fs::write(target.join("data.rs"), out).expect("OUT_DIR can be written");
}

/// One constant: a list of file stem and text, sorted by name.
fn gather(
    out: &mut String,
    name: &str,
    folder: &str,
    ending: &str,
    text: impl Fn(&Path) -> String,
) {
    println!("cargo::rerun-if-changed={folder}");
    let entries = std::fs::read_dir(folder).expect("the folder of data files exists");
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|found| found == ending));
    paths.sort();
    writeln!(out, "pub(crate) const {name}: &[(&str, &str)] = &[").expect("memory can be written");
    for path in paths {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        writeln!(out, "    ({stem:?}, {:?}),", text(&path)).expect("memory can be written");
    }
    out.push_str("];\n");
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a data file can be read")
}

/// The opening comment of a source file.
fn help(source: &str) -> String {
    let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
    lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

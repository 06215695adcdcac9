//! Gathers the data files of the crate into constants, so that a language is added by adding a
//! file and a starter document likewise: words for the lint, chrome for the pages, the made-up
//! brand, the starter library, and the help text on top of each rule. TOML is read here and not in the browser: its parser would weigh more than the data.

#![allow(clippy::disallowed_methods, reason = "a build script reads the files of its own crate")]
#![allow(clippy::expect_used, reason = "a build that cannot read its files must stop")]

use std::fmt::Write;
use std::path::{Path, PathBuf};

use toml::Value;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, compose};

fn main() {
    let mut out = String::new();
    for (name, folder) in
        [("WORD_FILES", "words"), ("CHROME_FILES", "chrome"), ("BRAND_FILES", "library/brand")]
    {
        gather(&mut out, &format!("{name}: &[(&str, &[Entry])]"), folder, "toml", entries);
    }
    gather(&mut out, "RULE_HELP: &[(&str, &str)]", "src/lint", "rs", help);
    write_starters(&mut out);
    write_nfc_tables(&mut out);
    let target = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    std::fs::write(target.join("data.rs"), out).expect("OUT_DIR can be written");
}

/// The starter documents by name: `library/message/variant/channel.locale.md` is
/// `message/variant/channel/locale`.
fn write_starters(out: &mut String) {
    println!("cargo::rerun-if-changed=library");
    let mut starters = Vec::new();
    for variant in inside(Path::new("library")).iter().flat_map(|message| inside(message)) {
        for path in inside(&variant).into_iter().filter(|path| has_ending(path, "md")) {
            let folder = variant.strip_prefix("library").expect("the walk began there");
            let name = stem(&path);
            let (channel, locale) = name.split_once('.').expect("a document is channel.locale.md");
            let id = format!("{}/{channel}/{locale}", folder.to_string_lossy().replace('\\', "/"));
            starters.push((id, text_of(&path)));
        }
    }
    starters.sort();
    writeln!(out, "pub(crate) static STARTERS: &[(&str, &str)] = &{starters:?};")
        .expect("memory can be written");
}

/// What is in a folder; nothing if the path is a file.
fn inside(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|found| found == ending)
}

fn text_of(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a data file can be read")
}

/// One constant: a list of file stem and what `read` makes of the file, sorted by name.
fn gather(out: &mut String, name: &str, folder: &str, ending: &str, read: fn(&str) -> String) {
    println!("cargo::rerun-if-changed={folder}");
    let mut paths = inside(Path::new(folder));
    paths.retain(|path| has_ending(path, ending));
    // A rule's file begins with its name, such as a_05; the others have no help text.
    paths.retain(|path| ending != "rs" || stem(path).chars().nth(1) == Some('_'));
    paths.sort();
    writeln!(out, "pub(crate) static {name} = &[").expect("memory can be written");
    for path in paths {
        writeln!(out, "    ({:?}, {}),", stem(&path), read(&text_of(&path)))
            .expect("memory can be written");
    }
    out.push_str("];\n");
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The values of a TOML file under their dotted keys, sorted by key.
fn entries(text: &str) -> String {
    let table = text.parse::<toml::Table>().expect("a data file is TOML");
    let mut entries = Vec::new();
    flatten("", &Value::Table(table), &mut entries);
    entries.sort();
    let lines: Vec<String> =
        entries.iter().map(|(key, leaf)| format!("({key:?}, {leaf})")).collect();
    format!("&[{}]", lines.join(", "))
}

fn flatten(key: &str, value: &Value, entries: &mut Vec<(String, String)>) {
    let under = |name: &str| if key.is_empty() { name.to_owned() } else { format!("{key}.{name}") };
    match value {
        Value::Table(table) => {
            table.iter().for_each(|(name, value)| flatten(&under(name), value, entries));
        }
        Value::Array(items) if items.iter().all(Value::is_str) => {
            let texts: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            entries.push((key.to_owned(), format!("Leaf::List(&{texts:?})")));
        }
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                flatten(&under(&format!("{place:03}")), item, entries);
            }
        }
        Value::String(text) => entries.push((key.to_owned(), format!("Leaf::Text({text:?})"))),
        Value::Integer(n) => entries.push((key.to_owned(), format!("Leaf::Number({n})"))),
        other => panic!("{key}: {other} is neither text, number nor list"),
    }
}

/// The opening comment of a source file.
fn help(source: &str) -> String {
    let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
    let text: Vec<&str> = lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    format!("{:?}", text.join("\n"))
}

/// What NFC needs: characters taken apart, pairs put together, and the order of marks. Korean
/// syllables are left out; they are a formula.
fn write_nfc_tables(out: &mut String) {
    let mut decomposed = String::new();
    let mut composed = Vec::new();
    let mut combining: Vec<(char, char, u8)> = Vec::new();
    for c in '\0'..=char::MAX {
        let class = canonical_combining_class(c);
        match combining.last_mut() {
            Some((_, last, known)) if *known == class && u32::from(*last) + 1 == u32::from(c) => {
                *last = c
            }
            _ if class != 0 => combining.push((c, c, class)),
            _ => {}
        }
        let apart: String = std::iter::once(c).nfd().collect();
        if apart == c.to_string() || ('\u{ac00}'..='\u{d7a3}').contains(&c) {
            continue;
        }
        write!(decomposed, "({c:?}, {apart:?}), ").expect("memory can be written");
        let last = apart.chars().next_back().expect("a decomposition has characters");
        let mut rest = apart[..apart.len() - last.len_utf8()].nfc();
        if let (Some(first), None) = (rest.next(), rest.next())
            && compose(first, last) == Some(c)
        {
            composed.push((first, last, c));
        }
    }
    composed.sort_unstable();
    writeln!(out, "pub(crate) static DECOMPOSED: &[(char, &str)] = &[{decomposed}];")
        .expect("memory can be written");
    writeln!(out, "pub(crate) static COMPOSED: &[(char, char, char)] = &{composed:?};")
        .expect("memory can be written");
    writeln!(out, "pub(crate) static COMBINING: &[(char, char, u8)] = &{combining:?};")
        .expect("memory can be written");
}

//! The commands that a provider runs in its own checks: what they print, and with which status.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use server::store::{self, Draw, Engine, SqliteFile};
use tempfile::TempDir;

#[path = "store_story/cast.rs"]
#[allow(dead_code)]
mod cast;

const FRONT: &str =
    "+++\nmessage = \"m\"\nvariant = \"v\"\nchannel = \"garden\"\nlocale = \"en\"\n+++\n";

fn stile(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_stile")).args(arguments).output().unwrap()
}

/// What is printed, if the exit status is this one.
#[track_caller]
fn printed(arguments: &[&str], status: i32) -> String {
    let output = stile(arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(status), "{said}");
    String::from_utf8(output.stdout).unwrap()
}

/// What is said when something cannot be read.
#[track_caller]
fn refused(arguments: &[&str]) -> String {
    let output = stile(arguments);
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8(output.stderr).unwrap()
}

fn path_of(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// The garden pages of a starter variant as files; answers the path of each.
fn starters(folder: &Path, variant: &str) -> Vec<String> {
    let of_variant = |starter: &&content::library::Starter| {
        starter.id.variant.as_ref() == variant && starter.id.channel == content::Channel::Garden
    };
    let starters = content::library::documents();
    let file = |starter: &content::library::Starter| {
        path_of(folder, &format!("{}.md", starter.id), starter.source)
    };
    starters.iter().filter(of_variant).map(file).collect()
}

#[test]
fn a_text_without_errors_passes_and_one_with_errors_fails() {
    let folder = TempDir::new().unwrap();
    for improved in starters(folder.path(), "improved") {
        assert_eq!(
            printed(&["lint", &improved], 0),
            "documents 1, errors 0, warnings 0, information 0\n"
        );
    }
    for standard in starters(folder.path(), "standard") {
        assert!(printed(&["lint", &standard], 1).contains(": error A-03 "));
    }
}

#[test]
fn a_finding_is_told_with_its_place_and_what_to_do_instead() {
    let folder = TempDir::new().unwrap();
    let path =
        path_of(folder.path(), "a.md", &format!("{FRONT}# A\n\nPlease run a virus scanner.\n"));
    let told = printed(&["lint", &path], 1);
    let line = told.lines().position(|line| line.contains(" A-03 ")).unwrap();
    let lines: Vec<&str> = told.lines().collect();
    assert!(lines[line].starts_with(&format!("{path}:9:14: error A-03 ")), "{told}");
    assert!(lines[line + 1].starts_with("    instead: "), "{told}");
}

#[test]
fn findings_in_json_have_their_place_reason_and_source() {
    let folder = TempDir::new().unwrap();
    let path =
        path_of(folder.path(), "a.md", &format!("{FRONT}# A\n\nPlease run a virus scanner.\n"));
    let report: Value =
        serde_json::from_str(&printed(&["lint", "--format", "json", &path], 1)).unwrap();
    assert_eq!(report["n_files"], 1);
    let findings = report["findings"].as_array().unwrap();
    let found = findings.iter().find(|finding| finding["rule"] == "A-03").unwrap();
    assert_eq!((&found["line"], &found["weight"]), (&9.into(), &"error".into()));
    for told in ["path", "message", "why", "source", "remedy"] {
        assert!(!found[told].as_str().unwrap().is_empty(), "{told}");
    }
}

#[test]
fn a_folder_is_read_whole_and_an_empty_one_refused() {
    let folder = TempDir::new().unwrap();
    assert!(refused(&["lint", folder.path().to_str().unwrap()]).contains("no document"));
    let n_improved = starters(folder.path(), "improved").len();
    path_of(folder.path(), "notes.txt", "not a document");
    let told = printed(&["lint", folder.path().to_str().unwrap()], 0);
    assert!(told.starts_with(&format!("documents {n_improved},")), "{told}");
}

#[test]
fn what_cannot_be_read_is_named_with_the_reason() {
    let folder = TempDir::new().unwrap();
    assert!(refused(&["lint", "nowhere.md"]).contains("nowhere.md"));
    let latin = folder.path().join("latin.md");
    fs::write(&latin, b"# caf\xe9").unwrap();
    assert!(refused(&["lint", latin.to_str().unwrap()]).contains("not UTF-8"));
    let good = path_of(folder.path(), "a.md", FRONT);
    let brand = path_of(folder.path(), "b.toml", "name = 3");
    assert!(refused(&["lint", &good, "--brand", &brand]).contains("not a brand"));
    assert!(refused(&["render", &good, "--persona", "nobody"]).contains("typical"));
    assert!(refused(&["render", &good, "--out", "no/such/folder"]).contains("cannot write"));
}

#[test]
fn the_brand_is_the_nearest_one_unless_another_is_named() {
    let folder = TempDir::new().unwrap();
    let brand = |name: &str| {
        let facts = content::BrandFacts::from(content::library::brand());
        toml::to_string(&content::BrandFacts { name: name.to_owned(), ..facts }).unwrap()
    };
    path_of(folder.path(), "brand.toml", &brand("Westwire"));
    let other = path_of(folder.path(), "other/eastwire.toml", &brand("Eastwire"));
    let path =
        path_of(folder.path(), "deep/er/a.md", &format!("{FRONT}# A\n\n((provider name))\n"));
    assert!(printed(&["render", &path], 0).contains("Westwire"));
    let named = printed(&["render", &path, "--brand", &other], 0);
    assert!(named.contains("Eastwire") && !named.contains("Westwire"));
}

#[test]
fn a_page_is_rendered_byte_for_byte_as_it_would_be_served() {
    let folder = TempDir::new().unwrap();
    let path = starters(folder.path(), "improved").remove(0);
    let (document, _) = content::parse(&fs::read_to_string(&path).unwrap());
    let readers = content::library::personas();
    let long = readers.iter().find(|reader| reader.id == "long").unwrap();
    let targets = ["garden", "email", "email-text", "letter", "script"];
    for (name, target) in targets.into_iter().zip(content::Target::ALL) {
        let rendered =
            content::render(&document, &content::library::brand(), &long.values, target).body;
        let out = folder.path().join(name);
        let arguments = ["render", &path, "--target", name, "--persona", "long"];
        assert_eq!(printed(&arguments, 0), rendered, "{name}");
        let arguments = [&arguments[..], &["--out", out.to_str().unwrap()]].concat();
        assert_eq!(printed(&arguments, 0), "");
        assert_eq!(fs::read_to_string(out).unwrap(), rendered, "{name}");
    }
}

#[test]
fn a_page_is_rendered_in_a_made_up_language() {
    let folder = TempDir::new().unwrap();
    let path = path_of(folder.path(), "a.md", &format!("{FRONT}# Wait\n\n((case code))\n"));
    let plain = printed(&["render", &path], 0);
    assert!(plain.contains("<h1>Wait</h1>"), "{plain}");
    let accented = printed(&["render", &path, "--pseudo", "accented"], 0);
    assert!(accented.contains("lang=\"xx-accent\"") && !accented.contains("Wait"), "{accented}");
    let turned = printed(&["render", &path, "--pseudo", "bidi"], 0);
    assert!(turned.contains("dir=\"rtl\""), "{turned}");
}

/// A server's folder with a running trial `autumn` and twelve subjects, placed by `draw`.
fn data(draw: Draw<'_>) -> TempDir {
    let folder = TempDir::new().unwrap();
    let file = SqliteFile::at(folder.path().join("stile.db"));
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let store = store::open(&Engine::Sqlite(file)).await.unwrap();
        cast::start(&*store, "autumn").await.unwrap();
        for number in 0..12 {
            let entry = cast::entry("autumn", &format!("line-{number}"), number);
            store.enrol(&entry, draw, cast::by()).await.unwrap();
        }
        store.close().await;
    });
    folder
}

#[test]
fn a_log_that_is_as_the_seed_draws_it_is_intact_and_another_is_not() {
    let audit = |folder: &TempDir, status| {
        let folder = folder.path().to_str().unwrap();
        printed(&["audit-assignment", "--data", folder, "autumn"], status)
    };
    let honest = audit(&data(&trial::assignment::arm_index), 0);
    assert!(honest.contains("enrolments 12") && honest.contains("\nintact:"), "{honest}");
    let forged = audit(&data(&|_, _, _, _| 0), 1);
    assert!(forged.contains("the seed draws new, the row says old"), "{forged}");
    assert!(forged.contains("not intact: 6 rows"), "{forged}");
}

#[test]
fn an_audit_of_nothing_says_what_is_missing() {
    let empty = TempDir::new().unwrap();
    let folder = empty.path().to_str().unwrap();
    let nowhere = refused(&["audit-assignment", "--data", folder, "autumn"]);
    assert!(nowhere.contains("no database"), "{nowhere}");
    let data = data(&trial::assignment::arm_index);
    let folder = data.path().to_str().unwrap();
    assert!(refused(&["audit-assignment", "--data", folder, "winter"]).contains("winter"));
}

/// Puts the starter library and its brand into a new server's folder.
fn starter_data() -> TempDir {
    let folder = TempDir::new().unwrap();
    let file = SqliteFile::at(folder.path().join("stile.db"));
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let store = store::open(&Engine::Sqlite(file)).await.unwrap();
        store.put_brand(&content::library::brand(), cast::by()).await.unwrap();
        for starter in content::library::documents() {
            store.save_document(&starter.id, starter.source, None, cast::by()).await.unwrap();
        }
        store.close().await;
    });
    folder
}

/// Every file below a folder with its text.
fn files(folder: &Path) -> Vec<(String, String)> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = entries.map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files
        .map(|file| {
            let name = file.path().strip_prefix(folder).unwrap().display().to_string();
            (name, fs::read_to_string(file.path()).unwrap())
        })
        .collect()
}

#[test]
fn a_message_goes_out_as_a_folder_and_comes_back_equal() {
    let (here, there) = (starter_data(), TempDir::new().unwrap());
    let (first, second) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let run = |way: &str, data: &TempDir, folder: &TempDir| {
        let data = data.path().to_str().unwrap();
        let folder = folder.path().to_str().unwrap();
        printed(&["messages", way, "--data", data, "iot-infection", folder], 0)
    };
    run("export", &here, &first);
    let out = files(first.path());
    let names: Vec<&str> = out.iter().map(|(name, _)| name.as_str()).collect();
    for name in ["brand.toml", "improved/garden.en.md", "revisions.jsonl", "variables.toml"] {
        assert!(names.contains(&name), "{names:?}");
    }
    assert!(run("import", &there, &first).contains("replaced 0, unchanged 0"));
    run("export", &there, &second);
    assert_eq!(files(second.path()), out);
    assert!(run("import", &there, &second).contains("created 0, replaced 0"));
    printed(&["lint", first.path().join("improved").to_str().unwrap()], 0);
}

#[test]
fn nothing_is_overwritten_unasked_on_either_way() {
    let data = starter_data();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("improved/garden.en.md");
    let arguments = |way| {
        let data = data.path().to_str().unwrap();
        ["messages", way, "--data", data, "iot-infection", folder.path().to_str().unwrap()]
    };
    printed(&arguments("export"), 0);
    fs::write(&path, "# Mine\n").unwrap();
    for way in ["export", "import"] {
        let said = refused(&arguments(way));
        assert!(said.contains("improved/garden.en.md") && !said.contains("standard"), "{said}");
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), "# Mine\n");
    let told = printed(&[&arguments("import")[..], &["--overwrite"]].concat(), 0);
    assert!(told.starts_with("created 0, replaced 1,"), "{told}");
    fs::write(folder.path().join("improved/garden.md"), "# No locale").unwrap();
    assert!(refused(&arguments("import")).contains("improved/garden.en.md"));
}

#[test]
fn documents_that_are_given_together_are_compared_with_each_other() {
    let folder = TempDir::new().unwrap();
    let english = "\n# A\n\n## Fix {#fix .steps}\n\n1. One\n2. Two\n";
    let en = path_of(folder.path(), "en.md", &format!("{FRONT}{english}"));
    let dutch = FRONT.replace("\"en\"", "\"nl\"");
    let nl = path_of(folder.path(), "nl.md", &format!("{dutch}\n# A\n"));
    assert!(!printed(&["lint", &nl], 1).contains("P-03"));
    assert!(printed(&["lint", &nl, &en], 1).contains("P-03"));
}

#[test]
fn an_archive_is_imported_like_its_folder_and_refused_by_name() {
    let data = starter_data();
    let import = |message: &'static str, archive: &str| {
        let path = format!("{}/testdata/archives/{archive}", env!("CARGO_MANIFEST_DIR"));
        let data = data.path().to_str().unwrap().to_owned();
        ["messages", "import", "--overwrite", "--data", &data, message, &path].map(str::to_owned)
    };
    let refused_for = |message, archive| {
        let arguments = import(message, archive);
        refused(&arguments.each_ref().map(String::as_str))
    };
    let windows = import("windows-pack", "backslash.zip");
    let told = printed(&windows.each_ref().map(String::as_str), 0);
    assert!(told.starts_with("created 1"), "{told}");
    assert!(refused_for("iot-infection", "backslash.zip").contains("windows-pack"));
    let twice = refused_for("twice-pack", "twice.zip");
    assert!(twice.contains("twice-pack/improved/garden.en.md"), "{twice}");
    let renamed = refused_for("renamed-pack", "other-name-inside.zip");
    assert!(renamed.contains("iot-infection") && renamed.contains("renamed-pack"), "{renamed}");
}

//! What is private stays so: on the disk, and after it was deleted.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use server::store::{Engine, NewHelp, SqliteFile, Store, StoreError, open};
use sqlx::{Connection, Executor, SqliteConnection};
use tempfile::TempDir;
use walkdir::WalkDir;

use super::running::{Running, printed, serve, stile};
use crate::cast::{by, entry, name, noon, start, turns};

/// What others may do with anything in a folder, or with the folder.
fn open_to_others(folder: &Path) -> Vec<String> {
    let entries = WalkDir::new(folder).into_iter().map(Result::unwrap);
    let modes = entries.map(|entry| (entry.path().to_owned(), mode(entry.path())));
    let open = modes.filter(|(_, mode)| mode & 0o077 != 0);
    open.map(|(path, mode)| format!("{} {mode:o}", path.display())).collect()
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

/// The same command, from a shell that lets everybody read new files.
fn without_umask(command: &Command) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", "umask 000; exec \"$@\"", "sh"]).arg(command.get_program());
    shell.args(command.get_args());
    shell
}

#[test]
fn nobody_else_reads_the_folder_whatever_the_umask_and_older_modes_are_tightened() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    let server = Running::begin(&folder, without_umask(&serve(&data)));
    server.enrol("line-1");
    assert!(data.join("stile.db-wal").exists());
    assert_eq!(open_to_others(&data), Vec::<String>::new());

    let backup = folder.path().join("backup");
    let make = ["backup", "--data", data.to_str().unwrap(), backup.to_str().unwrap()];
    printed(without_umask(&stile(&make)).output().unwrap(), 0);
    assert_eq!(mode(&backup), 0o600);

    server.kill();
    for name in ["", "stile.db", "stile.db-wal", "stile.db-shm", "stile.db.lock"] {
        set_mode(&data.join(name), 0o755);
    }
    let server = Running::begin(&folder, without_umask(&serve(&data)));
    assert_eq!(open_to_others(&data), Vec::<String>::new());
    assert!(server.log().contains("could be read by others (mode 755)"), "{}", server.log());
}

#[test]
fn the_mode_of_a_folder_that_others_use_is_left_alone() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    std::fs::write(data.join("notes.txt"), "of somebody else").unwrap();
    set_mode(&data, 0o755);
    let server = Running::start(&folder);
    assert_eq!((mode(&data), mode(&data.join("stile.db"))), (0o755, 0o600));
    assert!(server.log().contains("holds other files too"), "{}", server.log());
}

/// Whether any file of a folder holds the word. Another process looks: closing a file here would let
/// go of the locks of the store.
fn holds(folder: &Path, word: &str) -> bool {
    let grep = Command::new("grep").args(["-r", "-a", "-q", word]).arg(folder).status().unwrap();
    grep.success()
}

async fn ask(store: &dyn Store, minute: i64, word: &str) -> Result<u64, StoreError> {
    // So long that it has pages of its own, which SQLite would let go of as they are.
    let text = format!("my neighbour {word} says hello ").repeat(1_000);
    let at = noon(5) + jiff::SignedDuration::from_mins(minute);
    let help = NewHelp { subject: name("line"), at, text };
    let contact = store.ask_for_help(&help, by()).await?.id;
    store.set_codes(contact, &[], noon(6), by()).await?;
    Ok(contact)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handled_text_is_gone_from_every_file_at_once() -> Result<(), StoreError> {
    let folder = TempDir::new().unwrap();
    let file = SqliteFile::at(folder.path().join("stile.db"));
    let store = open(&Engine::Sqlite(file.clone())).await?;
    start(&*store, "first").await?;
    store.enrol(&entry("first", "line", 1), &turns, by()).await?;
    let contact = ask(&*store, 0, "Zebedee").await?;
    assert!(holds(folder.path(), "Zebedee"), "the test looks at the right place");
    store.mark_handled(contact, by()).await?;
    assert!(!holds(folder.path(), "Zebedee"));

    // A reader that holds the log delays it, and no longer.
    let contact = ask(&*store, 1, "Yolanda").await?;
    let address = format!("sqlite://{}", file.path.display());
    let mut reader = SqliteConnection::connect(&address).await.unwrap();
    reader.execute("BEGIN; SELECT COUNT(*) FROM contact").await.unwrap();
    store.mark_handled(contact, by()).await?;
    assert!(holds(folder.path(), "Yolanda"), "the reader holds nothing");
    reader.execute("COMMIT").await.unwrap();
    let begin = Instant::now();
    while holds(folder.path(), "Yolanda") {
        assert!(begin.elapsed() < Duration::from_secs(20), "it is never deleted");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}

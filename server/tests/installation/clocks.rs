//! A machine whose clock was set back while the server was down.

use jiff::Timestamp;
use server::store::{By, Engine, SqliteFile, StoreError, open};
use tempfile::TempDir;

use super::running::{Running, stile};

#[tokio::test]
async fn after_a_restart_no_row_arrives_before_the_newest_one() -> Result<(), StoreError> {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let store = open(&Engine::Sqlite(SqliteFile::at(data.join("stile.db")))).await?;
    let ahead = Timestamp::now() + jiff::SignedDuration::from_hours(2);
    let brand = content::library::brand();
    store.put_brand(&brand, By { who: "before", at: ahead }).await?;
    store.close().await;

    let mut command = stile(&["serve", "--port", "0", "--garden-port", "0", "--data"]);
    command.arg(&data);
    let server = Running::begin(&folder, command);
    let status = server.get("/api/v1/status").expect(200).json();
    let now: Timestamp = status["now"].as_str().unwrap().parse().unwrap();
    assert!(now.as_second() >= ahead.as_second(), "{now} is before {ahead}");
    assert!(server.log().contains("behind the newest row"), "{}", server.log());
    Ok(())
}

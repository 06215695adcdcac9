//! Databases of every earlier version, with rows in them, are brought up to date.

use server::store::{Engine, SqliteFile, StoreError, open};
use sqlx::{AssertSqlSafe, Connection, Executor, SqliteConnection};
use tempfile::TempDir;
use trial::observation::{Code, KindName};

use crate::cast::{name, planned, seed};

/// The scripts as each version has added them.
const SCRIPTS: [&str; 9] = [
    include_str!("../../migrations/0001_begin.sql"),
    include_str!("../../migrations/0002_overtaken_releases.sql"),
    include_str!("../../migrations/0003_reviews.sql"),
    include_str!("../../migrations/0004_served_documents.sql"),
    include_str!("../../migrations/0005_changes_and_more_observations.sql"),
    include_str!("../../migrations/0006_templates.sql"),
    include_str!("../../migrations/0007_planned_sizes.sql"),
    include_str!("../../migrations/0008_one_observation.sql"),
    include_str!("../../migrations/0009_arm_counts.sql"),
];

/// Rows as the first version wrote them; `PLAN` and `SEED` are filled in.
const ROWS: &str = "
    UPDATE change SET number = 7;
    INSERT INTO document VALUES ('iot-infection/improved/garden/en', '# Old', 3, 1772366400000000);
    INSERT INTO trial VALUES (1, 'first', 2, 1772366400000000, 'PLAN', 'running', 1772366400000000,
        NULL, NULL, 0, NULL, '[]', NULL);
    INSERT INTO seed VALUES ('first', x'SEED');
    INSERT INTO subject VALUES (1, 'line-1', 'token-1', 'CODE', 'camera', NULL, 0, 1772452800000000);
    INSERT INTO enrolment VALUES (1, 'first', 'line-1', 1772452800000000, 'all', 0, 'old');
    INSERT INTO sighting VALUES ('line-1', 1772539200000000, 'darknet', 1772539200000000);
    INSERT INTO contact VALUES (1, 'line-1', 1772539200000000, 'contact_form', 1772539200000000,
        'which one?', '[\"which_device\"]', 1772539300000000, NULL);
    INSERT INTO set_aside VALUES (1, 'sighting',
        '{\"subject\":\"ghost\",\"at\":\"2026-03-02T12:00:00Z\",\"feed\":\"darknet\"}', 'nobody',
        1772539200000000);
";

fn rows() -> String {
    let plan = serde_json::to_string(&planned("first").plan).unwrap();
    let code = crate::cast::candidate(1).case_code.to_string();
    ROWS.replace("PLAN", &plan).replace("SEED", &"07".repeat(32)).replace("CODE", &code)
}

/// A database as the version with that many scripts left it.
async fn of_version(file: &SqliteFile, n_scripts: usize) {
    let address = format!("sqlite://{}?mode=rwc", file.path.display());
    let mut connection = SqliteConnection::connect(&address).await.unwrap();
    connection.execute("PRAGMA journal_mode = WAL").await.unwrap();
    let table = "CREATE TABLE migration (number INTEGER PRIMARY KEY) STRICT";
    connection.execute(table).await.unwrap();
    for (number, script) in (1..).zip(SCRIPTS).take(n_scripts) {
        connection.execute(script).await.unwrap();
        let noted = format!("INSERT INTO migration (number) VALUES ({number})");
        connection.execute(AssertSqlSafe(noted)).await.unwrap();
        if number == 1 {
            connection.execute(AssertSqlSafe(rows())).await.unwrap();
        }
    }
    connection.close().await.unwrap();
}

#[tokio::test]
async fn every_earlier_version_is_brought_up_to_date_with_its_rows() -> Result<(), StoreError> {
    for n_scripts in 1..=SCRIPTS.len() {
        let folder = TempDir::new().unwrap();
        let file = SqliteFile::at(folder.path().join("stile.db"));
        of_version(&file, n_scripts).await;
        for _ in 0..2 {
            let store = open(&Engine::Sqlite(file.clone())).await?;
            assert_eq!(*store.changes().borrow(), 7, "version {n_scripts}");
            assert_eq!(store.documents().await?[0].source, "# Old");
            assert_eq!(store.seed(&name("first")).await?, seed());
            assert_eq!(store.subject(&name("line-1")).await?.token, name("token-1"));
            let contact = store.contact(1).await?;
            assert_eq!(contact.codes, Some(vec![Code::WhichDevice]));
            assert_eq!(contact.text.as_deref(), Some("which one?"));
            assert_eq!(store.kept_aside(None, 10).await?.items.len(), 1);
            let records = store.records(&name("first")).await?;
            assert_eq!((records.enrolments.len(), records.of(KindName::Sighting).count()), (1, 1));
            assert_eq!(records.of(KindName::Contact).count(), 1, "version {n_scripts}");
            store.close().await;
        }
        assert_eq!(noted(&file).await, (SCRIPTS.len() as i64, 0), "version {n_scripts}");
    }
    Ok(())
}

/// How many scripts are noted as run, and whether the table of earlier versions is still there.
async fn noted(file: &SqliteFile) -> (i64, i64) {
    let address = format!("sqlite://{}", file.path.display());
    let mut connection = SqliteConnection::connect(&address).await.unwrap();
    let run = sqlx::query_scalar("SELECT COUNT(*) FROM _sqlx_migrations WHERE success");
    let old = sqlx::query_scalar("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'migration'");
    let run = run.fetch_one(&mut connection).await.unwrap();
    (run, old.fetch_one(&mut connection).await.unwrap())
}

#[tokio::test]
async fn a_number_from_the_future_is_not_carried_over() {
    let folder = TempDir::new().unwrap();
    let file = SqliteFile::at(folder.path().join("stile.db"));
    of_version(&file, SCRIPTS.len()).await;
    let address = format!("sqlite://{}", file.path.display());
    let mut connection = SqliteConnection::connect(&address).await.unwrap();
    let next = format!("INSERT INTO migration (number) VALUES ({})", SCRIPTS.len() + 1);
    connection.execute(AssertSqlSafe(next)).await.unwrap();
    connection.close().await.unwrap();
    let refused = open(&Engine::Sqlite(file)).await.map(|_| ()).unwrap_err();
    assert!(refused.to_string().contains("newer version"), "{refused}");
}

//! A database of which one part cannot be read any more.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;

use sqlx::{Connection, Row, SqliteConnection};
use tempfile::TempDir;

use super::running::Running;

/// Overwrites the pages on which a table and its indexes begin.
async fn damage(database: &Path, table: &str) {
    let address = format!("sqlite://{}", database.display());
    let mut connection = SqliteConnection::connect(&address).await.unwrap();
    let size: i64 =
        sqlx::query("PRAGMA page_size").fetch_one(&mut connection).await.unwrap().get(0);
    let roots =
        sqlx::query("SELECT rootpage FROM sqlite_schema WHERE tbl_name = $1 AND rootpage > 0");
    let roots = roots.bind(table).fetch_all(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    assert!(!roots.is_empty(), "there is no table {table}");
    let mut file = File::options().write(true).open(database).unwrap();
    for root in roots {
        let page: i64 = root.get(0);
        file.seek(SeekFrom::Start(u64::try_from((page - 1) * size).unwrap())).unwrap();
        file.write_all(&vec![0xA5; usize::try_from(size).unwrap()]).unwrap();
    }
}

#[tokio::test]
async fn a_part_that_cannot_be_read_is_the_problem_of_those_who_need_it() {
    let folder = TempDir::new().unwrap();
    let server = Running::start(&folder);
    let page = server.enrol("line-1");
    server.visit(&page).expect(200);
    server.stop();
    damage(&folder.path().join("data/stile.db"), "subject").await;

    let server = Running::start(&folder);
    for _ in 0..20 {
        let answer = server.visit(&page).expect(500);
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        assert!(answer.text().contains("</html>"), "{answer:?}");
        let problem = server.get("/api/v1/subjects/line-1").expect(500).json();
        assert_eq!(problem["code"], "internal");
        assert!(!problem.to_string().contains("malformed"), "the cause is for the log: {problem}");
    }
    server.get("/api/v1/status").expect(200);
    server.get("/api/v1/trials").expect(200);
    server.get("/api/v1/messages").expect(200);
    assert!(server.log().contains("malformed"), "{}", server.log());
    server.stop();
}

//! One write: a transaction that either leaves its trace in the audit log or changes nothing.

use sqlx::{Row, Sqlite, SqliteConnection, SqlitePool, Transaction};
use tokio::sync::watch;

use crate::store::{Answer, By};

/// A transaction that holds the write lock. Dropped before [`Write::finish`], it is undone.
pub(super) struct Write {
    transaction: Transaction<'static, Sqlite>,
    changes: watch::Sender<u64>,
    changed: bool,
    /// The number that this change has when it is finished; every row that it adds carries it.
    pub(super) number: i64,
}

impl Write {
    pub(super) async fn begin(writer: &SqlitePool, changes: watch::Sender<u64>) -> Answer<Self> {
        let mut transaction = writer.begin_with("BEGIN IMMEDIATE").await?;
        let last = sqlx::query("SELECT number FROM change").fetch_one(&mut *transaction).await?;
        let number = last.try_get::<i64, _>("number")? + 1;
        Ok(Self { transaction, changes, changed: false, number })
    }

    /// The connection that is inside the transaction.
    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.transaction
    }

    /// Runs a statement; answers how many rows it wrote.
    pub(super) async fn run(
        &mut self,
        statement: sqlx::query::Query<'_, Sqlite, sqlx::sqlite::SqliteArguments>,
    ) -> Answer<u64> {
        Ok(statement.execute(self.connection()).await?.rows_affected())
    }

    /// Notes a change in the audit log.
    pub(super) async fn audit(
        &mut self,
        by: By<'_>,
        what: &'static str,
        about: serde_json::Value,
    ) -> Answer<()> {
        self.touch();
        let entry = sqlx::query("INSERT INTO audit (at, who, what, about) VALUES ($1, $2, $3, $4)")
            .bind(by.at.as_microsecond())
            .bind(by.who)
            .bind(what)
            .bind(about.to_string());
        self.run(entry).await.map(|_| ())
    }

    /// Says that something has changed that the audit log leaves out.
    pub(super) fn touch(&mut self) {
        self.changed = true;
    }

    /// Makes the change durable and tells who is waiting; undoes a write that changed nothing.
    pub(super) async fn finish(mut self) -> Answer<()> {
        if !self.changed {
            return Ok(self.transaction.rollback().await?);
        }
        let number = self.number;
        self.run(sqlx::query("UPDATE change SET number = $1").bind(number)).await?;
        self.transaction.commit().await?;
        let number = number.unsigned_abs();
        self.changes.send_if_modified(|known| {
            let is_newer = number > *known;
            *known = number.max(*known);
            is_newer
        });
        Ok(())
    }
}

//! One write: a transaction that either leaves its trace in the audit log or changes nothing.

use sqlx::{Row, Sqlite, SqliteConnection};
use tokio::sync::watch;

use super::writer::Begun;
use crate::store::{Answer, By};

/// A transaction that holds the write lock. Dropped before [`Write::finish`], it is undone.
pub(super) struct Write {
    begun: Begun,
    changes: watch::Sender<u64>,
    changed: bool,
    /// The number that this change has when it is finished; every row that it adds carries it.
    pub(super) number: i64,
}

impl Write {
    /// Reads the number of the change in a transaction that has begun.
    pub(super) async fn of(mut begun: Begun, changes: watch::Sender<u64>) -> Answer<Self> {
        let last = sqlx::query("SELECT number FROM change");
        let last = last.fetch_one(&mut *begun.transaction).await?;
        let number = last.try_get::<i64, _>("number")? + 1;
        Ok(Self { begun, changes, changed: false, number })
    }

    /// The connection that is inside the transaction.
    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.begun.transaction
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
            return Ok(self.begun.transaction.rollback().await?);
        }
        let number = self.number;
        self.run(sqlx::query("UPDATE change SET number = $1").bind(number)).await?;
        self.begun.transaction.commit().await?;
        let number = number.unsigned_abs();
        self.changes.send_if_modified(|known| {
            let is_newer = number > *known;
            *known = number.max(*known);
            is_newer
        });
        Ok(())
    }
}

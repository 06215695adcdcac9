//! The tables, brought up to date: each numbered script runs once, in order, and is known by its
//! checksum from then on.

use std::sync::LazyLock;

use sqlx::migrate::{Migrate, MigrateError, Migration, MigrationType, Migrator};
use sqlx::{Connection, SqlSafeStr, SqliteConnection};

use crate::store::{Answer, StoreError};

/// Where sqlx notes what has run.
const TABLE: &str = "_sqlx_migrations";

macro_rules! script {
    ($number:literal, $name:literal) => {
        Migration::new(
            $number,
            $name.into(),
            MigrationType::Simple,
            include_str!(concat!("../../../migrations/", $name, ".sql")).into_sql_str(),
            false,
        )
    };
}

/// The scripts. One that was released never changes.
static MIGRATOR: LazyLock<Migrator> = LazyLock::new(|| {
    Migrator::with_migrations(vec![
        script!(1, "0001_begin"),
        script!(2, "0002_overtaken_releases"),
        script!(3, "0003_reviews"),
        script!(4, "0004_served_documents"),
        script!(5, "0005_changes_and_more_observations"),
        script!(6, "0006_templates"),
        script!(7, "0007_planned_sizes"),
        script!(8, "0008_one_observation"),
        script!(9, "0009_arm_counts"),
    ])
});

/// Runs what has not run yet, all or nothing. Refuses a database that a newer version has written, or
/// one with a script that is another one here.
pub(super) async fn run(connection: &mut SqliteConnection) -> Answer<()> {
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    refuse_others(&mut transaction).await?;
    carry_over(&mut transaction).await?;
    MIGRATOR.run_direct(None, &mut *transaction, false).await.map_err(fault)?;
    Ok(transaction.commit().await?)
}

/// Whether the tables are as this version has them; in words what is different when not.
pub(super) async fn check(connection: &mut SqliteConnection) -> Answer<Result<(), String>> {
    if let Some(last) = numbers_before_sqlx(connection).await? {
        return Ok(Err(if last > newest() { newer() } else { older() }));
    }
    if !has_table(connection, TABLE).await? {
        return Ok(Err("this is no database of Stile".to_owned()));
    }
    let applied = connection.list_applied_migrations(TABLE).await.map_err(fault)?;
    for applied in &applied {
        let Some(own) = MIGRATOR.iter().find(|own| own.version == applied.version) else {
            return Ok(Err(newer()));
        };
        if own.checksum != applied.checksum {
            return Ok(Err(changed(own.version)));
        }
    }
    Ok(if applied.len() < MIGRATOR.iter().len() { Err(older()) } else { Ok(()) })
}

/// Refuses the database of another program.
async fn refuse_others(connection: &mut SqliteConnection) -> Answer<()> {
    let names = sqlx::query_scalar::<_, String>("SELECT name FROM sqlite_schema");
    let names = names.fetch_all(connection).await?;
    match names.is_empty() || names.iter().any(|name| name == TABLE || name == "migration") {
        true => Ok(()),
        false => Err(StoreError::Unopenable(
            "this is the database of another program; name another folder with --data".to_owned(),
        )),
    }
}

/// Takes the numbers over from the table in which earlier versions noted what has run.
async fn carry_over(connection: &mut SqliteConnection) -> Answer<()> {
    let Some(last) = numbers_before_sqlx(connection).await? else { return Ok(()) };
    if last > newest() {
        return Err(StoreError::Unopenable(newer()));
    }
    connection.ensure_migrations_table(TABLE).await.map_err(fault)?;
    for own in MIGRATOR.iter().filter(|own| own.version <= last) {
        connection.skip(TABLE, own).await.map_err(fault)?;
    }
    sqlx::query("DROP TABLE migration").execute(connection).await?;
    Ok(())
}

/// The last number in the table of earlier versions, if it is there.
async fn numbers_before_sqlx(connection: &mut SqliteConnection) -> Answer<Option<i64>> {
    if !has_table(connection, "migration").await? {
        return Ok(None);
    }
    let last = sqlx::query_scalar("SELECT COALESCE(MAX(number), 0) FROM migration");
    Ok(Some(last.fetch_one(connection).await?))
}

async fn has_table(connection: &mut SqliteConnection, name: &str) -> Answer<bool> {
    let named = sqlx::query("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1");
    Ok(named.bind(name).fetch_optional(connection).await?.is_some())
}

/// The number of the last script.
fn newest() -> i64 {
    MIGRATOR.iter().map(|own| own.version).max().unwrap_or(0)
}

fn fault(fault: MigrateError) -> StoreError {
    match fault {
        MigrateError::Execute(fault) | MigrateError::ExecuteMigration(fault, _) => fault.into(),
        MigrateError::VersionMissing(_) => StoreError::Unopenable(newer()),
        MigrateError::VersionMismatch(number) => StoreError::Unopenable(changed(number)),
        other => StoreError::Corrupt(other.to_string()),
    }
}

fn newer() -> String {
    "a newer version of Stile wrote this database; start that version, or restore a backup from before"
        .to_owned()
}

/// The sentence about tables from before, which are brought up to date when the store is opened.
pub(super) fn older() -> String {
    "an older version of Stile wrote this database; start the server once, which updates it"
        .to_owned()
}

fn changed(number: i64) -> String {
    format!(
        "the database was updated by another script {number} than the one of this version, so nobody \
         knows what its tables are; start the version that wrote it, or restore a backup"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_released_script_never_changes() {
        let checksums = MIGRATOR
            .iter()
            .map(|own| format!("{} {}", own.description, words::hex(&own.checksum[..6])));
        insta::assert_debug_snapshot!(checksums.collect::<Vec<_>>());
    }
}

//! Subjects, as they are found.

use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use trial::{SubjectId, TrialId};
use wire::Page;

use super::SqliteStore;
use super::page::{below, page_of, rows_to_read};
use super::read::{maybe_parsed, number, parsed, time};
use crate::store::{Answer, StoreError, Subject};

pub(super) async fn get(store: &SqliteStore, id: &SubjectId) -> Answer<Subject> {
    find(&mut *store.read().await?, id).await?.ok_or(StoreError::NotFound)
}

pub(super) async fn by_token(store: &SqliteStore, token: &str) -> Answer<Subject> {
    let query = sqlx::query("SELECT * FROM subject WHERE token = $1").bind(token);
    subject(&query.fetch_one(&mut *store.read().await?).await?)
}

pub(super) async fn by_case_code(store: &SqliteStore, code: &str) -> Answer<Subject> {
    let query = sqlx::query("SELECT * FROM subject WHERE case_code = $1").bind(code);
    subject(&query.fetch_one(&mut *store.read().await?).await?)
}

pub(super) async fn list(
    store: &SqliteStore,
    trial: Option<&TrialId>,
    after: Option<u64>,
    limit: u32,
) -> Answer<Page<Subject>> {
    let all = "SELECT * FROM subject WHERE number < $1 ORDER BY number DESC LIMIT $2";
    let of_trial = "SELECT subject.* FROM enrolment JOIN subject ON subject.id = enrolment.subject
         WHERE subject.number < $1 AND enrolment.trial = $3
         ORDER BY subject.number DESC LIMIT $2";
    let query = sqlx::query(if trial.is_some() { of_trial } else { all });
    let query = query.bind(below(after)).bind(rows_to_read(limit));
    let query = match trial {
        Some(trial) => query.bind(trial.as_str()),
        None => query,
    };
    let rows = query.fetch_all(&mut *store.read().await?).await?;
    let numbered = |row| Ok((number(row, "number")?, subject(row)?));
    let subjects = rows.iter().map(numbered).collect::<Answer<Vec<_>>>()?;
    Ok(page_of(subjects, limit))
}

/// One subject, if there is one, read within a larger step.
pub(super) async fn find(
    connection: &mut SqliteConnection,
    id: &SubjectId,
) -> Answer<Option<Subject>> {
    let query = sqlx::query("SELECT * FROM subject WHERE id = $1").bind(id.as_str());
    query.fetch_optional(connection).await?.as_ref().map(subject).transpose()
}

fn subject(row: &SqliteRow) -> Answer<Subject> {
    Ok(Subject {
        id: parsed(row, "id")?,
        token: parsed(row, "token")?,
        case_code: parsed(row, "case_code")?,
        device_kind: parsed(row, "device_kind")?,
        locale: maybe_parsed(row, "locale")?,
        simulated: row.try_get("simulated")?,
        enrolled_at: time(row, "enrolled_at")?,
    })
}

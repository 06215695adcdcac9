//! Trials and, apart from them, their seeds.

use jiff::Timestamp;
use serde_json::json;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use trial::assignment::Seed;
use trial::{Trial, TrialId, TrialState};
use wire::message::Revision;

use super::read::{self, body, cell, maybe_time, number, parsed, time};
use super::write::Write;
use super::{SqliteStore, revisions};
use crate::store::{Answer, By, StoreError, StoredTrial};

macro_rules! select {
    ($which:literal) => {
        concat!(
            "SELECT trial.*, (SELECT COALESCE(SUM(n), 0) FROM arm_count WHERE arm_count.trial = trial.id)
             AS n_enrolled FROM trial ",
            $which
        )
    };
}

pub(super) async fn list(store: &SqliteStore) -> Answer<Vec<StoredTrial>> {
    let query = sqlx::query(select!("ORDER BY number DESC"));
    query.fetch_all(&mut *store.read().await?).await?.iter().map(stored).collect()
}

pub(super) async fn get(store: &SqliteStore, id: &TrialId) -> Answer<StoredTrial> {
    find(&mut *store.read().await?, id).await
}

pub(super) async fn create(store: &SqliteStore, trial: &Trial, by: By<'_>) -> Answer<StoredTrial> {
    let create = sqlx::query(
        "INSERT INTO trial (plan, frozen, seed_commitment, state, started_at, stopped_at,
            stop_reason, sizes, id, version, created_at, simulated, simulated_now)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $11, $12)",
    );
    let create = bind_all(create, trial)?
        .bind(by.at.as_microsecond())
        .bind(trial.simulated)
        .bind(trial.simulated_now.map(Timestamp::as_microsecond));
    let mut write = store.write().await?;
    write.run(create).await?;
    finish(write, &trial.id, "trial_created", by).await
}

pub(super) async fn save(
    store: &SqliteStore,
    trial: &Trial,
    expected: u64,
    by: By<'_>,
) -> Answer<StoredTrial> {
    let mut write = store.write().await?;
    replace(&mut write, trial, expected).await?;
    finish(write, &trial.id, "trial_saved", by).await
}

pub(super) async fn start(
    store: &SqliteStore,
    (trial, expected): (&Trial, u64),
    seed: &Seed,
    frozen: &[Revision],
    by: By<'_>,
) -> Answer<StoredTrial> {
    let mut write = store.write().await?;
    replace(&mut write, trial, expected).await?;
    let seal = sqlx::query("INSERT INTO seed (trial, bytes) VALUES ($1, $2)");
    write.run(seal.bind(trial.id.as_str()).bind(&seed.bytes()[..])).await?;
    for revision in frozen {
        revisions::keep(&mut write, revision, by).await?;
    }
    finish(write, &trial.id, "trial_started", by).await
}

pub(super) async fn seed(connection: &mut SqliteConnection, id: &TrialId) -> Answer<Seed> {
    let query = sqlx::query("SELECT bytes FROM seed WHERE trial = $1").bind(id.as_str());
    let bytes: Vec<u8> = query.fetch_one(connection).await?.try_get("bytes")?;
    let bytes = bytes.try_into();
    Ok(Seed::new(bytes.map_err(|_| StoreError::Corrupt("a seed is not 32 bytes".to_owned()))?))
}

pub(super) async fn set_simulated_now(
    store: &SqliteStore,
    id: &TrialId,
    now: Timestamp,
) -> Answer<()> {
    let mut write = store.write().await?;
    if !find(write.connection(), id).await?.trial.simulated {
        return Err(StoreError::NotFound);
    }
    let forward = sqlx::query(
        "UPDATE trial SET simulated_now = $2
         WHERE id = $1 AND (simulated_now IS NULL OR simulated_now < $2)",
    );
    if write.run(forward.bind(id.as_str()).bind(now.as_microsecond())).await? > 0 {
        write.touch();
    }
    write.finish().await
}

/// One trial, read within a larger step.
pub(super) async fn find(connection: &mut SqliteConnection, id: &TrialId) -> Answer<StoredTrial> {
    let query = sqlx::query(select!("WHERE id = $1")).bind(id.as_str());
    stored(&query.fetch_one(connection).await?)
}

async fn replace(write: &mut Write, trial: &Trial, expected: u64) -> Answer<()> {
    let replace = sqlx::query(
        "UPDATE trial SET plan = $1, frozen = $2, seed_commitment = $3, state = $4,
            started_at = $5, stopped_at = $6, stop_reason = $7, sizes = $8, version = version + 1
         WHERE id = $9 AND version = $10",
    );
    match write.run(bind_all(replace, trial)?.bind(cell(expected))).await? {
        0 => find(write.connection(), &trial.id).await.and(Err(StoreError::Conflict)),
        _ => Ok(()),
    }
}

async fn finish(
    mut write: Write,
    id: &TrialId,
    what: &'static str,
    by: By<'_>,
) -> Answer<StoredTrial> {
    let stored = find(write.connection(), id).await?;
    write.audit(by, what, json!({"trial": id, "version": stored.version})).await?;
    write.finish().await?;
    Ok(stored)
}

type Query<'a> = sqlx::query::Query<'a, sqlx::Sqlite, sqlx::sqlite::SqliteArguments>;

/// Binds $1 to $9: plan, frozen, seed_commitment, the four columns of the state, sizes, id.
fn bind_all<'a>(query: Query<'a>, trial: &'a Trial) -> Answer<Query<'a>> {
    let (state, started_at, stopped_at, reason) = match &trial.state {
        TrialState::Planned => ("planned", None, None, None),
        TrialState::Running { started_at } => ("running", Some(started_at), None, None),
        TrialState::Stopped { started_at, stopped_at, reason } => {
            ("stopped", Some(started_at), Some(stopped_at), Some(reason))
        }
    };
    Ok(query
        .bind(body(&trial.plan)?)
        .bind(body(&trial.frozen)?)
        .bind(trial.seed_commitment.as_deref())
        .bind(state)
        .bind(started_at.map(|at| at.as_microsecond()))
        .bind(stopped_at.map(|at| at.as_microsecond()))
        .bind(reason)
        .bind(trial.sizes.as_ref().map(body).transpose()?)
        .bind(trial.id.as_str()))
}

fn stored(row: &SqliteRow) -> Answer<StoredTrial> {
    let trial = Trial {
        id: parsed(row, "id")?,
        plan: read::json(row, "plan")?,
        state: state(row)?,
        simulated: row.try_get("simulated")?,
        simulated_now: maybe_time(row, "simulated_now")?,
        frozen: read::json(row, "frozen")?,
        seed_commitment: row.try_get("seed_commitment")?,
        sizes: read::maybe_json(row, "sizes")?,
    };
    Ok(StoredTrial {
        trial,
        version: number(row, "version")?,
        created_at: time(row, "created_at")?,
        n_enrolled: number(row, "n_enrolled")?,
    })
}

fn state(row: &SqliteRow) -> Answer<TrialState> {
    let started_at = maybe_time(row, "started_at")?;
    let stopped_at = maybe_time(row, "stopped_at")?;
    Ok(match (started_at, stopped_at) {
        (None, _) => TrialState::Planned,
        (Some(started_at), None) => TrialState::Running { started_at },
        (Some(started_at), Some(stopped_at)) => {
            TrialState::Stopped { started_at, stopped_at, reason: row.try_get("stop_reason")? }
        }
    })
}

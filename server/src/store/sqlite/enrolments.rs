//! Enrolment: sticky, one ordinal for each new subject, one running trial for each subject.

use std::collections::BTreeMap;

use content::DeviceKind;
use jiff::Timestamp;
use serde_json::json;
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use trial::assignment::Seed;
use trial::observation::Enrolment;
use trial::{ArmName, Stratum, SubjectId, Trial, TrialId, TrialState};

use super::read::{cell, number, parsed, time};
use super::write::Write;
use super::{SqliteStore, subjects, trials};
use crate::store::{
    Answer, By, Draw, EnrolAnswer, NewEnrolment, StoreError, Subject, SubjectEnrolment,
};

pub(super) async fn enrol_all(
    store: &SqliteStore,
    entries: &[NewEnrolment],
    draw: Draw<'_>,
    by: By<'_>,
) -> Answer<Vec<EnrolAnswer>> {
    let mut write = store.write().await?;
    let mut trials = BTreeMap::new();
    let mut answers = Vec::with_capacity(entries.len());
    for entry in entries {
        if !trials.contains_key(&entry.trial) {
            let found = trials::find(write.connection(), &entry.trial).await?;
            trials.insert(entry.trial.clone(), found.trial);
        }
        let trial = trials.get(&entry.trial).ok_or(StoreError::NotFound)?;
        answers.push(enrol(&mut write, trial, entry, draw, by).await?);
    }
    write.finish().await?;
    Ok(answers)
}

pub(super) async fn of_subject(
    store: &SqliteStore,
    subject: &SubjectId,
) -> Answer<Vec<SubjectEnrolment>> {
    let query = sqlx::query("SELECT * FROM enrolment WHERE subject = $1 ORDER BY number DESC");
    let rows = query.bind(subject.as_str()).fetch_all(&mut *store.read().await?).await?;
    let place =
        |row| Ok(SubjectEnrolment { trial: parsed(row, "trial")?, enrolment: enrolment(row)? });
    rows.iter().map(place).collect()
}

async fn enrol(
    write: &mut Write,
    trial: &Trial,
    entry: &NewEnrolment,
    draw: Draw<'_>,
    by: By<'_>,
) -> Answer<EnrolAnswer> {
    if let Some(enrolment) = find(write.connection(), &trial.id, &entry.subject).await? {
        let subject = subjects::find(write.connection(), &entry.subject).await?;
        let subject = subject.ok_or(StoreError::NotFound)?;
        return Ok(EnrolAnswer::Enrolled { subject, enrolment, is_new: false });
    }
    if !matches!(trial.state, TrialState::Running { .. }) {
        return Ok(EnrolAnswer::NotRunning);
    }
    if let Some(other) = running_trial_of(write.connection(), &entry.subject).await? {
        return Ok(EnrolAnswer::InAnotherTrial(other));
    }
    if has_opted_out(write.connection(), &entry.subject).await? {
        return Ok(EnrolAnswer::OptedOut);
    }
    if trial.is_full(&enrolled_by_arm(write.connection(), trial).await?) {
        return Ok(EnrolAnswer::Full);
    }
    let subject = admit(write, trial, entry).await?;
    let enrolment = take_place(write, trial, entry, draw).await?;
    let about = json!({"trial": trial.id, "subject": subject.id, "ordinal": enrolment.ordinal});
    write.audit(by, "subject_enrolled", about).await?;
    Ok(EnrolAnswer::Enrolled { subject, enrolment, is_new: true })
}

/// The subject, made under the first free names, or with what is newly known about it.
async fn admit(write: &mut Write, trial: &Trial, entry: &NewEnrolment) -> Answer<Subject> {
    let locale = entry.locale.as_ref().map(ToString::to_string);
    let known = sqlx::query(
        "UPDATE subject SET device_kind = COALESCE($2, device_kind), locale = COALESCE($3, locale),
             came_with = $4 WHERE id = $1",
    );
    let known = known.bind(entry.subject.as_str()).bind(entry.device_kind.map(DeviceKind::name));
    let known = known.bind(locale.clone()).bind(write.number);
    let mut n_written = write.run(known).await?;
    for candidate in &entry.candidates {
        if n_written > 0 {
            break;
        }
        let new = sqlx::query(
            "INSERT INTO subject (id, device_kind, locale, token, case_code, simulated, enrolled_at, came_with)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
        );
        let new = new
            .bind(entry.subject.as_str())
            .bind(entry.device_kind.unwrap_or(DeviceKind::Unknown).name())
            .bind(locale.clone())
            .bind(candidate.token.to_string())
            .bind(candidate.case_code.to_string())
            .bind(trial.simulated)
            .bind(entry.at.as_microsecond())
            .bind(write.number);
        n_written = write.run(new).await?;
    }
    let subject = subjects::find(write.connection(), &entry.subject).await?;
    subject.ok_or(StoreError::NamesTaken)
}

/// The next place in the stratum, and the arm that it draws.
async fn take_place(
    write: &mut Write,
    trial: &Trial,
    entry: &NewEnrolment,
    draw: Draw<'_>,
) -> Answer<Enrolment> {
    let seed = trials::seed(write.connection(), &trial.id).await?;
    let ordinal = next_ordinal(write.connection(), &trial.id, &entry.stratum).await?;
    let arm = arm(trial, &seed, &entry.stratum, ordinal, draw)?;
    let place = sqlx::query(
        "INSERT INTO enrolment (trial, subject, at, stratum, ordinal, arm, came_with, arrived_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    );
    let arrived_at = Some(entry.arrived_at).filter(|arrived_at| *arrived_at > entry.at);
    let place = place
        .bind(trial.id.as_str())
        .bind(entry.subject.as_str())
        .bind(entry.at.as_microsecond())
        .bind(entry.stratum.as_str())
        .bind(cell(ordinal))
        .bind(arm.as_str())
        .bind(write.number)
        .bind(arrived_at.map(Timestamp::as_microsecond));
    write.run(place).await?;
    let count = sqlx::query(
        "INSERT INTO arm_count (trial, arm, n) VALUES ($1, $2, 1)
         ON CONFLICT (trial, arm) DO UPDATE SET n = n + 1",
    );
    write.run(count.bind(trial.id.as_str()).bind(arm.as_str())).await?;
    let written = find(write.connection(), &trial.id, &entry.subject).await?;
    written.ok_or(StoreError::NotFound)
}

fn arm(
    trial: &Trial,
    seed: &Seed,
    stratum: &Stratum,
    ordinal: u64,
    draw: Draw<'_>,
) -> Answer<ArmName> {
    let index = draw(seed, stratum, ordinal, &trial.plan.weights());
    let arm = trial.plan.arms.get(index).map(|arm| arm.name.clone());
    arm.ok_or_else(|| StoreError::Corrupt(format!("the plan has no arm {index}")))
}

async fn next_ordinal(
    connection: &mut SqliteConnection,
    trial: &TrialId,
    stratum: &Stratum,
) -> Answer<u64> {
    let query = sqlx::query(
        "SELECT COALESCE(MAX(ordinal) + 1, 0) AS ordinal FROM enrolment
         WHERE trial = $1 AND stratum = $2",
    );
    let query = query.bind(trial.as_str()).bind(stratum.as_str());
    number(&query.fetch_one(connection).await?, "ordinal")
}

/// How many are enrolled, by arm in the order of the plan.
async fn enrolled_by_arm(connection: &mut SqliteConnection, trial: &Trial) -> Answer<Vec<u64>> {
    let query = sqlx::query("SELECT arm, n FROM arm_count WHERE trial = $1");
    let mut counts = BTreeMap::new();
    for row in &query.bind(trial.id.as_str()).fetch_all(connection).await? {
        counts.insert(parsed::<ArmName>(row, "arm")?, number(row, "n")?);
    }
    let arms = trial.plan.arms.iter();
    Ok(arms.map(|arm| counts.get(&arm.name).copied().unwrap_or(0)).collect())
}

/// Whether the subject does not want to be followed.
async fn has_opted_out(connection: &mut SqliteConnection, subject: &SubjectId) -> Answer<bool> {
    let query = sqlx::query(
        "SELECT COUNT(*) AS n FROM follow_up_end WHERE subject = $1 AND reason = 'opted_out'",
    );
    let query = query.bind(subject.as_str());
    Ok(number(&query.fetch_one(connection).await?, "n")? > 0)
}

async fn running_trial_of(
    connection: &mut SqliteConnection,
    subject: &SubjectId,
) -> Answer<Option<TrialId>> {
    let query = sqlx::query(
        "SELECT trial.id FROM enrolment JOIN trial ON trial.id = enrolment.trial
         WHERE enrolment.subject = $1 AND trial.state = 'running'",
    );
    let row = query.bind(subject.as_str()).fetch_optional(connection).await?;
    row.map(|row| parsed(&row, "id")).transpose()
}

async fn find(
    connection: &mut SqliteConnection,
    trial: &TrialId,
    subject: &SubjectId,
) -> Answer<Option<Enrolment>> {
    let query = sqlx::query("SELECT * FROM enrolment WHERE trial = $1 AND subject = $2");
    let query = query.bind(trial.as_str()).bind(subject.as_str());
    query.fetch_optional(connection).await?.as_ref().map(enrolment).transpose()
}

/// A row of `enrolment`.
pub(super) fn enrolment(row: &SqliteRow) -> Answer<Enrolment> {
    Ok(Enrolment {
        subject: parsed(row, "subject")?,
        at: time(row, "at")?,
        stratum: parsed(row, "stratum")?,
        ordinal: number(row, "ordinal")?,
        arm: parsed(row, "arm")?,
    })
}

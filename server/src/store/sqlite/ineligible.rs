//! Lines that were seen infected and are not in a trial. Their subjects need not be known.

use serde_json::json;
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use trial::observation::Ineligible;
use trial::{SubjectId, TrialId};
use wire::batch::{BatchAnswer, SetAside};

use super::read::{number, parsed, time};
use super::write::Write;
use super::{set_aside, trials};
use crate::store::Answer;

/// Appends within a larger write. A line that is in the trial is kept aside.
pub(super) async fn append(
    write: &mut Write,
    trial: &TrialId,
    rows: &[Ineligible],
) -> Answer<BatchAnswer> {
    trials::find(write.connection(), trial).await?;
    let mut answer = BatchAnswer::default();
    for (entry, row) in (0..).zip(rows) {
        if is_enrolled(write.connection(), trial, &row.subject).await? {
            let reason = format!(
                "{} is in the trial {trial}, so it is eligible; send the end of its follow-up \
                 instead if it must not be followed",
                row.subject
            );
            let body = json!({"subject": row.subject, "at": row.at, "reason": row.reason});
            let (about, told) = ((&row.subject, Some(trial)), (reason.as_str(), row.arrived_at));
            set_aside::keep(write, "ineligible", about, &body, told).await?;
            answer.set_aside.push(SetAside { entry, reason });
        } else if insert(write, trial, row).await? {
            answer.accepted += 1;
        } else {
            answer.already_known += 1;
        }
    }
    Ok(answer)
}

async fn insert(write: &mut Write, trial: &TrialId, row: &Ineligible) -> Answer<bool> {
    let add = sqlx::query(
        "INSERT INTO ineligible (trial, subject, at, reason, arrived_at, came_with)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
    );
    let add = add
        .bind(trial.as_str())
        .bind(row.subject.as_str())
        .bind(row.at.as_microsecond())
        .bind(&row.reason)
        .bind(row.arrived_at.as_microsecond())
        .bind(write.number);
    Ok(write.run(add).await? > 0)
}

async fn is_enrolled(
    connection: &mut SqliteConnection,
    trial: &TrialId,
    subject: &SubjectId,
) -> Answer<bool> {
    let query =
        sqlx::query("SELECT COUNT(*) AS n FROM enrolment WHERE trial = $1 AND subject = $2");
    let query = query.bind(trial.as_str()).bind(subject.as_str());
    Ok(number(&query.fetch_one(connection).await?, "n")? > 0)
}

/// A row of `ineligible`.
pub(super) fn ineligible(row: &SqliteRow) -> Answer<Ineligible> {
    Ok(Ineligible {
        subject: parsed(row, "subject")?,
        at: time(row, "at")?,
        reason: parsed(row, "reason")?,
        arrived_at: time(row, "arrived_at")?,
    })
}

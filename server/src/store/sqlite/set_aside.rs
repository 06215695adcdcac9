//! Entries of batches that count for nobody: why, and how they are listed.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use trial::observation::Observed;
use trial::{SubjectId, TrialId};
use wire::Page;
use wire::batch::KeptAside;

use super::page::{below, page_of, rows_to_read};
use super::read::{self, number, parsed, time, word};
use super::write::Write;
use super::{SqliteStore, contacts, kinds};
use crate::store::Answer;

/// The entry as it came; its last part has the name of its kind.
#[derive(Deserialize)]
struct Body {
    subject: SubjectId,
    at: Timestamp,
    #[serde(
        alias = "feed",
        alias = "change",
        alias = "channel",
        alias = "reason",
        alias = "answers"
    )]
    what: String,
}

pub(super) async fn list(
    store: &SqliteStore,
    after: Option<u64>,
    limit: u32,
) -> Answer<Page<KeptAside>> {
    let query = sqlx::query("SELECT * FROM set_aside WHERE id < $1 ORDER BY id DESC LIMIT $2");
    let query = query.bind(below(after)).bind(rows_to_read(limit));
    let rows = query.fetch_all(&mut *store.read().await?).await?;
    let kept = rows.iter().map(kept).collect::<Answer<Vec<_>>>()?;
    Ok(page_of(kept, limit))
}

fn kept(row: &SqliteRow) -> Answer<(u64, KeptAside)> {
    let id = number(row, "id")?;
    let Body { subject, at, what } = read::json(row, "body")?;
    let kept = KeptAside {
        id,
        kind: word(row, "kind")?,
        subject,
        at,
        what,
        reason: parsed(row, "reason")?,
        arrived_at: time(row, "arrived_at")?,
    };
    Ok((id, kept))
}

/// Why an entry counts for nobody; `None` when it counts. What happened to a known line before it was
/// enrolled is its history, and no outcome of anybody.
pub(super) fn reason(row: &Observed, entered_at: Option<&Timestamp>) -> Option<String> {
    let subject = &row.subject;
    entered_at.is_none().then(|| {
        format!("no subject {subject} is enrolled; enrol it and send the entry again to count it")
    })
}

/// Keeps an observation, unless it is kept already.
pub(super) async fn keep_row(write: &mut Write, row: &Observed, reason: &str) -> Answer<()> {
    let what = kinds::place(row.what.name()).what;
    let mut body = json!({"subject": row.subject, "at": row.at, what: kinds::cell(&row.what)?});
    if let Some(contact) = row.contact() {
        if let Some(codes) = &contact.codes {
            body["codes"] = json!(contacts::in_order(codes));
        }
        if let Some(reference) = &contact.reference {
            body["reference"] = json!(reference);
        }
    }
    let kind = row.what.kind().word;
    keep(write, kind, (&row.subject, None), &body, (reason, row.arrived_at)).await
}

/// Keeps an entry of a kind about a line, in a trial if it names one, unless it is kept already.
pub(super) async fn keep(
    write: &mut Write,
    kind: &str,
    (subject, trial): (&SubjectId, Option<&TrialId>),
    body: &Value,
    (reason, arrived_at): (&str, Timestamp),
) -> Answer<()> {
    let keep = sqlx::query(
        "INSERT INTO set_aside (kind, body, reason, arrived_at, subject, trial)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
    );
    let keep = keep.bind(kind).bind(body.to_string()).bind(reason);
    let keep = keep.bind(arrived_at.as_microsecond()).bind(subject.as_str());
    write.run(keep.bind(trial.map(TrialId::as_str))).await.map(|_| ())
}

/// How many entries were set aside that belong to a trial: they name it, or a line that is in it.
pub(super) async fn in_trial(connection: &mut SqliteConnection, trial: &TrialId) -> Answer<u64> {
    let count = sqlx::query(
        "SELECT COUNT(*) AS n FROM set_aside WHERE trial = $1 OR (trial IS NULL AND EXISTS (
            SELECT 1 FROM enrolment
            WHERE enrolment.trial = $1 AND enrolment.subject = set_aside.subject))",
    );
    number(&count.bind(trial.as_str()).fetch_one(connection).await?, "n")
}

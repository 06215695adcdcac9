//! Entries of batches that count for nobody: why, and how they are listed.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use sqlx::sqlite::SqliteRow;
use trial::SubjectId;
use wire::Page;
use wire::batch::KeptAside;

use super::SqliteStore;
use super::observations::{Entry, Kind};
use super::page::{below, page_of, rows_to_read};
use super::read::{self, number, parsed, time, word};
use super::write::Write;
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

/// Why an entry counts for nobody; `None` when it counts. A quarantine event before the enrolment
/// does: it says that the line was in the garden when the subject entered.
pub(super) fn reason(kind: &Kind, row: &Entry, entered_at: Option<&Timestamp>) -> Option<String> {
    let subject = &row.subject;
    match entered_at {
        None => Some(format!(
            "no subject {subject} is enrolled; enrol it and send the entry again to count it"
        )),
        Some(entered_at) if row.at < *entered_at && !kind.counts_early => Some(format!(
            "it happened before {subject} was enrolled at {entered_at}, so it is no outcome of a \
             trial; nothing has to be done"
        )),
        Some(_) => None,
    }
}

/// Keeps an entry of a kind, of which the last part has this name, unless it is kept already.
pub(super) async fn keep(
    write: &mut Write,
    (kind, what): (&'static str, &'static str),
    row: &Entry,
    reason: &str,
) -> Answer<()> {
    let subject = row.subject.as_str();
    let mut body = json!({"subject": subject, "at": row.at, what: row.what});
    if let Some((Some(codes), _)) = &row.codes {
        body["codes"] = serde_json::from_str(codes).unwrap_or(Value::Null);
    }
    let keep = sqlx::query(
        "INSERT INTO set_aside (kind, body, reason, arrived_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
    );
    let keep = keep.bind(kind).bind(body.to_string()).bind(reason);
    write.run(keep.bind(row.arrived_at.as_microsecond())).await.map(|_| ())
}

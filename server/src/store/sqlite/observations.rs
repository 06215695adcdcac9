//! Batches of what was observed about subjects: all or nothing, each entry once for ever.
//!
//! Sightings, quarantine events and contacts have one shape: a subject, a time, and what it was.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::{Value, json};
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use trial::SubjectId;
use trial::observation::{Contact, QuarantineEvent, Sighting};
use wire::Page;
use wire::batch::{BatchAnswer, SetAside};

use super::contacts::spelled_codes;
use super::page::{below, page_of, rows_to_read};
use super::read::{self, number, parsed, spelled, time};
use super::write::Write;
use super::{SqliteStore, coverage};
use crate::store::{Answer, Batch, By, KeptAside};

/// Rows in one statement.
const ROWS_AT_ONCE: usize = 500;

/// Where the entries of one kind are kept, and the column that says what was observed.
struct Kind {
    table: &'static str,
    insert: &'static str,
    what: &'static str,
}

const SIGHTING: Kind = Kind {
    table: "sighting",
    insert: "INSERT INTO sighting (subject, at, feed, arrived_at) ",
    what: "feed",
};
const QUARANTINE_EVENT: Kind = Kind {
    table: "quarantine_event",
    insert: "INSERT INTO quarantine_event (subject, at, change, arrived_at) ",
    what: "change",
};
const CONTACT: Kind = Kind {
    table: "contact",
    insert: "INSERT INTO contact (subject, at, channel, arrived_at, codes, coded_at) ",
    what: "channel",
};

/// One entry.
struct Entry {
    subject: SubjectId,
    at: Timestamp,
    what: String,
    arrived_at: Timestamp,
    /// Only of a contact: the two columns that say what it was about, both empty if nobody did.
    codes: Option<(Option<String>, Option<i64>)>,
}

pub(super) async fn append(store: &SqliteStore, batch: &Batch, by: By<'_>) -> Answer<BatchAnswer> {
    let mut write = store.write().await?;
    let (kind, answer) = match batch {
        Batch::Coverage(days) => ("coverage_day", coverage::append(&mut write, days).await?),
        Batch::Sightings(rows) => of_kind(&mut write, &SIGHTING, rows, sighting).await?,
        Batch::Quarantine(rows) => of_kind(&mut write, &QUARANTINE_EVENT, rows, event).await?,
        Batch::Contacts(rows) => of_kind(&mut write, &CONTACT, rows, contact).await?,
    };
    if answer.accepted > 0 || !answer.set_aside.is_empty() {
        let about = json!({
            "kind": kind, "accepted": answer.accepted, "set_aside": answer.set_aside.len()
        });
        write.audit(by, "observations_appended", about).await?;
    }
    write.finish().await?;
    Ok(answer)
}

pub(super) async fn kept_aside(
    store: &SqliteStore,
    after: Option<u64>,
    limit: u32,
) -> Answer<Page<KeptAside>> {
    let query = sqlx::query("SELECT * FROM set_aside WHERE id < $1 ORDER BY id DESC LIMIT $2");
    let query = query.bind(below(after)).bind(rows_to_read(limit));
    let rows = query.fetch_all(&mut *store.read().await?).await?;
    let kept = |row| -> Answer<(u64, KeptAside)> {
        let id = number(row, "id")?;
        let kept = KeptAside {
            id,
            kind: parsed(row, "kind")?,
            body: read::json(row, "body")?,
            reason: parsed(row, "reason")?,
            arrived_at: time(row, "arrived_at")?,
        };
        Ok((id, kept))
    };
    let kept = rows.iter().map(kept).collect::<Answer<Vec<_>>>()?;
    Ok(page_of(kept, limit))
}

async fn of_kind<T>(
    write: &mut Write,
    kind: &Kind,
    rows: &[T],
    read: fn(&T) -> Answer<Entry>,
) -> Answer<(&'static str, BatchAnswer)> {
    let entries = rows.iter().map(read).collect::<Answer<Vec<_>>>()?;
    let known = known_subjects(write.connection(), &entries).await?;
    let mut set_aside = Vec::new();
    let mut counted = Vec::new();
    for (entry, row) in (0..).zip(&entries) {
        if known.contains(row.subject.as_str()) {
            counted.push(row);
        } else {
            set_aside.push(SetAside { entry, reason: keep_aside(write, kind, row).await? });
        }
    }
    let mut accepted = 0;
    for rows in counted.chunks(ROWS_AT_ONCE) {
        accepted += insert(write, kind, rows).await?;
    }
    let already_known = counted.len() as u64 - accepted;
    Ok((kind.table, BatchAnswer { accepted, already_known, set_aside }))
}

async fn known_subjects(
    connection: &mut SqliteConnection,
    entries: &[Entry],
) -> Answer<BTreeSet<String>> {
    let asked: BTreeSet<&str> = entries.iter().map(|entry| entry.subject.as_str()).collect();
    let asked: Vec<&str> = asked.into_iter().collect();
    let mut known = BTreeSet::new();
    for some in asked.chunks(ROWS_AT_ONCE) {
        let mut query = QueryBuilder::new("SELECT id FROM subject WHERE id IN (");
        let mut list = query.separated(", ");
        for subject in some {
            list.push_bind(*subject);
        }
        query.push(")");
        for row in query.build().fetch_all(&mut *connection).await? {
            known.insert(parsed(&row, "id")?);
        }
    }
    Ok(known)
}

/// Inserts what is new; answers how many rows that was.
async fn insert(write: &mut Write, kind: &Kind, rows: &[&Entry]) -> Answer<u64> {
    let mut query = QueryBuilder::<Sqlite>::new(kind.insert);
    query.push_values(rows, |mut cells, row| {
        cells
            .push_bind(row.subject.as_str())
            .push_bind(row.at.as_microsecond())
            .push_bind(row.what.as_str())
            .push_bind(row.arrived_at.as_microsecond());
        if let Some((codes, coded_at)) = &row.codes {
            cells.push_bind(codes.as_deref()).push_bind(*coded_at);
        }
    });
    query.push(" ON CONFLICT DO NOTHING");
    write.run(query.build()).await
}

/// Keeps an entry that counts for nobody; answers the reason.
async fn keep_aside(write: &mut Write, kind: &Kind, row: &Entry) -> Answer<String> {
    let subject = row.subject.as_str();
    let reason =
        format!("no subject {subject} is enrolled; enrol it and send the entry again to count it");
    let mut body = json!({"subject": subject, "at": row.at, kind.what: row.what});
    if let Some((Some(codes), _)) = &row.codes {
        body["codes"] = serde_json::from_str(codes).unwrap_or(Value::Null);
    }
    let keep = sqlx::query(
        "INSERT INTO set_aside (kind, body, reason, arrived_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
    );
    let keep = keep.bind(kind.table).bind(body.to_string()).bind(reason.clone());
    write.run(keep.bind(row.arrived_at.as_microsecond())).await?;
    Ok(reason)
}

fn sighting(row: &Sighting) -> Answer<Entry> {
    Ok(Entry {
        subject: row.subject.clone(),
        at: row.at,
        what: row.feed.to_string(),
        arrived_at: row.arrived_at,
        codes: None,
    })
}

fn event(row: &QuarantineEvent) -> Answer<Entry> {
    Ok(Entry {
        subject: row.subject.clone(),
        at: row.at,
        what: spelled(&row.change)?,
        arrived_at: row.arrived_at,
        codes: None,
    })
}

fn contact(row: &Contact) -> Answer<Entry> {
    let codes = row.codes.as_deref().map(spelled_codes).transpose()?;
    let coded_at = row.coded_at.unwrap_or(row.arrived_at).as_microsecond();
    let coded_at = codes.is_some().then_some(coded_at);
    Ok(Entry {
        subject: row.subject.clone(),
        at: row.at,
        what: spelled(&row.channel)?,
        arrived_at: row.arrived_at,
        codes: Some((codes, coded_at)),
    })
}

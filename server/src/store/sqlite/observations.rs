//! Batches of what was observed about subjects: all or nothing, each entry once for ever.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde_json::json;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use trial::observation::{KindName, Observed};
use wire::batch::{BatchAnswer, SetAside};

use super::read::{parsed, time};
use super::write::Write;
use super::writer::Urgency;
use super::{SqliteStore, contacts, coverage, ineligible, kinds, releases, set_aside};
use crate::store::{Answer, Batch, By};

/// Rows in one statement.
const ROWS_AT_ONCE: usize = 500;

pub(super) async fn append(store: &SqliteStore, batch: &Batch, by: By<'_>) -> Answer<BatchAnswer> {
    let mut write = store.write_as(Urgency::Bulk).await?;
    let (kind, answer) = match batch {
        Batch::Coverage(days) => ("coverage_day", coverage::append(&mut write, days).await?),
        Batch::Ineligible(trial, rows) => {
            ("ineligible", ineligible::append(&mut write, trial, rows).await?)
        }
        Batch::Observed(rows) => (name(rows), of_subjects(&mut write, rows, by).await?),
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

/// The kind of all rows, for the audit log.
fn name(rows: &[Observed]) -> &'static str {
    let first = rows.first().map_or("", |row| row.what.kind().word);
    if rows.iter().all(|row| row.what.kind().word == first) { first } else { "several" }
}

async fn of_subjects(write: &mut Write, rows: &[Observed], by: By<'_>) -> Answer<BatchAnswer> {
    let known = entered_at(write.connection(), rows).await?;
    let mut answer = BatchAnswer::default();
    let mut counted: BTreeMap<KindName, Vec<&Observed>> = BTreeMap::new();
    for (entry, row) in (0..).zip(rows) {
        match set_aside::reason(row, known.get(row.subject.as_str())) {
            None => counted.entry(row.what.name()).or_default().push(row),
            Some(reason) => {
                set_aside::keep_row(write, row, &reason).await?;
                answer.set_aside.push(SetAside { entry, reason });
            }
        }
    }
    for (kind, rows) in &counted {
        let mut accepted = 0;
        if *kind == KindName::Contact {
            let (n_new, ids) = contacts::insert(write, rows).await?;
            accepted = n_new;
            answer.contacts = Some(in_order_of_entries(ids, answer.set_aside.as_slice()));
        } else {
            for rows in rows.chunks(ROWS_AT_ONCE) {
                accepted += insert(write, *kind, rows).await?;
            }
        }
        answer.accepted += accepted;
        answer.already_known += rows.len() as u64 - accepted;
    }
    if counted.contains_key(&KindName::QuarantineEvent) {
        releases::overtake(write).await?;
    }
    if counted.contains_key(&KindName::Contact) {
        contacts::keep_codings(write, None, by).await?;
    }
    Ok(answer)
}

/// The numbers of contacts with the places of entries that were set aside. Only for a batch that has
/// nothing but contacts, as an address takes them.
fn in_order_of_entries(ids: Vec<u64>, aside: &[SetAside]) -> Vec<Option<u64>> {
    let mut ids: Vec<Option<u64>> = ids.into_iter().map(Some).collect();
    for aside in aside {
        let place = usize::try_from(aside.entry).unwrap_or(usize::MAX).min(ids.len());
        ids.insert(place, None);
    }
    ids
}

/// When each of the subjects that exist was first enrolled.
async fn entered_at(
    connection: &mut SqliteConnection,
    rows: &[Observed],
) -> Answer<BTreeMap<String, Timestamp>> {
    let asked: BTreeSet<&str> = rows.iter().map(|row| row.subject.as_str()).collect();
    let asked: Vec<&str> = asked.into_iter().collect();
    let mut known = BTreeMap::new();
    for some in asked.chunks(ROWS_AT_ONCE) {
        let mut query = QueryBuilder::new("SELECT id, enrolled_at FROM subject WHERE id IN (");
        let mut list = query.separated(", ");
        for subject in some {
            list.push_bind(*subject);
        }
        query.push(")");
        for row in query.build().fetch_all(&mut *connection).await? {
            known.insert(parsed(&row, "id")?, time(&row, "enrolled_at")?);
        }
    }
    Ok(known)
}

/// Inserts what is new of one kind; answers how many rows that was.
pub(super) async fn insert(write: &mut Write, kind: KindName, rows: &[&Observed]) -> Answer<u64> {
    let place = kinds::place(kind);
    let cells = rows.iter().map(|row| kinds::cell(&row.what)).collect::<Answer<Vec<_>>>()?;
    let kind_column = if place.is_common() { "kind, " } else { "" };
    let mut query = QueryBuilder::<Sqlite>::new(format!(
        "INSERT INTO {} (subject, at, arrived_at, came_with, {kind_column}{}) ",
        place.table, place.what
    ));
    query.push_values(rows.iter().zip(&cells), |mut values, (row, cell)| {
        values
            .push_bind(row.subject.as_str())
            .push_bind(row.at.as_microsecond())
            .push_bind(row.arrived_at.as_microsecond())
            .push_bind(write.number);
        if place.is_common() {
            values.push_bind(kind.kind().word);
        }
        values.push_bind(cell.as_str());
    });
    query.push(" ON CONFLICT DO NOTHING");
    write.run(query.build()).await
}

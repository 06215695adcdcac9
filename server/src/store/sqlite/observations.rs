//! Batches of what was observed about subjects: all or nothing, each entry once for ever.
//!
//! Nearly all have one shape: a subject, a time, and what it was.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde_json::json;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use trial::SubjectId;
use trial::observation::{Contact, FollowUpEnd, QuarantineEvent, Sighting, SurveyAnswer};
use wire::batch::{BatchAnswer, SetAside};
use wire::subject::Answers;

use super::contacts::{self, spelled_codes};
use super::read::{body, parsed, spelled, time};
use super::write::Write;
use super::writer::Urgency;
use super::{SqliteStore, coverage, ineligible, releases, set_aside};
use crate::store::{Answer, Batch, By};

/// Rows in one statement.
const ROWS_AT_ONCE: usize = 500;

/// Where the entries of one kind are kept, and the column that says what was observed.
pub(super) struct Kind {
    pub(super) table: &'static str,
    insert: &'static str,
    pub(super) what: &'static str,
    /// Whether an entry from before the enrolment counts.
    pub(super) counts_early: bool,
}

const SIGHTING: Kind = Kind {
    table: "sighting",
    insert: "INSERT INTO sighting (subject, at, feed, arrived_at, came_with) ",
    what: "feed",
    counts_early: false,
};
const QUARANTINE_EVENT: Kind = Kind {
    table: "quarantine_event",
    insert: "INSERT INTO quarantine_event (subject, at, change, arrived_at, came_with) ",
    what: "change",
    counts_early: true,
};
const CONTACT: Kind = Kind {
    table: "contact",
    insert: "INSERT INTO contact (subject, at, channel, arrived_at, came_with, codes, coded_at) ",
    what: "channel",
    counts_early: false,
};

const FOLLOW_UP_END: Kind = Kind {
    table: "follow_up_end",
    insert: "INSERT INTO follow_up_end (subject, at, reason, arrived_at, came_with) ",
    what: "reason",
    counts_early: true,
};
const SURVEY_ANSWER: Kind = Kind {
    table: "survey_answer",
    insert: "INSERT INTO survey_answer (subject, at, answers, arrived_at, came_with) ",
    what: "answers",
    counts_early: false,
};

/// One entry.
pub(super) struct Entry {
    pub(super) subject: SubjectId,
    pub(super) at: Timestamp,
    pub(super) what: String,
    pub(super) arrived_at: Timestamp,
    /// Only of a contact: the two columns that say what it was about, both empty if nobody did.
    pub(super) codes: Option<(Option<String>, Option<i64>)>,
}

pub(super) async fn append(store: &SqliteStore, batch: &Batch, by: By<'_>) -> Answer<BatchAnswer> {
    let mut write = store.write_as(Urgency::Bulk).await?;
    let (kind, answer) = match batch {
        Batch::Coverage(days) => ("coverage_day", coverage::append(&mut write, days).await?),
        Batch::Sightings(rows) => of_kind(&mut write, &SIGHTING, rows, sighting).await?,
        Batch::Quarantine(rows) => {
            let answer = of_kind(&mut write, &QUARANTINE_EVENT, rows, event).await?;
            releases::overtake(&mut write).await?;
            answer
        }
        Batch::Contacts(rows) => {
            let answer = of_kind(&mut write, &CONTACT, rows, contact).await?;
            contacts::keep_codings(&mut write, None, by).await?;
            answer
        }
        Batch::Ineligible(trial, rows) => {
            ("ineligible", ineligible::append(&mut write, trial, rows).await?)
        }
        Batch::Endings(rows) => of_kind(&mut write, &FOLLOW_UP_END, rows, ending).await?,
        Batch::Surveys(rows) => of_kind(&mut write, &SURVEY_ANSWER, rows, survey).await?,
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

async fn of_kind<T>(
    write: &mut Write,
    kind: &Kind,
    rows: &[T],
    read: fn(&T) -> Answer<Entry>,
) -> Answer<(&'static str, BatchAnswer)> {
    let entries = rows.iter().map(read).collect::<Answer<Vec<_>>>()?;
    let known = entered_at(write.connection(), &entries).await?;
    let mut aside = Vec::new();
    let mut counted = Vec::new();
    for (entry, row) in (0..).zip(&entries) {
        match set_aside::reason(kind, row, known.get(row.subject.as_str())) {
            None => counted.push(row),
            Some(reason) => {
                set_aside::keep(write, (kind.table, kind.what), row, &reason).await?;
                aside.push(SetAside { entry, reason });
            }
        }
    }
    let mut accepted = 0;
    for rows in counted.chunks(ROWS_AT_ONCE) {
        accepted += insert(write, kind, rows).await?;
    }
    let already_known = counted.len() as u64 - accepted;
    Ok((kind.table, BatchAnswer { accepted, already_known, set_aside: aside }))
}

/// When each of the subjects that exist was first enrolled.
async fn entered_at(
    connection: &mut SqliteConnection,
    entries: &[Entry],
) -> Answer<BTreeMap<String, Timestamp>> {
    let asked: BTreeSet<&str> = entries.iter().map(|entry| entry.subject.as_str()).collect();
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

/// Inserts what is new; answers how many rows that was.
async fn insert(write: &mut Write, kind: &Kind, rows: &[&Entry]) -> Answer<u64> {
    let mut query = QueryBuilder::<Sqlite>::new(kind.insert);
    query.push_values(rows, |mut cells, row| {
        cells
            .push_bind(row.subject.as_str())
            .push_bind(row.at.as_microsecond())
            .push_bind(row.what.as_str())
            .push_bind(row.arrived_at.as_microsecond())
            .push_bind(write.number);
        if let Some((codes, coded_at)) = &row.codes {
            cells.push_bind(codes.as_deref()).push_bind(*coded_at);
        }
    });
    query.push(" ON CONFLICT DO NOTHING");
    write.run(query.build()).await
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

fn ending(row: &FollowUpEnd) -> Answer<Entry> {
    Ok(Entry {
        subject: row.subject.clone(),
        at: row.at,
        what: spelled(&row.reason)?,
        arrived_at: row.arrived_at,
        codes: None,
    })
}

fn survey(row: &SurveyAnswer) -> Answer<Entry> {
    let SurveyAnswer { received, read, distrusted, .. } = *row;
    Ok(Entry {
        subject: row.subject.clone(),
        at: row.at,
        what: body(&Answers { received, read, distrusted })?,
        arrived_at: row.arrived_at,
        codes: None,
    })
}

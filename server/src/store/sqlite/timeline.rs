//! Everything that happened to one subject, put in order.

use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use trial::SubjectId;
use trial::observation::KindName;
use wire::subject::{TimelineEntry, TimelineEvent};

use super::SqliteStore;
use super::kinds;
use super::read::{maybe_time, number, parsed, time};
use super::records::all;
use crate::store::Answer;

/// A statement that finds the rows of one kind, and what each of them says.
type Source = (&'static str, fn(&SqliteRow) -> Answer<Option<TimelineEntry>>);

/// In this order where two things happened at once.
const SOURCES: [Source; 12] = [
    ("SELECT * FROM ineligible WHERE subject = $1", ineligible),
    ("SELECT * FROM enrolment WHERE subject = $1", enrolled),
    ("SELECT * FROM quarantine_event WHERE subject = $1", quarantine),
    ("SELECT * FROM delivery WHERE subject = $1", page_served),
    ("SELECT * FROM sighting WHERE subject = $1", sighting),
    ("SELECT * FROM contact WHERE subject = $1 ORDER BY id", contact),
    ("SELECT * FROM \"release\" WHERE subject = $1", release_asked),
    (
        "SELECT * FROM \"release\" WHERE subject = $1 AND acknowledged_at IS NOT NULL",
        release_acknowledged,
    ),
    (
        "SELECT * FROM \"release\" WHERE subject = $1 AND acknowledged_at IS NULL
             AND overtaken_at IS NOT NULL",
        release_overtaken,
    ),
    ("SELECT * FROM survey_answer WHERE subject = $1", surveyed),
    ("SELECT * FROM follow_up_end WHERE subject = $1", ended),
    ("SELECT * FROM observation WHERE subject = $1", other),
];

pub(super) async fn of_subject(
    store: &SqliteStore,
    subject: &SubjectId,
) -> Answer<Vec<TimelineEntry>> {
    let mut reading = store.readers.begin().await?;
    let mut entries = Vec::new();
    for (sql, entry) in SOURCES {
        entries
            .extend(all(&mut reading, sql, subject.as_str(), entry).await?.into_iter().flatten());
    }
    reading.rollback().await?;
    entries.sort_by_key(|entry| entry.at);
    Ok(entries)
}

fn enrolled(row: &SqliteRow) -> Answer<Option<TimelineEntry>> {
    let event = TimelineEvent::Enrolled { trial: parsed(row, "trial")?, arm: parsed(row, "arm")? };
    at(time(row, "at")?, event)
}

fn quarantine(row: &SqliteRow) -> Answer<Option<TimelineEntry>> {
    plain(KindName::QuarantineEvent, row)
}

fn sighting(row: &SqliteRow) -> Answer<Option<TimelineEntry>> {
    plain(KindName::Sighting, row)
}

fn ended(row: &SqliteRow) -> Answer<Option<TimelineEntry>> {
    plain(KindName::FollowUpEnd, row)
}

fn surveyed(row: &SqliteRow) -> Answer<Option<TimelineEntry>> {
    plain(KindName::SurveyAnswer, row)
}

/// A row of a kind that has no table of its own.
fn other(row: &SqliteRow) -> Answer<Option<TimelineEntry>> {
    plain(KindName::Notice, row)
}

fn contact(row: &SqliteRow) -> Answer<Option<TimelineEntry>> {
    let row = kinds::contact(row)?;
    Ok(TimelineEvent::of(row.what).map(|event| TimelineEntry { at: row.at, event }))
}

fn plain(kind: KindName, row: &SqliteRow) -> Answer<Option<TimelineEntry>> {
    let row = kinds::observed(kind, row)?;
    Ok(TimelineEvent::of(row.what).map(|event| TimelineEntry { at: row.at, event }))
}

fn page_served(row: &SqliteRow) -> Answer<Option<TimelineEntry>> {
    at(time(row, "at")?, TimelineEvent::PageServed { delivery: number(row, "id")? })
}

fn release_asked(row: &SqliteRow) -> Answer<Option<TimelineEntry>> {
    at(time(row, "asked_at")?, TimelineEvent::ReleaseAsked)
}

fn release_acknowledged(row: &SqliteRow) -> Answer<Option<TimelineEntry>> {
    let asked_at = time(row, "asked_at")?;
    let acknowledged_at = maybe_time(row, "acknowledged_at")?;
    at(acknowledged_at.unwrap_or(asked_at), TimelineEvent::ReleaseAcknowledged)
}

fn release_overtaken(row: &SqliteRow) -> Answer<Option<TimelineEntry>> {
    let asked_at = time(row, "asked_at")?;
    at(maybe_time(row, "overtaken_at")?.unwrap_or(asked_at), TimelineEvent::ReleaseOvertaken)
}

fn ineligible(row: &SqliteRow) -> Answer<Option<TimelineEntry>> {
    let event =
        TimelineEvent::Ineligible { trial: parsed(row, "trial")?, reason: parsed(row, "reason")? };
    at(time(row, "at")?, event)
}

fn at(at: Timestamp, event: TimelineEvent) -> Answer<Option<TimelineEntry>> {
    Ok(Some(TimelineEntry { at, event }))
}

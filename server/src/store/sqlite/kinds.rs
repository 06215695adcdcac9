//! Where observations of each kind are kept, and how what they say is spelled in a cell. Kinds with
//! a table of their own are older than the common one; a new kind needs nothing here.

use sqlx::Row;
use sqlx::sqlite::SqliteRow;
use trial::observation::{Contact, EndReason, KindName, Observed, PageServed, What};

use super::read::{self, maybe_json, maybe_time, parsed, time, word};
use crate::store::{Answer, StoreError};

/// Where the rows of a kind are.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) table: &'static str,
    /// The column that says what was observed.
    pub(super) what: &'static str,
}

/// The kinds whose rows are nothing but a subject, a time and what was observed: each is written and
/// read by the same statements.
pub(super) const PLAIN: [KindName; 5] = [
    KindName::Sighting,
    KindName::QuarantineEvent,
    KindName::FollowUpEnd,
    KindName::SurveyAnswer,
    // Stands for every kind in the common table, as all of them are read at once.
    KindName::Notice,
];

/// Where rows of a kind are.
pub(super) fn place(kind: KindName) -> Place {
    match kind {
        KindName::Sighting => Place { table: "sighting", what: "feed" },
        KindName::QuarantineEvent => Place { table: "quarantine_event", what: "change" },
        KindName::FollowUpEnd => Place { table: "follow_up_end", what: "reason" },
        KindName::SurveyAnswer => Place { table: "survey_answer", what: "answers" },
        KindName::Contact => Place { table: "contact", what: "channel" },
        KindName::Ineligible => Place { table: "ineligible", what: "reason" },
        KindName::PageServed => Place { table: "delivery", what: "opened" },
        _ => Place { table: COMMON, what: "what" },
    }
}

/// The table of kinds that have no other.
const COMMON: &str = "observation";

impl Place {
    /// Whether a column says which kind a row is.
    pub(super) fn is_common(self) -> bool {
        self.table == COMMON
    }
}

/// What was observed, for a cell: a word, or JSON without its kind.
pub(super) fn cell(what: &What) -> Answer<String> {
    match what {
        // By far the most.
        What::Sighting(feed) => Ok(feed.to_string()),
        What::Contact(contact) => read::spelled(&contact.channel),
        what => {
            let tagged = read::body(what)?;
            let word = what.kind().word;
            let inner = tagged.strip_prefix(&format!("{{\"{word}\":"));
            let inner = inner.and_then(|rest| rest.strip_suffix('}'));
            let inner =
                inner.ok_or_else(|| StoreError::Corrupt(format!("{tagged} is no {word}")))?;
            Ok(inner.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or(inner).into())
        }
    }
}

/// A row of a kind that is plain.
pub(super) fn observed(kind: KindName, row: &SqliteRow) -> Answer<Observed> {
    let place = place(kind);
    let what = match kind {
        KindName::Sighting => What::Sighting(parsed(row, place.what)?),
        _ if place.is_common() => {
            let word: &str = row.try_get("kind")?;
            what_of(word, row.try_get(place.what)?)?
        }
        kind => what_of(kind.kind().word, row.try_get(place.what)?)?,
    };
    around(row, what)
}

/// A row of `contact`, without its text.
pub(super) fn contact(row: &SqliteRow) -> Answer<Observed> {
    let reference: String = row.try_get("reference")?;
    let contact = Contact {
        channel: word(row, "channel")?,
        reference: (!reference.is_empty()).then_some(reference),
        text: None,
        codes: maybe_json(row, "codes")?,
        coded_at: maybe_time(row, "coded_at")?,
    };
    around(row, What::Contact(Box::new(contact)))
}

/// A later row of `enrolment`, as it looks from an earlier trial.
pub(super) fn entered_another(row: &SqliteRow) -> Answer<Observed> {
    around(row, What::FollowUpEnd(EndReason::EnteredAnotherTrial))
}

/// A row of `delivery`.
pub(super) fn page(row: &SqliteRow) -> Answer<Observed> {
    let what = What::PageServed(PageServed { opened: row.try_get("opened")? });
    Ok(Observed::at_once(parsed(row, "subject")?, time(row, "at")?, what))
}

fn around(row: &SqliteRow, what: What) -> Answer<Observed> {
    Ok(Observed {
        subject: parsed(row, "subject")?,
        at: time(row, "at")?,
        arrived_at: time(row, "arrived_at")?,
        what,
    })
}

fn what_of(word: &str, cell: &str) -> Answer<What> {
    let tagged = match cell.starts_with('{') {
        true => format!("{{\"{word}\":{cell}}}"),
        false => format!("{{\"{word}\":\"{cell}\"}}"),
    };
    serde_json::from_str(&tagged)
        .map_err(|fault| StoreError::Corrupt(format!("an observation {tagged}: {fault}")))
}

//! The rows of a trial that came in after a change: those that are new, and the older ones of
//! subjects who have entered the trial since. `CROSS JOIN` keeps the order of the tables, so that
//! each statement begins with the few rows that are new.

use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, SqlSafeStr, SqliteConnection};
use trial::observation::Records;
use trial::{Feed, TrialId};

use super::{arrival, coverage, facts};
use crate::store::Answer;
use crate::store::sqlite::enrolments::enrolment;
use crate::store::sqlite::ineligible::ineligible;
use crate::store::sqlite::kinds::{self, PLAIN};
use crate::store::sqlite::read::{cell, number};

/// New rows of a table about subjects of the trial, and the older ones of subjects who are new.
fn of_subjects(columns: &str, table: &str, subject: &str) -> String {
    format!(
        "SELECT {columns} FROM {table} AS observed
         CROSS JOIN enrolment ON enrolment.subject = observed.{subject}
         WHERE observed.came_with > $2 AND enrolment.trial = $1
         UNION
         SELECT {columns} FROM enrolment INDEXED BY enrolment_since
         CROSS JOIN {table} AS observed ON observed.{subject} = enrolment.subject
         WHERE enrolment.came_with > $2 AND enrolment.trial = $1"
    )
}

macro_rules! contacts {
    ($from:literal) => {
        concat!(
            "SELECT contact.subject, contact.at, contact.channel, contact.reference,
                contact.arrived_at, coding.codes, coding.coded_at FROM ",
            $from,
            " AND enrolment.trial = $1"
        )
    };
}

const ENROLMENTS: &str =
    "SELECT * FROM enrolment WHERE came_with > $2 AND trial = $1 ORDER BY number";
const PAGES: &str = "SELECT subject, at, opened FROM delivery WHERE came_with > $2 AND trial = $1";
const ARRIVALS: &str = "SELECT subject, arrived_at FROM enrolment
    WHERE came_with > $2 AND trial = $1 AND arrived_at IS NOT NULL";
const ENTERED_ANOTHER: &str =
    "SELECT later.subject, later.at, COALESCE(later.arrived_at, later.at) AS arrived_at
    FROM enrolment AS later INDEXED BY enrolment_since
    CROSS JOIN enrolment ON enrolment.subject = later.subject
    WHERE later.came_with > $2 AND enrolment.trial = $1 AND later.trial <> $1
      AND later.number > enrolment.number";
const INELIGIBLE: &str = "SELECT * FROM ineligible WHERE came_with > $2 AND trial = $1";
const NEW_CONTACTS: &str = contacts!(
    "contact CROSS JOIN enrolment ON enrolment.subject = contact.subject
     LEFT JOIN coding ON coding.contact = contact.id WHERE contact.came_with > $2"
);
const NEW_CODINGS: &str = contacts!(
    "coding CROSS JOIN contact ON contact.id = coding.contact
     CROSS JOIN enrolment ON enrolment.subject = contact.subject
     WHERE coding.came_with > $2 AND contact.came_with <= $2"
);
const CONTACTS_OF_NEW: &str = contacts!(
    "enrolment INDEXED BY enrolment_since
     CROSS JOIN contact ON contact.subject = enrolment.subject
     LEFT JOIN coding ON coding.contact = contact.id
     WHERE enrolment.came_with > $2 AND contact.came_with <= $2 
       AND (coding.came_with IS NULL OR coding.came_with <= $2)"
);

pub(super) async fn of_trial(
    connection: &mut SqliteConnection,
    id: &TrialId,
    feeds: &[Feed],
    since: u64,
) -> Answer<Records> {
    let mut news = News { connection, id: id.as_str(), since: cell(since) };
    let mut observed = news.all(PAGES, kinds::page).await?;
    for contacts in [NEW_CONTACTS, NEW_CODINGS, CONTACTS_OF_NEW] {
        observed.extend(news.all(contacts, kinds::contact).await?);
    }
    observed.extend(news.all(ENTERED_ANOTHER, kinds::entered_another).await?);
    for kind in PLAIN {
        let new = of_subjects("observed.*", kinds::place(kind).table, "subject");
        let row = |row: &SqliteRow| kinds::observed(kind, row);
        observed.extend(news.all(AssertSqlSafe(new), row).await?);
    }
    let devices = of_subjects("observed.id, observed.device_kind", "subject", "id");
    Ok(Records {
        enrolments: news.all(ENROLMENTS, enrolment).await?,
        observed,
        coverage: news.coverage(feeds).await?,
        facts: news.all(AssertSqlSafe(devices), facts).await?,
        ineligible: news.all(INELIGIBLE, ineligible).await?,
        enrolments_arrived: news.all(ARRIVALS, arrival).await?.into_iter().collect(),
        n_set_aside: 0,
    })
}

struct News<'a> {
    connection: &'a mut SqliteConnection,
    id: &'a str,
    since: i64,
}

impl News<'_> {
    async fn all<T>(
        &mut self,
        sql: impl SqlSafeStr,
        row: impl Fn(&SqliteRow) -> Answer<T>,
    ) -> Answer<Vec<T>> {
        let query = sqlx::query(sql).bind(self.id).bind(self.since);
        query.fetch_all(&mut *self.connection).await?.iter().map(row).collect()
    }

    /// All coverage of the feeds, if a row of theirs is new.
    async fn coverage(&mut self, feeds: &[Feed]) -> Answer<Vec<trial::observation::CoverageDay>> {
        let newest = "SELECT COUNT(*) AS n FROM coverage_day WHERE came_with > $1";
        let n_new = sqlx::query(newest).bind(self.since).fetch_one(&mut *self.connection).await?;
        match number(&n_new, "n")? {
            0 => Ok(Vec::new()),
            _ => coverage(self.connection, feeds).await,
        }
    }
}

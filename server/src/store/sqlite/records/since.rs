//! The rows of a trial that came in after a change: those that are new, and the older ones of
//! subjects who have entered the trial since. `CROSS JOIN` keeps the order of the tables, so that
//! each statement begins with the few rows that are new.

use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use trial::observation::Records;
use trial::{Feed, TrialId};

use super::{contact, coverage, ending, event, facts, page, sighting, survey};
use crate::store::Answer;
use crate::store::sqlite::enrolments::enrolment;
use crate::store::sqlite::ineligible::ineligible;
use crate::store::sqlite::read::{cell, number};

macro_rules! of_subjects {
    ($columns:literal, $table:literal, $subject:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM ",
            $table,
            " AS observed
             CROSS JOIN enrolment ON enrolment.subject = observed.",
            $subject,
            "
             WHERE observed.came_with > $2 AND enrolment.trial = $1
             UNION
             SELECT ",
            $columns,
            " FROM enrolment INDEXED BY enrolment_since
             CROSS JOIN ",
            $table,
            " AS observed ON observed.",
            $subject,
            " = enrolment.subject
             WHERE enrolment.came_with > $2 AND enrolment.trial = $1"
        )
    };
}

macro_rules! contacts {
    ($from:literal) => {
        concat!(
            "SELECT contact.subject, contact.at, contact.channel, contact.arrived_at,
                coding.codes, coding.coded_at FROM ",
            $from,
            " AND enrolment.trial = $1"
        )
    };
}

const ENROLMENTS: &str =
    "SELECT * FROM enrolment WHERE came_with > $2 AND trial = $1 ORDER BY number";
const PAGES: &str = "SELECT subject, at FROM delivery WHERE came_with > $2 AND trial = $1";
const OPENED: &str =
    "SELECT subject, at FROM delivery WHERE came_with > $2 AND trial = $1 AND opened = 1";
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
    let mut contacts = news.all(NEW_CONTACTS, contact).await?;
    contacts.extend(news.all(NEW_CODINGS, contact).await?);
    contacts.extend(news.all(CONTACTS_OF_NEW, contact).await?);
    Ok(Records {
        enrolments: news.all(ENROLMENTS, enrolment).await?,
        sightings: news.all(of_subjects!("observed.*", "sighting", "subject"), sighting).await?,
        coverage: news.coverage(feeds).await?,
        quarantine: news
            .all(of_subjects!("observed.*", "quarantine_event", "subject"), event)
            .await?,
        contacts,
        pages: news.all(PAGES, page).await?,
        opened: Some(news.all(OPENED, page).await?),
        facts: news
            .all(of_subjects!("observed.id, observed.device_kind", "subject", "id"), facts)
            .await?,
        ineligible: news.all(INELIGIBLE, ineligible).await?,
        endings: news.all(of_subjects!("observed.*", "follow_up_end", "subject"), ending).await?,
        surveys: news.all(of_subjects!("observed.*", "survey_answer", "subject"), survey).await?,
        ..Records::default()
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
        sql: &'static str,
        row: fn(&SqliteRow) -> Answer<T>,
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

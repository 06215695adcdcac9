//! Every row of a trial.

use sqlx::SqliteConnection;
use trial::observation::Records;
use trial::{Feed, TrialId};

use super::{all, contact, coverage, ending, event, facts, page, sighting, survey};
use crate::store::Answer;
use crate::store::sqlite::enrolments::enrolment;
use crate::store::sqlite::ineligible::ineligible;
use crate::store::sqlite::read::number;

macro_rules! of_subjects {
    ($table:literal) => {
        concat!(
            "SELECT observed.* FROM enrolment JOIN ",
            $table,
            " AS observed ON observed.subject = enrolment.subject WHERE enrolment.trial = $1"
        )
    };
}

const ENROLMENTS: &str = "SELECT * FROM enrolment WHERE trial = $1 ORDER BY number";
const PAGES: &str = "SELECT subject, at FROM delivery WHERE trial = $1";
const OPENED: &str = "SELECT subject, at FROM delivery WHERE trial = $1 AND opened = 1";
const UNTOLD: &str = "SELECT COUNT(*) AS n FROM delivery WHERE trial = $1 AND opened IS NULL";
const FACTS: &str = "SELECT id, device_kind FROM subject WHERE id IN
    (SELECT subject FROM enrolment WHERE trial = $1)";
const INELIGIBLE: &str = "SELECT * FROM ineligible WHERE trial = $1";
/// A contact comes once for each time that it was coded, and once if it never was.
const CONTACTS: &str = "SELECT contact.subject, contact.at, contact.channel, contact.arrived_at,
        coding.codes, coding.coded_at
    FROM enrolment JOIN contact ON contact.subject = enrolment.subject
    LEFT JOIN coding ON coding.contact = contact.id
    WHERE enrolment.trial = $1";

pub(super) async fn of_trial(
    connection: &mut SqliteConnection,
    id: &TrialId,
    feeds: &[Feed],
) -> Answer<Records> {
    let id = id.as_str();
    let n_untold = sqlx::query(UNTOLD).bind(id).fetch_one(&mut *connection).await?;
    Ok(Records {
        enrolments: all(connection, ENROLMENTS, id, enrolment).await?,
        sightings: all(connection, of_subjects!("sighting"), id, sighting).await?,
        coverage: coverage(connection, feeds).await?,
        quarantine: all(connection, of_subjects!("quarantine_event"), id, event).await?,
        contacts: all(connection, CONTACTS, id, contact).await?,
        pages: all(connection, PAGES, id, page).await?,
        opened: match number(&n_untold, "n")? {
            0 => Some(all(connection, OPENED, id, page).await?),
            _ => None,
        },
        facts: all(connection, FACTS, id, facts).await?,
        ineligible: all(connection, INELIGIBLE, id, ineligible).await?,
        endings: all(connection, of_subjects!("follow_up_end"), id, ending).await?,
        surveys: all(connection, of_subjects!("survey_answer"), id, survey).await?,
        ..Records::default()
    })
}

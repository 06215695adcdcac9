//! Every row of a trial.

use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, SqliteConnection};
use trial::observation::Records;
use trial::{Feed, TrialId};

use super::{all, arrival, coverage, facts};
use crate::store::Answer;
use crate::store::sqlite::enrolments::enrolment;
use crate::store::sqlite::ineligible::ineligible;
use crate::store::sqlite::kinds::{self, PLAIN};

const ENROLMENTS: &str = "SELECT * FROM enrolment WHERE trial = $1 ORDER BY number";
const PAGES: &str = "SELECT subject, at, opened FROM delivery WHERE trial = $1";
const FACTS: &str = "SELECT id, device_kind FROM subject WHERE id IN
    (SELECT subject FROM enrolment WHERE trial = $1)";
const ARRIVALS: &str =
    "SELECT subject, arrived_at FROM enrolment WHERE trial = $1 AND arrived_at IS NOT NULL";
const ENTERED_ANOTHER: &str =
    "SELECT later.subject, later.at, COALESCE(later.arrived_at, later.at) AS arrived_at
    FROM enrolment JOIN enrolment AS later ON later.subject = enrolment.subject
    WHERE enrolment.trial = $1 AND later.trial <> $1 AND later.number > enrolment.number";
const INELIGIBLE: &str = "SELECT * FROM ineligible WHERE trial = $1";
/// A contact comes once for each time that it was coded, and once if it never was.
const CONTACTS: &str = "SELECT contact.subject, contact.at, contact.channel, contact.reference,
        contact.arrived_at, coding.codes, coding.coded_at
    FROM enrolment JOIN contact ON contact.subject = enrolment.subject
    LEFT JOIN coding ON coding.contact = contact.id
    WHERE enrolment.trial = $1";

pub(super) async fn of_trial(
    connection: &mut SqliteConnection,
    id: &TrialId,
    feeds: &[Feed],
) -> Answer<Records> {
    let id = id.as_str();
    let mut observed = all(connection, CONTACTS, id, kinds::contact).await?;
    observed.extend(all(connection, PAGES, id, kinds::page).await?);
    observed.extend(all(connection, ENTERED_ANOTHER, id, kinds::entered_another).await?);
    for kind in PLAIN {
        let of_subjects = AssertSqlSafe(format!(
            "SELECT observed.* FROM enrolment JOIN {} AS observed
                ON observed.subject = enrolment.subject WHERE enrolment.trial = $1",
            kinds::place(kind).table
        ));
        let row = |row: &SqliteRow| kinds::observed(kind, row);
        observed.extend(all(connection, of_subjects, id, row).await?);
    }
    Ok(Records {
        enrolments: all(connection, ENROLMENTS, id, enrolment).await?,
        observed,
        coverage: coverage(connection, feeds).await?,
        facts: all(connection, FACTS, id, facts).await?,
        ineligible: all(connection, INELIGIBLE, id, ineligible).await?,
        enrolments_arrived: all(connection, ARRIVALS, id, arrival).await?.into_iter().collect(),
        n_set_aside: 0,
    })
}

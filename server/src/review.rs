//! Objections to a step of a review: what `content` finds in the text beside its other channels and
//! languages, and who has given which reason.

use content::review::{Beside, Person, Refusal, Waiver, can_approve, can_submit};
use content::{Brand, DocumentId, Finding};
use trial::Refusal as Refused;
use wire::review::Reasoned;

use crate::assessment;
use crate::blocking::blocking;
use crate::problem::Problem;
use crate::revisions::{self, Served};
use crate::state::App;
use crate::store::StoredDocument;

/// Why a text cannot be submitted with these reasons of its author; empty when it can.
/// Codes: `blocked`, `waiver_missing`.
pub fn cannot_submit(findings: &[Finding], waivers: &[Waiver], author: &Person) -> Vec<Refused> {
    can_submit(findings, waivers, author).iter().map(refused).collect()
}

/// Why a text cannot be approved by this person with the reasons of both; empty when it can.
/// Codes: `own_text`, `blocked`, `waiver_missing`.
pub fn cannot_approve(
    findings: &[Finding],
    waivers: &[Waiver],
    author: &Person,
    approver: &Person,
) -> Vec<Refused> {
    can_approve(findings, waivers, author, approver).iter().map(refused).collect()
}

/// Reasons as they are kept: with the person who gave them.
pub fn waivers(given: Vec<Reasoned>, by: &Person) -> Vec<Waiver> {
    let waiver = |Reasoned { rule, place, reason }| Waiver { rule, place, reason, by: by.clone() };
    given.into_iter().map(waiver).collect()
}

/// Everything that is found in a text, beside the saved texts of its message and beside what readers
/// get now.
pub async fn findings(
    app: &App,
    id: &DocumentId,
    source: &str,
    brand: &Brand,
) -> Result<Vec<Finding>, Problem> {
    let stored = app.store.documents().await?;
    let served = revisions::served(app, id).await?;
    let (id, source, brand) = (id.clone(), source.to_owned(), brand.clone());
    blocking(move || {
        let beside = || beside(&id, &stored, &served);
        assessment::findings(&source, &brand, beside)
    })
    .await
}

/// The texts that a text is compared with.
fn beside(id: &DocumentId, stored: &[StoredDocument], served: &Served) -> Beside {
    let saved = stored.iter().map(|saved| (&saved.id, saved.source.as_str()));
    let running = served.running.iter();
    Beside::of(id, saved)
        .with_live(served.live.as_ref().map(|live| live.source.as_str()))
        .with_running(running.map(|(trial, served)| (trial.as_str(), served.source.as_str())))
}

fn refused(refusal: &Refusal) -> Refused {
    let (code, field) = match refusal {
        Refusal::Blocked(finding) => ("blocked", finding.rule.as_str()),
        Refusal::Unwaived { finding, .. } => ("waiver_missing", finding.rule.as_str()),
        Refusal::OwnText => ("own_text", "approver"),
    };
    let (code, field) = (code.to_owned(), Some(field.to_owned()));
    Refused { code, message: refusal.to_string(), field }
}

//! Observations in batches, all or nothing. What an entry means is decided in `trial`; here it gets
//! the time at which it arrived.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use trial::TrialId;
use trial::observation::{CoverageDay, EndReason, Ineligible, Observed};
use trial::text::IneligibleReason;
use wire::batch::{
    BatchAnswer, ContactBatch, CoverageBatch, Entry, FollowUpEndBatch, IneligibleBatch, KeptAside,
    MAX_ENTRIES, NewCoverageDay, NewFollowUpEnd, NewSurveyAnswer, NoticeBatch, QuarantineBatch,
    SightingBatch, SurveyBatch,
};
use wire::{Page, address};

use super::{Answer, Paging};
use crate::extract::{Body, PathParameters, QueryParameters};
use crate::personal;
use crate::problem::Problem;
use crate::received_at::{ReceivedAt, latest};
use crate::state::App;
use crate::store::{Batch, Store};
use wire::ProblemCode;

/// Accepts sightings: a feed saw a line behave as infected.
#[utoipa::path(post, path = address::SIGHTINGS.route(), tag = "observations",
    request_body = SightingBatch, responses((status = 200, body = BatchAnswer)))]
pub async fn sightings(
    State(app): State<App>,
    Body(batch): Body<SightingBatch>,
) -> Answer<BatchAnswer> {
    observed(&app, "sightings", batch.sightings).await
}

/// Accepts coverage days: what is known about a feed's day.
#[utoipa::path(post, path = address::COVERAGE.route(), tag = "observations",
    request_body = CoverageBatch, responses((status = 200, body = BatchAnswer)))]
pub async fn coverage(
    State(app): State<App>,
    Body(batch): Body<CoverageBatch>,
) -> Answer<BatchAnswer> {
    countable("days", batch.days.len())?;
    let arrived_at = app.now();
    refuse_future_days(&batch.days, arrived_at)?;
    let rows = batch.days.into_iter().map(|entry| CoverageDay {
        feed: entry.feed,
        day: entry.day,
        state: entry.state,
        arrived_at,
    });
    append(&app, Batch::Coverage(rows.collect())).await
}

/// Accepts quarantine events: a line was placed into the garden or released.
#[utoipa::path(post, path = address::QUARANTINE_EVENTS.route(), tag = "observations",
    request_body = QuarantineBatch, responses((status = 200, body = BatchAnswer)))]
pub async fn quarantine(
    State(app): State<App>,
    Body(batch): Body<QuarantineBatch>,
) -> Answer<BatchAnswer> {
    observed(&app, "events", batch.events).await
}

/// Accepts contacts: a subject wrote or called.
#[utoipa::path(post, path = address::CONTACTS.route(), tag = "observations",
    request_body = ContactBatch, responses((status = 200, body = BatchAnswer)))]
pub async fn contacts(
    State(app): State<App>,
    Body(batch): Body<ContactBatch>,
) -> Answer<BatchAnswer> {
    observed(&app, "contacts", batch.contacts).await
}

/// Accepts lines that were seen infected and are not in the trial, each with the reason. Nobody has
/// to know them; a line that is in the trial is kept aside.
#[utoipa::path(post, path = address::TRIAL_INELIGIBLE.route(), tag = "observations",
    request_body = IneligibleBatch, params(("trial" = TrialId, Path)),
    responses((status = 200, body = BatchAnswer)))]
pub async fn ineligible(
    State(app): State<App>,
    PathParameters(id): PathParameters<TrialId>,
    Body(batch): Body<IneligibleBatch>,
) -> Answer<BatchAnswer> {
    countable("lines", batch.lines.len())?;
    let at = |place| format!("lines[{place}].subject");
    personal::refuse(at, batch.lines.iter().map(|entry| &entry.subject))?;
    refuse_reasons(&batch)?;
    let trial = app.trial(&id).await?.trial;
    let received_at = ReceivedAt::in_trial(&trial, app.now());
    let times = batch.lines.iter().map(|entry| (&entry.subject, entry.at));
    received_at.refuse_future("lines", times)?;
    let rows = batch.lines.into_iter().map(|entry| Ineligible {
        arrived_at: received_at.at(&entry.subject),
        subject: entry.subject,
        at: entry.at,
        reason: entry.reason.trim().to_owned(),
    });
    append(&app, Batch::Ineligible(id, rows.collect())).await
}

/// Accepts ends of follow-up: a contract ended, or a subject does not want to be followed.
#[utoipa::path(post, path = address::FOLLOW_UP_ENDS.route(), tag = "observations",
    request_body = FollowUpEndBatch, responses((status = 200, body = BatchAnswer)))]
pub async fn ends(
    State(app): State<App>,
    Body(batch): Body<FollowUpEndBatch>,
) -> Answer<BatchAnswer> {
    refuse_own_reason(&batch)?;
    observed(&app, "ends", batch.ends).await
}

/// Accepts answers to the survey.
#[utoipa::path(post, path = address::SURVEY_ANSWERS.route(), tag = "observations",
    request_body = SurveyBatch, responses((status = 200, body = BatchAnswer)))]
pub async fn surveys(
    State(app): State<App>,
    Body(batch): Body<SurveyBatch>,
) -> Answer<BatchAnswer> {
    refuse_empty_answers(&batch)?;
    observed(&app, "answers", batch.answers).await
}

/// Accepts what became of notices: handed over, delivered, failed or come back.
#[utoipa::path(post, path = address::NOTICE_RECEIPTS.route(), tag = "observations",
    request_body = NoticeBatch, responses((status = 200, body = BatchAnswer)))]
pub async fn notices(
    State(app): State<App>,
    Body(batch): Body<NoticeBatch>,
) -> Answer<BatchAnswer> {
    observed(&app, "receipts", batch.receipts).await
}

/// Entries that count for nobody, newest first, each with the reason.
#[utoipa::path(get, path = address::SET_ASIDE.route(), tag = "observations",
    params(Paging), responses((status = 200, body = Page<KeptAside>)))]
pub async fn set_aside(
    State(store): State<Arc<dyn Store>>,
    QueryParameters(page): QueryParameters<Paging>,
) -> Answer<Page<KeptAside>> {
    Ok(Json(store.kept_aside(page.after, page.limit.get()).await?))
}

/// Accepts entries about subjects, the list `field` of their batch.
async fn observed<E: Entry>(app: &App, field: &str, entries: Vec<E>) -> Answer<BatchAnswer> {
    countable(field, entries.len())?;
    let at = |place| format!("{field}[{place}].subject");
    personal::refuse(at, entries.iter().map(Entry::subject))?;
    let received_at = ReceivedAt::of(app, entries.iter().map(Entry::subject)).await?;
    received_at.refuse_future(field, entries.iter().map(|entry| (entry.subject(), entry.at())))?;
    let mut rows = Vec::with_capacity(entries.len());
    for (place, entry) in entries.into_iter().enumerate() {
        let (subject, at) = (entry.subject().clone(), entry.at());
        let arrived_at = received_at.at(&subject);
        let what = entry.what(arrived_at);
        what.check().map_err(|(part, why)| {
            let at = format!("{field}[{place}].{part}");
            Problem::new(ProblemCode::InvalidValue, why).at(at)
        })?;
        rows.push(Observed { subject, at, arrived_at, what });
    }
    append(app, Batch::Observed(rows)).await
}

async fn append(app: &App, batch: Batch) -> Answer<BatchAnswer> {
    Ok(Json(app.store.append(&batch, app.staff()).await?))
}

/// A day that has not begun yet, by any clock that is a few minutes fast, cannot be covered.
fn refuse_future_days(days: &[NewCoverageDay], now: Timestamp) -> Result<(), Problem> {
    let last = latest(now).to_zoned(TimeZone::UTC).date();
    let Some(place) = days.iter().position(|entry| entry.day > last) else { return Ok(()) };
    let detail =
        format!("the day lies in the future: it is {last} in UTC; send it when it is over");
    Err(Problem::new(ProblemCode::InvalidValue, detail).at(format!("days[{place}].day")))
}

/// Lines are counted by their reason, so it is short and there is one.
fn refuse_reasons(batch: &IneligibleBatch) -> Result<(), Problem> {
    for (place, entry) in batch.lines.iter().enumerate() {
        IneligibleReason::check(&entry.reason).map_err(|detail| {
            let field = format!("lines[{place}].reason");
            Problem::new(ProblemCode::InvalidValue, detail).at(field)
        })?;
    }
    Ok(())
}

/// That a subject entered another trial is known from its enrolment.
fn refuse_own_reason(batch: &FollowUpEndBatch) -> Result<(), Problem> {
    let is_own = |entry: &NewFollowUpEnd| entry.reason == EndReason::EnteredAnotherTrial;
    let Some(place) = batch.ends.iter().position(is_own) else { return Ok(()) };
    let detail = "the enrolment in the other trial says so itself; leave the entry out";
    Err(Problem::new(ProblemCode::InvalidValue, detail).at(format!("ends[{place}].reason")))
}

/// Somebody who answered nothing is not in the survey.
fn refuse_empty_answers(batch: &SurveyBatch) -> Result<(), Problem> {
    let is_empty = |entry: &NewSurveyAnswer| {
        [entry.received, entry.read, entry.distrusted].iter().all(Option::is_none)
    };
    let Some(place) = batch.answers.iter().position(is_empty) else { return Ok(()) };
    let detail = "nothing is answered; leave out who answered nothing";
    Err(Problem::new(ProblemCode::InvalidValue, detail).at(format!("answers[{place}]")))
}

fn countable(field: &str, n_entries: usize) -> Result<(), Problem> {
    if (1..=MAX_ENTRIES).contains(&n_entries) {
        return Ok(());
    }
    let detail = format!("a batch has 1 to {MAX_ENTRIES} entries, this one has {n_entries}");
    Err(Problem::new(ProblemCode::InvalidValue, detail).at(field))
}

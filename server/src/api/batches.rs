//! Observations in batches, all or nothing. What an entry means is decided in `trial`; here it gets
//! the time at which it arrived.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use trial::observation::{Contact, CoverageDay, QuarantineEvent, Sighting};
use wire::batch::{
    BatchAnswer, ContactBatch, CoverageBatch, KeptAside, MAX_ENTRIES, NewCoverageDay,
    QuarantineBatch, SightingBatch,
};
use wire::{Page, address};

use super::{Answer, Cursor};
use crate::arrival::{Arrival, latest};
use crate::extract::{Asked, Body};
use crate::problem::Problem;
use crate::state::App;
use crate::store::Batch;
use wire::ProblemCode;

/// Accepts sightings: a feed saw a line behave as infected.
#[utoipa::path(post, path = address::SIGHTINGS.route(), tag = "observations",
    request_body = SightingBatch, responses((status = 200, body = BatchAnswer)))]
pub async fn sightings(
    State(app): State<App>,
    Body(batch): Body<SightingBatch>,
) -> Answer<BatchAnswer> {
    countable("sightings", batch.sightings.len())?;
    let arrival = Arrival::of(&app, batch.sightings.iter().map(|entry| &entry.subject)).await?;
    let times = batch.sightings.iter().map(|entry| (&entry.subject, entry.at));
    arrival.refuse_future("sightings", times)?;
    let rows = batch.sightings.into_iter().map(|entry| Sighting {
        arrived_at: arrival.at(&entry.subject),
        subject: entry.subject,
        at: entry.at,
        feed: entry.feed,
    });
    append(&app, Batch::Sightings(rows.collect())).await
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
    countable("events", batch.events.len())?;
    let arrival = Arrival::of(&app, batch.events.iter().map(|entry| &entry.subject)).await?;
    let times = batch.events.iter().map(|entry| (&entry.subject, entry.at));
    arrival.refuse_future("events", times)?;
    let rows = batch.events.into_iter().map(|entry| QuarantineEvent {
        arrived_at: arrival.at(&entry.subject),
        subject: entry.subject,
        at: entry.at,
        change: entry.change,
    });
    append(&app, Batch::Quarantine(rows.collect())).await
}

/// Accepts contacts: a subject wrote or called.
#[utoipa::path(post, path = address::CONTACTS.route(), tag = "observations",
    request_body = ContactBatch, responses((status = 200, body = BatchAnswer)))]
pub async fn contacts(
    State(app): State<App>,
    Body(batch): Body<ContactBatch>,
) -> Answer<BatchAnswer> {
    countable("contacts", batch.contacts.len())?;
    let arrival = Arrival::of(&app, batch.contacts.iter().map(|entry| &entry.subject)).await?;
    let times = batch.contacts.iter().map(|entry| (&entry.subject, entry.at));
    arrival.refuse_future("contacts", times)?;
    let rows = batch.contacts.into_iter().map(|entry| {
        let arrived_at = arrival.at(&entry.subject);
        Contact {
            coded_at: entry.codes.as_ref().map(|_| arrived_at),
            arrived_at,
            subject: entry.subject,
            at: entry.at,
            channel: entry.channel,
            codes: entry.codes,
        }
    });
    append(&app, Batch::Contacts(rows.collect())).await
}

/// Entries that count for nobody, newest first, each with the reason.
#[utoipa::path(get, path = address::SET_ASIDE.route(), tag = "observations",
    params(("after" = Option<u64>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, body = Page<KeptAside>)))]
pub async fn set_aside(
    State(app): State<App>,
    Asked(cursor): Asked<Cursor>,
) -> Answer<Page<KeptAside>> {
    Ok(Json(app.store.kept_aside(cursor.after, cursor.limit()).await?))
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

fn countable(field: &str, n_entries: usize) -> Result<(), Problem> {
    if (1..=MAX_ENTRIES).contains(&n_entries) {
        return Ok(());
    }
    let detail = format!("a batch has 1 to {MAX_ENTRIES} entries, this one has {n_entries}");
    Err(Problem::new(ProblemCode::InvalidValue, detail).at(field))
}

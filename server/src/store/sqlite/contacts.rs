//! Contacts as the help desk works through them.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, SqliteConnection};
use trial::observation::{Code, Contact, ContactChannel, Observed};
use wire::Page;
use wire::contact::ContactView;

use super::SqliteStore;
use super::page::{below, page_of, rows_to_read};
use super::read::{body, cell, maybe_json, maybe_time, number, parsed, spelled, time, word};
use super::write::Write;
use crate::store::{Answer, By, ContactFilter, NewHelp, StoreError};

macro_rules! select {
    ($which:literal) => {
        concat!(
            "SELECT contact.*, subject.case_code, subject.simulated FROM contact
             JOIN subject ON subject.id = contact.subject WHERE ",
            $which
        )
    };
}

/// How much later a different request counts as asked whose moment is taken: the shortest time that
/// is kept. A clock may stand still, and nothing that a customer wrote may be lost.
const NEXT: SignedDuration = SignedDuration::from_micros(1);

pub(super) async fn ask_for_help(
    store: &SqliteStore,
    help: &NewHelp,
    by: By<'_>,
) -> Answer<ContactView> {
    let mut write = store.write().await?;
    let mut at = help.at;
    loop {
        let is_new = keep(&mut write, help, at).await?;
        let contact = by_form(write.connection(), help, at).await?;
        if is_new {
            write.audit(by, "help_asked", json!({"contact": contact.id})).await?;
        } else if contact.text.as_ref() != Some(&help.text) {
            at = at.checked_add(NEXT).map_err(|fault| StoreError::Corrupt(fault.to_string()))?;
            continue;
        }
        write.finish().await?;
        return Ok(contact);
    }
}

/// Keeps a request at a moment, unless there is one of the same subject already.
async fn keep(write: &mut Write, help: &NewHelp, at: Timestamp) -> Answer<bool> {
    let keep = sqlx::query(
        "INSERT INTO contact (subject, at, channel, reference, arrived_at, text, came_with)
         VALUES ($1, $2, $3, '', $2, $4, $5) ON CONFLICT DO NOTHING",
    );
    let keep = keep.bind(help.subject.as_str()).bind(at.as_microsecond());
    let keep = keep.bind(spelled(&ContactChannel::ContactForm)?).bind(&help.text);
    Ok(write.run(keep.bind(write.number)).await? > 0)
}

async fn by_form(
    connection: &mut SqliteConnection,
    help: &NewHelp,
    at: Timestamp,
) -> Answer<ContactView> {
    let query =
        sqlx::query(select!("contact.subject = $1 AND contact.at = $2 AND contact.channel = $3"));
    let query = query.bind(help.subject.as_str()).bind(at.as_microsecond());
    let query = query.bind(spelled(&ContactChannel::ContactForm)?);
    view(&query.fetch_one(connection).await?)
}

pub(super) async fn list(
    store: &SqliteStore,
    filter: ContactFilter,
    after: Option<u64>,
    limit: u32,
) -> Answer<Page<ContactView>> {
    let mut query = QueryBuilder::new(select!("contact.id < "));
    query.push_bind(below(after));
    query.push(match filter.handled {
        Some(true) => " AND contact.handled_at IS NOT NULL",
        Some(false) => " AND contact.handled_at IS NULL",
        None => "",
    });
    query.push(match filter.coded {
        Some(true) => " AND contact.codes IS NOT NULL",
        Some(false) => " AND contact.codes IS NULL",
        None => "",
    });
    query.push(" ORDER BY contact.id DESC LIMIT ").push_bind(rows_to_read(limit));
    let rows = query.build().fetch_all(&mut *store.read().await?).await?;
    let numbered = |row| view(row).map(|contact| (contact.id, contact));
    let contacts = rows.iter().map(numbered).collect::<Answer<Vec<_>>>()?;
    Ok(page_of(contacts, limit))
}

pub(super) async fn one(store: &SqliteStore, id: u64) -> Answer<ContactView> {
    find(&mut *store.read().await?, id).await
}

pub(super) async fn set_codes(
    store: &SqliteStore,
    id: u64,
    codes: &[Code],
    coded_at: Timestamp,
    by: By<'_>,
) -> Answer<ContactView> {
    let mut write = store.write().await?;
    let set = sqlx::query("UPDATE contact SET codes = $2, coded_at = $3 WHERE id = $1");
    let set = set.bind(cell(id)).bind(spelled_codes(codes)?).bind(coded_at.as_microsecond());
    write.run(set).await?;
    keep_codings(&mut write, Some(id), by).await?;
    let contact = find(write.connection(), id).await?;
    let about = json!({"contact": id, "codes": contact.codes});
    write.audit(by, "contact_coded", about).await?;
    write.finish().await?;
    Ok(contact)
}

pub(super) async fn mark_handled(store: &SqliteStore, id: u64, by: By<'_>) -> Answer<ContactView> {
    let mut write = store.write().await?;
    let mark = sqlx::query(
        "UPDATE contact SET handled_at = $2, text = NULL WHERE id = $1 AND handled_at IS NULL",
    );
    let is_new = write.run(mark.bind(cell(id)).bind(by.at.as_microsecond())).await? > 0;
    let contact = find(write.connection(), id).await?;
    if !is_new {
        return Ok(contact);
    }
    if contact.codes.is_none() {
        return Err(StoreError::NotCoded);
    }
    write.audit(by, "contact_handled", json!({"contact": id})).await?;
    write.finish().await?;
    store.forget_deleted().await;
    Ok(contact)
}

/// Notes what a contact is said to be about now, or what all those are that came with this write.
pub(super) async fn keep_codings(
    write: &mut Write,
    contact: Option<u64>,
    by: By<'_>,
) -> Answer<()> {
    let keep = sqlx::query(
        "INSERT INTO coding (contact, codes, coded_at, who, came_with)
         SELECT id, codes, coded_at, $1, $2 FROM contact
         WHERE codes IS NOT NULL AND (id = $3 OR ($3 IS NULL AND came_with = $2))",
    );
    let keep = keep.bind(by.who).bind(write.number).bind(contact.map(cell));
    write.run(keep).await.map(|_| ())
}

/// Appends contacts within a larger write; answers how many are new, and the number of each. One that
/// is known and comes with codes that nobody has given it before is coded.
pub(super) async fn insert(write: &mut Write, rows: &[&Observed]) -> Answer<(u64, Vec<u64>)> {
    let (mut n_new, mut ids) = (0, Vec::with_capacity(rows.len()));
    for (row, contact) in rows.iter().filter_map(|row| Some((row, row.contact()?))) {
        let codes = contact.codes.as_deref().map(spelled_codes).transpose()?;
        let coded_at = contact.coded_at.unwrap_or(row.arrived_at).as_microsecond();
        let coded_at = codes.as_ref().map(|_| coded_at);
        let keep = sqlx::query(
            "INSERT INTO contact
                (subject, at, channel, reference, arrived_at, text, codes, coded_at, came_with)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
        );
        let keep = bind_key(keep, row, contact)?.bind(row.arrived_at.as_microsecond());
        let keep = keep.bind(contact.text.as_deref()).bind(codes.as_deref()).bind(coded_at);
        let is_new = write.run(keep.bind(write.number)).await? > 0;
        let known = sqlx::query(
            "SELECT id FROM contact
             WHERE subject = $1 AND at = $2 AND channel = $3 AND reference = $4",
        );
        let known = bind_key(known, row, contact)?.fetch_one(write.connection()).await?;
        let id = number(&known, "id")?;
        if let Some(codes) = codes.filter(|_| !is_new) {
            code_again(write, id, &codes, coded_at).await?;
        }
        n_new += u64::from(is_new);
        ids.push(id);
    }
    Ok((n_new, ids))
}

/// Binds $1 to $4: what makes a contact the same.
fn bind_key<'q>(query: Query<'q>, row: &'q Observed, contact: &'q Contact) -> Answer<Query<'q>> {
    let query = query.bind(row.subject.as_str()).bind(row.at.as_microsecond());
    let query = query.bind(spelled(&contact.channel)?);
    Ok(query.bind(contact.reference.as_deref().unwrap_or_default()))
}

/// Codes a known contact, unless these codes have been said of it before: a batch that is sent again
/// must not undo what a person has corrected since.
async fn code_again(write: &mut Write, id: u64, codes: &str, coded_at: Option<i64>) -> Answer<()> {
    let code = sqlx::query(
        "UPDATE contact SET codes = $2, coded_at = $3 WHERE id = $1
         AND NOT EXISTS (SELECT 1 FROM coding WHERE contact = $1 AND codes = $2)",
    );
    if write.run(code.bind(cell(id)).bind(codes).bind(coded_at)).await? > 0 {
        let note = sqlx::query(
            "INSERT INTO coding (contact, codes, coded_at, who, came_with)
             VALUES ($1, $2, $3, 'contacts', $4)",
        );
        write.run(note.bind(cell(id)).bind(codes).bind(coded_at).bind(write.number)).await?;
        write.touch();
    }
    Ok(())
}

type Query<'q> = sqlx::query::Query<'q, sqlx::Sqlite, sqlx::sqlite::SqliteArguments>;

/// Codes for a cell.
pub(super) fn spelled_codes(codes: &[Code]) -> Answer<String> {
    body(&in_order(codes))
}

/// Each code once, in the order of the codes.
pub(super) fn in_order(codes: &[Code]) -> Vec<Code> {
    let mut codes = codes.to_vec();
    codes.sort_unstable();
    codes.dedup();
    codes
}

async fn find(connection: &mut SqliteConnection, id: u64) -> Answer<ContactView> {
    let query = sqlx::query(select!("contact.id = $1")).bind(cell(id));
    view(&query.fetch_one(connection).await?)
}

fn view(row: &SqliteRow) -> Answer<ContactView> {
    Ok(ContactView {
        id: number(row, "id")?,
        subject: parsed(row, "subject")?,
        case_code: parsed(row, "case_code")?,
        at: time(row, "at")?,
        channel: word(row, "channel")?,
        text: row.try_get("text")?,
        codes: maybe_json(row, "codes")?,
        handled_at: maybe_time(row, "handled_at")?,
        simulated: row.try_get("simulated")?,
    })
}

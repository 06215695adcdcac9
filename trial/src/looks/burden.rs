//! Contacts of a subject that is counted. One that nobody had coded by then is pending in every
//! look until its first coding, which is then kept; a contact that arrives later is not counted.

use jiff::Timestamp;

use super::known::Known;
use super::subjects::LookSubject;
use crate::day::{Day, days_after};
use crate::metric::BurdenMetric;
use crate::observation::{Code, Contact, Observed};
use crate::plan::Plan;

/// The contacts of one subject, on one row of the burden board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contacts {
    /// The first day from which at least one is known to be of the kind.
    pub yes_from: Option<Day>,
    /// For each that was pending, the day of its first coding; `None` while there is none.
    pub pending: Vec<Option<Day>>,
}

/// The contacts of a subject that is counted from the end of a day, with the first codings that had
/// arrived by now of those that were pending.
pub fn at_maturity(
    plan: &Plan,
    metric: BurdenMetric,
    subject: &LookSubject<'_>,
    on: Day,
    now: Timestamp,
) -> Contacts {
    let known = Known::EndOf(on);
    let mut contacts = Contacts::default();
    for rows in counted(plan, subject, known) {
        let (yes_from, pending) = match is_of(metric, rows[0].1) {
            Some(is_of_kind) => (is_of_kind.then_some(on), None),
            None => by_codes(metric, &rows, on, now),
        };
        contacts.yes_from = [contacts.yes_from, yes_from].into_iter().flatten().min();
        contacts.pending.extend(pending);
    }
    contacts
}

/// The same by everything that is known now: the newest coding counts.
pub fn as_known_now(
    plan: &Plan,
    metric: BurdenMetric,
    subject: &LookSubject<'_>,
    now: Timestamp,
) -> Contacts {
    let (known, today) = (Known::At(now), Day::of(now));
    let mut contacts = Contacts::default();
    for rows in counted(plan, subject, known) {
        let newest = codings(&rows).filter(|(at, _)| known.includes(*at)).max();
        let is_yes = is_of(metric, rows[0].1).or(newest.map(|(_, codes)| says(metric, codes)));
        match is_yes {
            Some(true) => contacts.yes_from = Some(today),
            Some(false) => {}
            None => contacts.pending.push(None),
        }
    }
    contacts
}

/// Rows about the contacts that count, contact by contact: from the enrolment until B days later,
/// before the end of follow-up, and arrived.
fn counted<'s>(
    plan: &Plan,
    subject: &LookSubject<'s>,
    known: Known,
) -> impl Iterator<Item = Vec<(&'s Observed, &'s Contact)>> {
    let enrolled_at = subject.enrolment.at;
    let end = days_after(enrolled_at, plan.burden_days);
    let ended_at = subject.ended_at(known);
    let counts =
        move |at| enrolled_at <= at && at <= end && ended_at.is_none_or(|ended_at| at < ended_at);
    subject.contacts().into_iter().filter(move |rows| {
        counts(rows[0].0.at) && rows.iter().any(|(row, _)| known.includes(row.arrived_at))
    })
}

/// Whether a contact is of the kind, where that needs no coding.
fn is_of(metric: BurdenMetric, contact: &Contact) -> Option<bool> {
    match metric {
        BurdenMetric::Channel(channel) => Some(contact.channel == channel),
        BurdenMetric::Complaint | BurdenMetric::Code(_) => None,
    }
}

/// From when on a contact is known to be of the kind, and the day of its first coding if it was
/// pending at the end of `on`.
fn by_codes(
    metric: BurdenMetric,
    rows: &[(&Observed, &Contact)],
    on: Day,
    now: Timestamp,
) -> (Option<Day>, Option<Option<Day>>) {
    let known = Known::EndOf(on);
    if let Some((_, codes)) = codings(rows).filter(|(at, _)| known.includes(*at)).max() {
        return (says(metric, codes).then_some(on), None);
    }
    let arrived = codings(rows).filter(|(at, _)| *at <= now);
    let first = arrived.min_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(a.1)));
    let first = first.map(|(at, codes)| (Day::of(at), codes));
    let yes_from = first.filter(|(_, codes)| says(metric, codes)).map(|(day, _)| day);
    (yes_from, Some(first.map(|(day, _)| day)))
}

/// The codings of a contact with the moment at which each arrived; no codes are a coding too.
fn codings<'s>(
    rows: &[(&'s Observed, &'s Contact)],
) -> impl Iterator<Item = (Timestamp, &'s [Code])> {
    let coded = |(row, contact): &(&'s Observed, &'s Contact)| {
        let at = contact.coded_at.unwrap_or(row.arrived_at).max(row.arrived_at);
        contact.codes.as_deref().map(|codes| (at, codes))
    };
    rows.iter().filter_map(coded)
}

fn says(metric: BurdenMetric, codes: &[Code]) -> bool {
    codes.iter().any(|code| match metric {
        BurdenMetric::Complaint => code.is_complaint(),
        BurdenMetric::Code(wanted) => *code == wanted,
        BurdenMetric::Channel(_) => false,
    })
}

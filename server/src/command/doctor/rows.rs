//! Rows of a sound database: the clock, the documents, the feeds of running trials.

use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use trial::{Trial, TrialState};

use super::check::Check;
use crate::store::{Answer, Inspection, Store, StoreError, StoredDocument};

/// How far the clock may be behind the last change before it counts as stepped back.
const SLACK: SignedDuration = SignedDuration::from_mins(5);
/// After how many days without a report a feed is silent: one more than a day may take to arrive.
const SILENT_DAYS: i32 = 3;

/// The store could not be read.
pub fn unreadable(fault: &StoreError) -> Check {
    Check::wrong("rows", fault.to_string(), "try again; if it stays, restore a backup")
}

/// What is found in a store.
pub async fn of(store: &dyn Store, found: &Inspection, now: Timestamp) -> Vec<Check> {
    let checks = async {
        let last = store.audit(None, 1).await?.items.into_iter().next().map(|entry| entry.at);
        let mut checks = vec![clock(last, now), documents(&store.documents().await?)];
        let trials = store.trials().await?;
        let trials: Vec<Trial> = trials.into_iter().map(|stored| stored.trial).collect();
        checks.push(feeds(&trials, found, now));
        Ok(checks)
    };
    let checks: Answer<Vec<Check>> = checks.await;
    checks.unwrap_or_else(|fault| vec![unreadable(&fault)])
}

fn clock(last: Option<Timestamp>, now: Timestamp) -> Check {
    match last {
        Some(last) if last.duration_since(now) > SLACK => Check::wrong(
            "clock",
            format!(
                "it is {now:.0}, but the last change was at {last:.0}: the clock has gone back"
            ),
            "set the clock, by NTP where there is one; until then rows arrive as of the last change",
        ),
        _ => Check::ok("clock", format!("it is {now:.0}, later than the last change")),
    }
}

fn documents(documents: &[StoredDocument]) -> Check {
    let faults: Vec<String> = documents.iter().filter_map(fault_of).collect();
    match faults.is_empty() {
        true => Check::ok("documents", format!("all {} can be read", documents.len())),
        false => Check::wrong(
            "documents",
            faults.join("; "),
            "open each in the editor, or export the message with `stile messages export`, correct the \
             file and import it",
        ),
    }
}

/// What is wrong with a document, if it cannot be read at all.
fn fault_of(stored: &StoredDocument) -> Option<String> {
    let read = catch_unwind(AssertUnwindSafe(|| {
        let (document, findings) = content::parse(&stored.source);
        content::measure(&document);
        findings.into_iter().find(|finding| finding.blocks_submit)
    }));
    match read {
        Ok(None) => None,
        Ok(Some(finding)) => Some(format!("{}: {}", stored.id, finding.message)),
        Err(_) => Some(format!("{}: reading it stops with a fault of the program", stored.id)),
    }
}

fn feeds(trials: &[Trial], found: &Inspection, now: Timestamp) -> Check {
    let today = now.to_zoned(TimeZone::UTC).date();
    let silent: Vec<String> =
        trials.iter().flat_map(|trial| silent_feeds(trial, found, today)).collect();
    match silent.is_empty() {
        true => Check::ok("feeds", "no feed of a running trial is silent"),
        false => Check::wrong(
            "feeds",
            silent.join("; "),
            "ask who runs the feed; send a day on which it saw nothing as confirmed_empty, as a day \
             without a report counts as unknown",
        ),
    }
}

/// The feeds that a running trial has not heard of for days, in words.
fn silent_feeds(trial: &Trial, found: &Inspection, today: Date) -> Vec<String> {
    let TrialState::Running { started_at } = trial.state else { return Vec::new() };
    if trial.simulated {
        return Vec::new();
    }
    let begin = started_at.to_zoned(TimeZone::UTC).date();
    let tell = |feed: &trial::Feed| {
        let last = found.last_days.get(feed.as_str()).copied();
        let since = last.map_or(begin, |last| last.max(begin));
        let is_silent = since.checked_add(SILENT_DAYS.days()).is_ok_and(|due| due < today);
        let said = last.map_or("no day at all".to_owned(), |last| format!("{last} last"));
        is_silent.then(|| format!("{}: {feed} reported {said}", trial.id))
    };
    trial.plan.required_feeds.iter().filter_map(tell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::doctor::check::State;

    #[test]
    fn a_clock_that_has_gone_back_is_wrong_and_one_that_waits_is_not() {
        let now: Timestamp = "2026-03-05T12:00:00Z".parse().unwrap();
        let state = |last: &str| clock(Some(last.parse().unwrap()), now).state;
        assert_eq!(state("2026-03-05T13:00:00Z"), State::Wrong);
        assert_eq!(state("2026-03-05T12:04:00Z"), State::Ok);
        assert_eq!(state("2026-03-01T12:00:00Z"), State::Ok);
        assert_eq!(clock(None, now).state, State::Ok);
    }

    #[test]
    fn a_document_whose_front_matter_cannot_be_read_is_named() {
        let document = |source: &str| StoredDocument {
            id: "iot-infection/improved/garden/en".parse().unwrap(),
            source: source.to_owned(),
            version: 1,
            saved_at: Timestamp::UNIX_EPOCH,
        };
        let check = documents(&[document("no front matter")]);
        assert!(check.found.starts_with("iot-infection/improved/garden/en: "), "{check}");
        let starter = content::library::documents().remove(0);
        assert_eq!(documents(&[document(starter.source)]).state, State::Ok);
    }
}

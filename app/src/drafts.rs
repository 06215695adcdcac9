//! Unsaved work that only this browser has: one entry a subject (a document, a plan) and tab, so that
//! saving in one tab costs the other nothing. What a closed tab has left behind is found by the next
//! one that opens the subject.

use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::storage::{self, NotKept};
use crate::{fmt, tab};

/// What a tab leaves behind is kept for this long; nobody misses it after a quarter of a year.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(90 * 24);

/// An entry whose tab is closed, or one of an app that knew no tabs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftBehind {
    /// Its key, to remove it by.
    pub key: String,
    /// When it was kept; the epoch where that is not known.
    pub at: Timestamp,
    /// What it says, as it is stored.
    pub text: String,
}

#[derive(Serialize)]
struct Stamped<'a, T> {
    at_ms: i64,
    #[serde(flatten)]
    value: &'a T,
}

#[derive(Deserialize)]
struct Stamp {
    at_ms: Option<i64>,
}

/// The entry of this tab as it is stored.
pub fn own_text(subject: &str) -> Option<String> {
    storage::read_text(&key(subject, &tab::name()))
}

/// The entry of this tab, if it can be parsed.
pub fn own<T: DeserializeOwned>(subject: &str) -> Option<T> {
    serde_json::from_str(&own_text(subject)?).ok()
}

/// Keeps the entry of this tab.
///
/// # Errors
/// [`NotKept`] when the browser refuses.
pub fn keep<T: Serialize>(subject: &str, value: &T) -> Result<(), NotKept> {
    let at_ms = fmt::now().as_millisecond();
    storage::write(&key(subject, &tab::name()), &Stamped { at_ms, value })
}

/// Forgets the entry of this tab.
pub fn forget(subject: &str) {
    storage::remove(&key(subject, &tab::name()));
}

/// The entries of closed tabs, newest first.
pub fn left_behind(subject: &str) -> Vec<LeftBehind> {
    let is_left = |key: &String| match tab_of(key, subject) {
        Some(Some(name)) => !tab::is_open(name),
        Some(None) => true,
        None => false,
    };
    let entry = |key: String| {
        let text = storage::read_text(&key)?;
        Some(LeftBehind { at: kept_at(&text).unwrap_or_default(), key, text })
    };
    let mut all: Vec<_> =
        storage::keys(subject).into_iter().filter(is_left).filter_map(entry).collect();
    all.sort_by_key(|entry| std::cmp::Reverse(entry.at));
    all
}

/// Removes what closed tabs have left behind under `prefix` for too long, whatever its subject.
pub fn expire(prefix: &str) {
    for key in storage::keys(prefix) {
        let is_of_open_tab = key.rsplit_once('#').is_some_and(|(_, name)| tab::is_open(name));
        let kept_at = storage::read_text(&key).and_then(|text| kept_at(&text));
        if !is_of_open_tab && kept_at.is_some_and(|at| is_expired(at, fmt::now())) {
            storage::remove(&key);
        }
    }
}

fn is_expired(at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(at) > KEPT_FOR
}

fn kept_at(text: &str) -> Option<Timestamp> {
    let stamp: Stamp = serde_json::from_str(text).ok()?;
    Timestamp::from_millisecond(stamp.at_ms?).ok()
}

fn key(subject: &str, tab: &str) -> String {
    format!("{subject}#{tab}")
}

/// The tab of an entry of the subject; none in it for one of an app that knew no tabs.
fn tab_of<'a>(key: &'a str, subject: &str) -> Option<Option<&'a str>> {
    match key.strip_prefix(subject)? {
        "" => Some(None),
        rest => rest.strip_prefix('#').map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_belongs_to_its_own_subject_only() {
        let subject = "stile.draft.a/b/garden/en";
        assert_eq!(tab_of("stile.draft.a/b/garden/en#12", subject), Some(Some("12")));
        assert_eq!(tab_of(subject, subject), Some(None));
        assert_eq!(tab_of("stile.draft.a/b/garden/en-GB#12", subject), None);
    }

    #[test]
    fn an_entry_keeps_its_moment_beside_its_value() {
        let stored = serde_json::to_string(&Stamped { at_ms: 5, value: &Stamp2 { a: 1 } }).unwrap();
        assert_eq!(stored, r#"{"at_ms":5,"a":1}"#);
        assert_eq!(kept_at(&stored), Timestamp::from_millisecond(5).ok());
        assert_eq!(kept_at(r#"{"source":"x","version":3}"#), None);
        assert_eq!(kept_at("{corrupt"), None);
    }

    #[derive(Serialize)]
    struct Stamp2 {
        a: u8,
    }

    #[test]
    fn what_is_left_behind_is_kept_for_ninety_days() {
        let at = Timestamp::UNIX_EPOCH;
        let after = |days: i64| at + SignedDuration::from_hours(24 * days);
        assert!(!is_expired(at, after(90)));
        assert!(is_expired(at, after(91)));
    }
}

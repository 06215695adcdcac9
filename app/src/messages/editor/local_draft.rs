//! Drafts in local storage, one for each tab and document, so that a reload, a closed tab, a lost
//! connection or a crash costs nothing.

use content::DocumentId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::stash::{Origin, Stashed, deserialize_stash, push};
use crate::drafts::{self, LeftBehind};
use crate::storage::{self, NotKept};
use crate::tab;

const DRAFTS: &str = "stile.draft.";
/// Where `crash.js` keeps the text that was on the screen.
const CRASHES: &str = "stile.crashed.";
/// A longer text, in bytes, is not put in the editor by itself: it could keep the browser busy.
pub const MAX_LOADED_BYTES: usize = 1_000_000;

/// A text that the server does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalDraft {
    /// The text.
    pub source: String,
    /// The version that it was made from.
    pub version: u64,
    /// The texts set aside, newest first.
    #[serde(rename = "asides", default, deserialize_with = "deserialize_stash", alias = "aside")]
    pub stash: Vec<Stashed>,
}

/// The text on the screen of an editor that crashed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct Crash {
    text: String,
    #[serde(with = "trial::rfc3339::moment")]
    at: Timestamp,
}

/// What this browser has of a document when this tab opens it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recovery {
    /// The text to go on with.
    pub draft: Option<LocalDraft>,
    /// The texts to offer, newest first.
    pub offered: Vec<Stashed>,
    /// Where they were, other than in the draft of this tab.
    keys: Vec<String>,
}

/// What this browser has of a document: the draft of this tab or else the newest of a closed tab, and
/// the other texts, which are offered. A text that was on the screen of a crash is never the draft.
pub fn find(id: &DocumentId) -> Recovery {
    drafts::expire(DRAFTS);
    let left = drafts::left_behind(&subject(id));
    let crashes = crashes(id);
    let keys = left.iter().map(|entry| &entry.key).chain(crashes.iter().map(|(key, ..)| key));
    let keys = keys.cloned().collect();
    let has_crashed = crashes.iter().any(|(_, is_own, _)| *is_own);
    let crashes = crashes.into_iter().map(|(.., crash)| crash).collect();
    let (draft, offered) = choose(drafts::own_text(&subject(id)), has_crashed, left, crashes);
    Recovery { draft, offered, keys }
}

/// Keeps the draft of a document, or forgets it when there is nothing to keep.
///
/// # Errors
/// [`NotKept`] when the browser refuses; the text is then only on the screen.
pub fn keep(id: &DocumentId, draft: Option<&LocalDraft>) -> Result<(), NotKept> {
    match draft {
        Some(draft) => drafts::keep(&subject(id), draft),
        None => {
            drafts::forget(&subject(id));
            Ok(())
        }
    }
}

impl Recovery {
    /// Removes the entries of closed tabs and of crashes, once this tab has kept what was in them.
    pub fn clear(&mut self) {
        self.keys.drain(..).for_each(|key| storage::remove(&key));
    }
}

/// The crashes of this tab and of closed ones: key, whether it is this tab's, and the text.
fn crashes(id: &DocumentId) -> Vec<(String, bool, Crash)> {
    let prefix = format!("{CRASHES}{id}#");
    let crash = |key: String| {
        let name = key.strip_prefix(&prefix)?;
        let is_own = name == tab::name();
        let is_found = is_own || !tab::is_open(name);
        let crash = is_found.then(|| storage::read(&key)).flatten()?;
        Some((key, is_own, crash))
    };
    storage::keys(&prefix).into_iter().filter_map(crash).collect()
}

/// Which text to go on with, and which to offer.
fn choose(
    own: Option<String>,
    has_crashed: bool,
    left: Vec<LeftBehind>,
    crashes: Vec<Crash>,
) -> (Option<LocalDraft>, Vec<Stashed>) {
    let of_crash = |Crash { text, at }| Stashed { origin: Origin::Crashed(at), text };
    let mut offered: Vec<Stashed> = crashes.into_iter().map(of_crash).collect();
    let (mut draft, rest) = own.map(|text| parsed(text, Origin::Mine)).unwrap_or_default();
    offered.extend(rest);
    if has_crashed {
        // The text of the crash is a newer state of the same draft.
        offered.extend(draft.take().map(|draft| draft.stash).unwrap_or_default());
    }
    for LeftBehind { at, text, .. } in left {
        let origin = Origin::OtherTab(at);
        let (found, rest) = parsed(text, origin);
        offered.extend(rest);
        match found {
            Some(found) if draft.is_none() && !has_crashed => draft = Some(found),
            Some(found) => {
                offered.push(Stashed { origin, text: found.source });
                offered.extend(found.stash);
            }
            None => {}
        }
    }
    (draft, offered)
}

/// A stored draft. What cannot be parsed, and a text that is too long, is to be offered as it is.
fn parsed(stored: String, origin: Origin) -> (Option<LocalDraft>, Vec<Stashed>) {
    match serde_json::from_str::<LocalDraft>(&stored) {
        Ok(draft) if draft.source.len() <= MAX_LOADED_BYTES => (Some(draft), Vec::new()),
        Ok(mut draft) => {
            push(&mut draft.stash, Stashed { origin, text: draft.source });
            (None, draft.stash)
        }
        Err(_) => (None, vec![Stashed { origin, text: stored }]),
    }
}

fn subject(id: &DocumentId) -> String {
    format!("{DRAFTS}{id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(stash: Vec<Stashed>) -> LocalDraft {
        LocalDraft { source: "x".to_owned(), version: 3, stash }
    }

    fn stashed(origin: Origin, text: &str) -> Stashed {
        Stashed { origin, text: text.to_owned() }
    }

    fn mine(text: &str) -> Stashed {
        stashed(Origin::Mine, text)
    }

    fn stored(source: &str) -> String {
        let draft = LocalDraft { source: source.to_owned(), version: 3, stash: vec![mine("old")] };
        serde_json::to_string(&draft).unwrap()
    }

    fn left(second: i64, source: &str) -> LeftBehind {
        let at = Timestamp::from_second(second).unwrap();
        LeftBehind { key: String::new(), at, text: stored(source) }
    }

    fn other_tab(second: i64, text: &str) -> Stashed {
        stashed(Origin::OtherTab(Timestamp::from_second(second).unwrap()), text)
    }

    /// The text to go on with, and the texts to offer.
    fn sorted(
        own: Option<&str>,
        left: Vec<LeftBehind>,
        crash: Option<&str>,
    ) -> (Option<String>, Vec<Stashed>) {
        let at = Timestamp::UNIX_EPOCH;
        let crashes = crash.map(|text| Crash { text: text.to_owned(), at });
        let has_crashed = crash.is_some();
        let own = own.map(stored);
        let (draft, offered) = choose(own, has_crashed, left, crashes.into_iter().collect());
        (draft.map(|draft| draft.source), offered)
    }

    #[test]
    fn a_draft_of_an_earlier_app_can_be_parsed() {
        for (stored, stash) in [
            (r#"{"source":"x","version":3}"#, vec![]),
            (r#"{"source":"x","version":3,"aside":null}"#, vec![]),
            (r#"{"source":"x","version":3,"aside":"old"}"#, vec![mine("old")]),
            (
                r#"{"source":"x","version":3,"asides":[{"whose":"mine","text":"old"}]}"#,
                vec![mine("old")],
            ),
        ] {
            assert_eq!(
                serde_json::from_str::<LocalDraft>(stored).unwrap(),
                draft(stash),
                "{stored}"
            );
        }
    }

    #[test]
    fn every_text_aside_survives_a_reload() {
        let moment = jiff::Timestamp::UNIX_EPOCH;
        let kept = draft(vec![
            mine("a"),
            stashed(Origin::Theirs(moment), "b"),
            stashed(Origin::OtherTab(moment), "c"),
            stashed(Origin::Crashed(moment), "d"),
        ]);
        let stored = serde_json::to_string(&kept).unwrap();
        assert_eq!(serde_json::from_str::<LocalDraft>(&stored).unwrap(), kept);
    }

    #[test]
    fn a_tab_goes_on_with_its_own_text_and_offers_those_of_closed_tabs() {
        let (draft, offered) = sorted(Some("mine"), vec![left(9, "b"), left(5, "a")], None);
        assert_eq!(draft.as_deref(), Some("mine"));
        assert_eq!(offered, [other_tab(9, "b"), mine("old"), other_tab(5, "a"), mine("old")]);
    }

    #[test]
    fn a_new_tab_goes_on_with_the_newest_text_of_a_closed_one() {
        let (draft, offered) = sorted(None, vec![left(9, "b"), left(5, "a")], None);
        assert_eq!(draft.as_deref(), Some("b"));
        assert_eq!(offered, [other_tab(5, "a"), mine("old")]);
    }

    #[test]
    fn after_a_crash_no_text_is_loaded_and_all_are_offered() {
        let (draft, offered) = sorted(Some("mine"), vec![left(9, "b")], Some("mine!"));
        assert_eq!(draft, None);
        let crashed = stashed(Origin::Crashed(Timestamp::UNIX_EPOCH), "mine!");
        assert_eq!(offered, [crashed, mine("old"), other_tab(9, "b"), mine("old")]);
    }

    #[test]
    fn what_cannot_be_parsed_or_is_too_long_is_offered_as_it_is() {
        let (draft, offered) = choose(Some("{corrupt".to_owned()), false, Vec::new(), Vec::new());
        assert_eq!((draft, offered), (None, vec![mine("{corrupt")]));
        let long = "x".repeat(MAX_LOADED_BYTES + 1);
        let (draft, offered) = sorted(Some(&long), Vec::new(), None);
        assert_eq!((draft, offered), (None, vec![mine(&long), mine("old")]));
    }

    #[test]
    fn the_mark_of_a_crash_is_read_as_the_browser_writes_it() {
        let crash: Crash =
            serde_json::from_str(r#"{"text":"x","at":"2026-11-27T05:04:03.002Z"}"#).unwrap();
        assert_eq!(crash.at.to_string(), "2026-11-27T05:04:03.002Z");
    }
}

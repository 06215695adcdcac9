//! Stash of texts that gave way to another. The server keeps no history, so this browser keeps them
//! until the author drops them. Earlier apps stored it under other names, which stay in the JSON.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};

use crate::fmt;

/// A text in the stash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stashed {
    /// Who wrote it.
    #[serde(rename = "whose")]
    pub origin: Origin,
    /// The text.
    pub text: String,
}

/// Who wrote a text, seen from this browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The author at this browser.
    Mine,
    /// Somebody else, who saved it then.
    Theirs(#[serde(with = "trial::rfc3339::moment")] Timestamp),
    /// The author, in another tab that kept it then and is closed.
    OtherTab(#[serde(with = "trial::rfc3339::moment")] Timestamp),
    /// The author, on the screen of an editor that crashed then.
    Crashed(#[serde(with = "trial::rfc3339::moment")] Timestamp),
}

impl Origin {
    /// The words over the text, with the time of saving for somebody else's.
    pub fn heading(self) -> String {
        match self {
            Origin::Mine => "Your text".to_owned(),
            Origin::Theirs(at) => format!("Their text, of {}", fmt::time(at)),
            Origin::OtherTab(at) => format!("Your unsaved text, of {}", moment(at)),
            Origin::Crashed(at) => format!("Your text at the crash, of {}", fmt::time(at)),
        }
    }

    /// The notice that the text is here, and for how long.
    pub fn notice(self, is_kept: bool) -> String {
        let place = if is_kept {
            "is kept here, in this browser"
        } else {
            "is here only until this page is closed: copy it"
        };
        match self {
            Origin::Mine => format!("Your own text {place}."),
            Origin::Theirs(at) => {
                format!("The other text, saved by somebody else on {}, {place}.", fmt::time(at))
            }
            Origin::OtherTab(at) => {
                format!("Unsaved text from another tab, of {}, {place}.", moment(at))
            }
            Origin::Crashed(at) => format!(
                "The text that was on the screen when the editor crashed on {} {place}. It was not loaded again.",
                fmt::time(at)
            ),
        }
    }
}

/// A moment, or words where an earlier app kept none.
fn moment(at: Timestamp) -> String {
    if at == Timestamp::UNIX_EPOCH { "an earlier day".to_owned() } else { fmt::time(at) }
}

/// Adds a text: the newest comes first, and the same text is kept once.
pub fn push(stash: &mut Vec<Stashed>, newest: Stashed) {
    stash.retain(|stashed| *stashed != newest);
    stash.insert(0, newest);
}

/// Parses the stash of a draft; an earlier app had one text at most, the author's own.
///
/// # Errors
/// When it is neither.
pub fn deserialize_stash<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Stashed>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum StoredForm {
        Many(Vec<Stashed>),
        One(String),
        Nothing,
    }
    Ok(match StoredForm::deserialize(from)? {
        StoredForm::Many(stash) => stash,
        StoredForm::One(text) => vec![Stashed { origin: Origin::Mine, text }],
        StoredForm::Nothing => Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stashed(origin: Origin, text: &str) -> Stashed {
        Stashed { origin, text: text.to_owned() }
    }

    #[test]
    fn the_newest_text_comes_first_and_none_is_kept_twice() {
        let theirs = Origin::Theirs(Timestamp::UNIX_EPOCH);
        let mut stash = Vec::new();
        push(&mut stash, stashed(Origin::Mine, "a"));
        push(&mut stash, stashed(theirs, "a"));
        push(&mut stash, stashed(Origin::Mine, "a"));
        assert_eq!(stash, [stashed(Origin::Mine, "a"), stashed(theirs, "a")]);
    }

    #[test]
    fn a_notice_says_whose_text_it_is() {
        let theirs = Origin::Theirs("2026-11-22T09:41:00Z".parse().unwrap());
        assert_eq!(
            theirs.notice(true),
            "The other text, saved by somebody else on 22\u{a0}Nov 2026, 09:41\u{a0}UTC, is kept here, in this browser."
        );
        assert!(Origin::Mine.notice(true).starts_with("Your own text is kept"));
    }

    #[test]
    fn a_notice_claims_no_keeping_where_the_browser_refuses() {
        assert!(!Origin::Mine.notice(false).contains("kept"));
    }
}

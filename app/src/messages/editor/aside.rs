//! Texts set aside when one person's took the place of another's. The server keeps no history, so
//! this browser keeps them until somebody says otherwise.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};

use crate::fmt;

/// A text that was set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// Who wrote it.
    pub whose: Whose,
    /// The text.
    pub text: String,
}

/// Who wrote a text, seen from this browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// The author at this browser.
    Mine,
    /// Somebody else, who saved it then.
    Theirs(#[serde(with = "trial::rfc3339::moment")] Timestamp),
    /// The author, in another tab that kept it then and is closed.
    OtherTab(#[serde(with = "trial::rfc3339::moment")] Timestamp),
    /// The author, on the screen of an editor that crashed then.
    Crashed(#[serde(with = "trial::rfc3339::moment")] Timestamp),
}

impl Whose {
    /// The words over the text, with the time of saving for somebody else's.
    pub fn heading(self) -> String {
        match self {
            Whose::Mine => "Your text".to_owned(),
            Whose::Theirs(at) => format!("Their text, of {}", fmt::time(at)),
            Whose::OtherTab(at) => format!("Your unsaved text, of {}", moment(at)),
            Whose::Crashed(at) => format!("Your text at the crash, of {}", fmt::time(at)),
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
            Whose::Mine => format!("Your own text {place}."),
            Whose::Theirs(at) => {
                format!("The other text, saved by somebody else on {}, {place}.", fmt::time(at))
            }
            Whose::OtherTab(at) => {
                format!("Unsaved text from another tab, of {}, {place}.", moment(at))
            }
            Whose::Crashed(at) => format!(
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

/// Sets a text aside: the newest comes first, and the same text is kept once.
pub fn set_aside(asides: &mut Vec<Aside>, newest: Aside) {
    asides.retain(|aside| *aside != newest);
    asides.insert(0, newest);
}

/// Reads the texts of a draft; that of an earlier app had one at most, the author's own.
///
/// # Errors
/// When it is neither.
pub fn read_asides<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Aside>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Kept {
        Many(Vec<Aside>),
        One(String),
        Nothing,
    }
    Ok(match Kept::deserialize(from)? {
        Kept::Many(asides) => asides,
        Kept::One(text) => vec![Aside { whose: Whose::Mine, text }],
        Kept::Nothing => Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aside(whose: Whose, text: &str) -> Aside {
        Aside { whose, text: text.to_owned() }
    }

    #[test]
    fn the_newest_text_comes_first_and_none_is_kept_twice() {
        let theirs = Whose::Theirs(Timestamp::UNIX_EPOCH);
        let mut asides = Vec::new();
        set_aside(&mut asides, aside(Whose::Mine, "a"));
        set_aside(&mut asides, aside(theirs, "a"));
        set_aside(&mut asides, aside(Whose::Mine, "a"));
        assert_eq!(asides, [aside(Whose::Mine, "a"), aside(theirs, "a")]);
    }

    #[test]
    fn a_notice_says_whose_text_it_is() {
        let theirs = Whose::Theirs("2026-11-22T09:41:00Z".parse().unwrap());
        assert_eq!(
            theirs.notice(true),
            "The other text, saved by somebody else on 22\u{a0}Nov 2026, 09:41\u{a0}UTC, is kept here, in this browser."
        );
        assert!(Whose::Mine.notice(true).starts_with("Your own text is kept"));
    }

    #[test]
    fn a_notice_claims_no_keeping_where_the_browser_refuses() {
        assert!(!Whose::Mine.notice(false).contains("kept"));
    }
}

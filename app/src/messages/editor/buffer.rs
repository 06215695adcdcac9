//! Buffer of the editor: the text, what the server has of it, and how saving goes. Plain data, so that
//! every conflict and every reload can be tested without a browser.

use jiff::Timestamp;
use wire::message::{Document, MAX_SOURCE_BYTES, SaveDocument};
use wire::review::RevisionState;

use super::local_draft::LocalDraft;
use super::selection::with_line_feeds;
use super::stash::{Origin, Stashed, push};
use crate::api::Expecting;

/// A document under edit.
#[derive(Clone, Debug, PartialEq)]
pub struct Buffer {
    /// The text in the text field.
    pub text: String,
    /// What the text was made from.
    pub stored: Stored,
    /// The texts that gave way to another, newest first.
    pub stash: Vec<Stashed>,
    /// Where saving stands.
    pub saving: SaveState,
    /// Whether the text came from a draft, and nobody has said yet that this is right.
    pub was_restored: bool,
}

/// What the server has, as far as this browser knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The text.
    pub source: String,
    /// Counts the saves.
    pub version: u64,
    /// When it was saved.
    pub at: Timestamp,
    /// Where it stands in review.
    pub state: RevisionState,
}

/// Where saving stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Nothing is on its way.
    Resting,
    /// The text is on its way.
    Sent,
    /// The server was not reached.
    Offline,
    /// It was not stored, for the reason in this sentence.
    Refused(String),
    /// Somebody else has saved this since.
    Overtaken(Stored),
}

/// A text on its way to the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sending {
    /// The body.
    pub body: SaveDocument,
    /// The version that it is to replace.
    pub expecting: Expecting,
}

impl Buffer {
    /// Opens a document, with the draft that this browser may have kept of it. A draft of an older
    /// version than the stored one has been overtaken.
    pub fn open(document: &Document, draft: Option<LocalDraft>) -> Buffer {
        let stored = Stored::from(document);
        let stash = draft.as_ref().map(|draft| draft.stash.clone()).unwrap_or_default();
        let fresh = Buffer {
            text: stored.source.clone(),
            stored,
            stash,
            saving: SaveState::Resting,
            was_restored: false,
        };
        match draft {
            Some(draft) if draft.source != fresh.text => fresh.restore(draft),
            _ => fresh,
        }
    }

    fn restore(mut self, draft: LocalDraft) -> Buffer {
        if draft.version != self.stored.version {
            self.saving = SaveState::Overtaken(self.stored.clone());
            self.stored.version = draft.version;
        }
        Buffer { text: draft.source, was_restored: true, ..self }
    }

    /// Stashes the texts that are neither on the screen nor stored, the first of them newest.
    pub fn offer(&mut self, offered: Vec<Stashed>) {
        for stashed in offered.into_iter().rev() {
            if stashed.text != self.text && stashed.text != self.stored.source {
                push(&mut self.stash, stashed);
            }
        }
    }

    /// Whether the server has this text.
    pub fn is_saved(&self) -> bool {
        self.text == self.stored.source && !matches!(self.saving, SaveState::Overtaken(_))
    }

    /// Whether the text is in review, where nobody changes it.
    pub fn is_locked(&self) -> bool {
        self.stored.state.is_locked()
    }

    /// Whether the text is saved without being asked for: not while it travels, was refused or
    /// overtaken, nor when it was restored and nobody has said that this is right.
    pub fn saves_itself(&self) -> bool {
        let waits = self.was_restored || self.is_locked();
        !self.is_saved() && self.saving == SaveState::Resting && !waits
    }

    /// What this browser should keep; nothing when the server has it all.
    pub fn draft(&self) -> Option<LocalDraft> {
        let worth_keeping = self.text != self.stored.source || !self.stash.is_empty();
        worth_keeping.then(|| LocalDraft {
            source: self.text.clone(),
            version: self.stored.version,
            stash: self.stash.clone(),
        })
    }

    /// Begins to save. Nothing to send when the server has the text or is just getting it, nor
    /// when the text is larger than [`MAX_SOURCE_BYTES`], which the server would refuse.
    pub fn send(&mut self) -> Option<Sending> {
        if self.is_saved() || self.saving == SaveState::Sent {
            return None;
        }
        if self.text.len() > MAX_SOURCE_BYTES {
            self.saving = SaveState::Refused(too_large(self.text.len()));
            return None;
        }
        self.saving = SaveState::Sent;
        Some(Sending {
            body: SaveDocument { source: self.text.clone() },
            expecting: Expecting::Version(self.stored.version),
        })
    }

    /// The server has stored a text; the author may have typed on meanwhile.
    pub fn arrived(&mut self, document: &Document) {
        self.stored = Stored::from(document);
        self.saving = SaveState::Resting;
        self.was_restored = false;
    }

    /// Somebody else has saved this since; what is stored is theirs now.
    pub fn overtaken_by(&mut self, document: &Document) {
        let theirs = Stored::from(document);
        if theirs.source == self.text {
            return self.arrived(document);
        }
        self.stored = Stored { version: self.stored.version, ..theirs.clone() };
        self.saving = SaveState::Overtaken(theirs);
    }

    /// The author's text shall replace theirs, which is set aside: the server keeps no history.
    /// [`Buffer::send`] comes next.
    pub fn keep_mine(&mut self) {
        if let SaveState::Overtaken(theirs) = self.end_saving() {
            let (origin, text) = (Origin::Theirs(theirs.at), theirs.source.clone());
            push(&mut self.stash, Stashed { origin, text });
            self.stored = theirs;
        }
    }

    /// Their text takes the place of the author's, which is set aside.
    pub fn take_theirs(&mut self) {
        if let SaveState::Overtaken(theirs) = self.end_saving() {
            let text = std::mem::replace(&mut self.text, theirs.source.clone());
            push(&mut self.stash, Stashed { origin: Origin::Mine, text });
            self.stored = theirs;
            self.was_restored = false;
        }
    }

    /// The author decides later; the next save asks again.
    pub fn go_on(&mut self) {
        let later = "Not saved: somebody else has saved this document since.".to_owned();
        self.saving = SaveState::Refused(later);
    }

    fn end_saving(&mut self) -> SaveState {
        std::mem::replace(&mut self.saving, SaveState::Resting)
    }
}

fn too_large(n_bytes: usize) -> String {
    let (limit, kilobytes) = (MAX_SOURCE_BYTES / 1024, n_bytes.div_ceil(1024));
    format!(
        "Not saved: a text may have {limit}\u{a0}KiB at most, and this one has {kilobytes}\u{a0}KiB. Shorten it, then save again."
    )
}

impl From<&Document> for Stored {
    fn from(document: &Document) -> Self {
        let source = with_line_feeds(&document.source);
        let (version, at, state) = (document.version, document.saved_at, document.state);
        Stored { source, version, at, state }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(source: &str, version: u64) -> Document {
        Document {
            id: "iot-infection/improved/garden/en".parse().unwrap(),
            source: source.to_owned(),
            version,
            saved_at: Timestamp::UNIX_EPOCH,
            revision: content::Hash::of(b""),
            state: RevisionState::Draft,
        }
    }

    fn draft(source: &str, version: u64) -> LocalDraft {
        LocalDraft { source: source.to_owned(), version, stash: Vec::new() }
    }

    fn overtaken() -> Buffer {
        Buffer::open(&document("theirs", 2), Some(draft("mine", 1)))
    }

    /// What a reload would find set aside.
    fn stash(buffer: &Buffer) -> Vec<(Origin, &str)> {
        let stored = buffer.draft().map(|draft| draft.stash).unwrap_or_default();
        assert_eq!(stored, buffer.stash);
        buffer.stash.iter().map(|stashed| (stashed.origin, stashed.text.as_str())).collect()
    }

    #[test]
    fn an_unsaved_text_is_restored() {
        let buffer = Buffer::open(&document("old", 1), Some(draft("new", 1)));
        assert_eq!(buffer.text, "new");
        assert!(buffer.was_restored && !buffer.is_saved());
        assert_eq!(buffer.saving, SaveState::Resting);
    }

    #[test]
    fn a_text_is_offered_unless_it_is_on_the_screen_or_stored() {
        let mut buffer = Buffer::open(&document("old", 1), Some(draft("new", 1)));
        let mine = |text: &str| Stashed { origin: Origin::Mine, text: text.to_owned() };
        buffer.offer(vec![mine("b"), mine("old"), mine("new"), mine("a"), mine("b")]);
        assert_eq!(stash(&buffer), [(Origin::Mine, "b"), (Origin::Mine, "a")]);
    }

    #[test]
    fn a_draft_that_was_saved_after_all_is_no_news() {
        let buffer = Buffer::open(&document("same", 2), Some(draft("same", 1)));
        assert!(buffer.is_saved() && !buffer.was_restored);
        assert_eq!(buffer.draft(), None);
    }

    #[test]
    fn a_draft_of_an_older_version_is_overtaken_and_nothing_is_lost() {
        let buffer = overtaken();
        assert_eq!(buffer.text, "mine");
        let SaveState::Overtaken(theirs) = &buffer.saving else { panic!("{buffer:?}") };
        assert_eq!(theirs.source, "theirs");
        assert_eq!(buffer.draft(), Some(draft("mine", 1)));
    }

    #[test]
    fn what_is_stored_with_other_line_endings_is_saved() {
        let mut buffer = Buffer::open(&document("a\r\nb", 1), None);
        assert!(buffer.is_saved());
        assert_eq!(buffer.send(), None);
        assert_eq!(buffer.draft(), None);
    }

    #[test]
    fn a_text_is_sent_once_and_expects_the_version_it_was_made_from() {
        let mut buffer = Buffer::open(&document("a", 7), None);
        buffer.text = "b".to_owned();
        let sending = buffer.send().unwrap();
        assert_eq!(sending.expecting, Expecting::Version(7));
        assert_eq!(sending.body.source, "b");
        assert_eq!(buffer.send(), None, "it is on its way");
    }

    #[test]
    fn a_text_saves_itself_unless_something_waits_for_its_author() {
        let mut buffer = Buffer::open(&document("a", 7), None);
        assert!(!buffer.saves_itself(), "nothing has changed");
        buffer.text = "b".to_owned();
        assert!(buffer.saves_itself());
        buffer.send();
        assert!(!buffer.saves_itself(), "it is on its way");
        assert!(!overtaken().saves_itself());
        let restored = Buffer::open(&document("a", 7), Some(draft("b", 7)));
        assert!(!restored.saves_itself());
    }

    #[test]
    fn a_text_over_the_limit_is_refused_before_it_is_sent() {
        let mut buffer = Buffer::open(&document("a", 7), None);
        buffer.text = "é".repeat(MAX_SOURCE_BYTES / 2);
        assert!(buffer.clone().send().is_some(), "exactly at the limit");
        buffer.text.push('.');
        assert_eq!(buffer.send(), None);
        let SaveState::Refused(sentence) = &buffer.saving else { panic!("{buffer:?}") };
        assert!(sentence.contains("256\u{a0}KiB at most"), "{sentence}");
        assert!(sentence.contains("257\u{a0}KiB"), "{sentence}");
        assert!(buffer.draft().is_some(), "it is kept in this browser");
    }

    #[test]
    fn words_typed_while_the_text_travels_stay_unsaved() {
        let mut buffer = Buffer::open(&document("a", 1), None);
        buffer.text = "b".to_owned();
        buffer.send();
        buffer.text = "bc".to_owned();
        buffer.arrived(&document("b", 2));
        assert!(!buffer.is_saved());
        assert_eq!(buffer.draft(), Some(draft("bc", 2)));
    }

    #[test]
    fn two_people_who_wrote_the_same_have_no_conflict() {
        let mut buffer = Buffer::open(&document("a", 1), None);
        buffer.text = "b".to_owned();
        buffer.send();
        buffer.overtaken_by(&document("b", 2));
        assert!(buffer.is_saved());
        assert_eq!(buffer.stored.version, 2);
    }

    #[test]
    fn a_text_typed_back_to_what_it_was_is_not_saved_once_theirs_is_stored() {
        let mut buffer = Buffer::open(&document("a", 1), None);
        buffer.text = "b".to_owned();
        buffer.send();
        buffer.overtaken_by(&document("theirs", 2));
        buffer.go_on();
        buffer.text = "a".to_owned();
        assert!(!buffer.is_saved());
        assert_eq!(buffer.send().unwrap().expecting, Expecting::Version(1));
    }

    #[test]
    fn keeping_mine_replaces_their_version_and_keeps_their_text() {
        let mut buffer = overtaken();
        buffer.keep_mine();
        let theirs = Origin::Theirs(Timestamp::UNIX_EPOCH);
        assert_eq!(stash(&buffer), [(theirs, "theirs")]);
        let sending = buffer.send().unwrap();
        assert_eq!(sending.expecting, Expecting::Version(2));
        assert_eq!(sending.body.source, "mine");
    }

    #[test]
    fn taking_theirs_sets_mine_aside_and_keeps_it() {
        let mut buffer = overtaken();
        buffer.take_theirs();
        assert!(buffer.is_saved());
        assert_eq!(buffer.text, "theirs");
        assert_eq!(stash(&buffer), [(Origin::Mine, "mine")]);
    }

    #[test]
    fn a_second_conflict_leaves_the_first_text_aside() {
        let mut buffer = overtaken();
        buffer.take_theirs();
        let draft = buffer.draft().map(|draft| LocalDraft { source: "again".to_owned(), ..draft });
        let mut buffer = Buffer::open(&document("newer", 3), draft);
        buffer.take_theirs();
        assert_eq!(stash(&buffer), [(Origin::Mine, "again"), (Origin::Mine, "mine")]);
    }

    #[test]
    fn going_on_keeps_the_old_version_so_that_the_next_save_asks_again() {
        let mut buffer = overtaken();
        buffer.go_on();
        assert_eq!(buffer.text, "mine");
        assert_eq!(buffer.send().unwrap().expecting, Expecting::Version(1));
    }
}

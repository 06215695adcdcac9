//! Walks through the garden: staff open the page of a document in the place of a sample reader, with
//! both forms working. They are kept in memory, so nothing is recorded and a restart ends them.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use content::{Brand, Document, ReleaseState, Token, Values};
use jiff::{SignedDuration, Timestamp};

use crate::language::{Chosen, pick};

/// How long a walk may take.
pub const LASTS: SignedDuration = SignedDuration::from_hours(1);
/// How many walks are kept; a new one ends the oldest.
const MAX_WALKS: usize = 100;

/// The walks that have not ended, oldest first.
#[derive(Debug, Default)]
pub struct Previews(Mutex<VecDeque<Walk>>);

/// One walk: what is shown, to whom, and what has been clicked.
#[derive(Clone, Debug)]
pub struct Walk {
    /// The page that is shown.
    pub document: Document,
    /// The same page in other languages, as they are written now.
    pub others: Vec<Document>,
    /// The provider in whose name it speaks.
    pub brand: Brand,
    /// What the page is filled with; the token is that of the walk.
    pub values: Values,
    /// Whether the help form has been sent.
    pub has_asked_for_help: bool,
    /// When it ends.
    pub ends_at: Timestamp,
}

impl Walk {
    /// The same walk in the language that the address asks for, as a subject would see it; without
    /// one in that language the page that the walk began with says so.
    pub fn in_language(mut self, chosen: &Chosen) -> Walk {
        let begun_in = self.document.locale();
        let mut locales = vec![begun_in.clone()];
        locales.extend(self.others.iter().map(Document::locale));
        if let Some(picked) = pick(&locales, &[chosen.0.as_ref()], begun_in.as_ref()) {
            self.values.missing_locale = picked.missing;
            let other = picked.place.checked_sub(1).and_then(|place| self.others.get_mut(place));
            if let Some(other) = other {
                std::mem::swap(&mut self.document, other);
            }
        }
        self.values.other_locales = self.others.iter().map(Document::locale).collect();
        self
    }
}

impl Previews {
    /// Begins a walk.
    pub fn begin(&self, walk: Walk) {
        let mut walks = self.walks();
        if walks.len() == MAX_WALKS {
            walks.pop_front();
        }
        walks.push_back(walk);
    }

    /// The walk of that token, unless it has ended.
    pub fn walk(&self, token: &str, now: Timestamp) -> Option<Walk> {
        let mut walks = self.walks();
        walks.retain(|walk| now < walk.ends_at);
        walks.iter().find(|walk| walk.values.token.as_ref() == token).cloned()
    }

    /// The help form was sent; its text is forgotten.
    pub fn ask_for_help(&self, token: &Token) {
        self.change(token, |walk| walk.has_asked_for_help = true);
    }

    /// The release button was clicked.
    pub fn ask_release(&self, token: &Token) {
        self.change(token, |walk| {
            walk.values.release = ReleaseState::Requested;
            walk.values.releases_left = walk.values.releases_left.saturating_sub(1);
        });
    }

    fn change(&self, token: &Token, change: impl FnOnce(&mut Walk)) {
        let mut walks = self.walks();
        if let Some(walk) = walks.iter_mut().find(|walk| walk.values.token == *token) {
            change(walk);
        }
    }

    fn walks(&self) -> MutexGuard<'_, VecDeque<Walk>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

//! Hub of one tab: its followers, the channel to the other tabs, and who leads. It tells and posts;
//! `leading` holds the stream, and `followers` decides when this tab takes part at all.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use gloo_timers::callback::Interval;
use jiff::{SignedDuration, Timestamp};
use leptos::prelude::window;
use wasm_bindgen::JsValue;
use web_sys::{AbortController, BroadcastChannel};

use super::connection::Connection;
use super::lead::Lead;
use super::note::Note;
use super::wants::Wants;
use crate::fmt;

/// The name of the channel between tabs, and of the lock of the one that leads.
pub(super) const NAME: &str = "stile.live";
/// After this long without a word there is no answer, in milliseconds. The server sends something
/// every ten seconds, the tab that leads at every beat.
pub(super) const SILENCE_MS: f64 = 25_000.0;

/// What a follower is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News<'a> {
    /// How the stream is.
    Connection(Connection),
    /// A report of its trial.
    Report {
        /// The report with its version, as JSON.
        text: &'a str,
        /// Whether it is the first since the stream was opened.
        is_first: bool,
    },
}

/// Somebody in this tab who follows a trial.
#[derive(Clone)]
pub(super) struct Follower {
    pub(super) id: u64,
    pub(super) trial: String,
    pub(super) hear: Rc<dyn Fn(News<'_>)>,
}

/// Who leads, as this tab sees it.
pub(super) enum Leadership {
    /// No report is seen in it.
    Away,
    /// Another tab leads; the controller gives up waiting.
    Waiting(Option<AbortController>),
    /// It holds the stream.
    Leading(Lead),
}

/// The state of this tab.
pub(super) struct Hub {
    pub(super) me: String,
    pub(super) channel: Option<BroadcastChannel>,
    /// Whether the browser has no locks, and each tab leads for itself.
    pub(super) is_alone: Cell<bool>,
    pub(super) followers: RefCell<Vec<Follower>>,
    pub(super) n_followed: Cell<u64>,
    pub(super) wants: RefCell<Wants>,
    pub(super) leadership: RefCell<Leadership>,
    /// Counts the changes of the leadership, so that a lock that comes too late is let go.
    pub(super) turn: Cell<u32>,
    pub(super) connection: Cell<Connection>,
    /// When the stream, or the tab that leads, was heard last; on the clock of [`now_ms`].
    pub(super) heard_ms: Cell<f64>,
    /// The newest report of each trial.
    pub(super) newest: RefCell<HashMap<String, String>>,
    pub(super) beat: RefCell<Option<Interval>>,
}

impl Hub {
    /// A hub that takes no part yet.
    pub(super) fn new() -> Rc<Hub> {
        Rc::new(Hub {
            me: web_sys::js_sys::Math::random().to_string(),
            channel: BroadcastChannel::new(NAME).ok(),
            is_alone: Cell::new(false),
            followers: RefCell::default(),
            n_followed: Cell::new(0),
            wants: RefCell::default(),
            leadership: RefCell::new(Leadership::Away),
            turn: Cell::new(0),
            connection: Cell::new(Connection::Connecting),
            heard_ms: Cell::new(0.0),
            newest: RefCell::default(),
            beat: RefCell::default(),
        })
    }

    /// Changes the leadership; the number of the turn.
    pub(super) fn change_leadership(&self, leadership: Leadership) -> u32 {
        self.turn.set(self.turn.get().wrapping_add(1));
        let before = self.leadership.replace(leadership);
        if let Leadership::Waiting(Some(controller)) = &before {
            controller.abort();
        }
        self.turn.get()
    }

    /// Acts on the lead, if this tab has it.
    pub(super) fn with_lead<T>(&self, step: impl FnOnce(&mut Lead) -> T) -> Option<T> {
        match &mut *self.leadership.borrow_mut() {
            Leadership::Leading(lead) => Some(step(lead)),
            Leadership::Away | Leadership::Waiting(_) => None,
        }
    }

    /// Tells the followers in this tab how the stream is.
    pub(super) fn tell(&self, now: Connection) {
        self.connection.set(now);
        // Whoever is told may follow something else.
        let followers = self.followers.borrow().clone();
        followers.iter().for_each(|follower| (follower.hear)(News::Connection(now)));
    }

    /// Tells the followers in this tab about a report.
    pub(super) fn pass_on(&self, trial: &str, text: &str, is_first: bool) {
        let followers = self.followers.borrow().clone();
        for follower in followers.iter().filter(|follower| follower.trial == trial) {
            (follower.hear)(News::Report { text, is_first });
        }
        self.newest.borrow_mut().insert(trial.to_owned(), text.to_owned());
    }

    /// Tells the other tabs.
    pub(super) fn post(&self, note: &Note<'_>) {
        let channel = self.channel.as_ref().filter(|_| !self.is_alone.get());
        if let (Some(channel), Ok(text)) = (channel, serde_json::to_string(note)) {
            // It fails only for a channel that is closed, and for what cannot be copied.
            let _ = channel.post_message(&JsValue::from_str(&text));
        }
    }

    /// How the stream is.
    pub(super) fn connection(&self) -> Connection {
        self.connection.get()
    }

    /// When something was heard last, on the clock of people.
    pub(super) fn heard_at(&self) -> Timestamp {
        let ago = SignedDuration::from_millis((now_ms() - self.heard_ms.get()) as i64);
        fmt::now().checked_sub(ago).unwrap_or_default()
    }
}

/// Milliseconds since the page was opened, on a clock that nobody sets back.
pub(super) fn now_ms() -> f64 {
    window().performance().map(|clock| clock.now()).unwrap_or_default()
}

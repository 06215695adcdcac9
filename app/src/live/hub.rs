//! The part that this tab takes in the one stream of the browser: away while nobody sees a report in
//! it, else waiting to lead, or leading.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use gloo_timers::callback::Interval;
use jiff::{SignedDuration, Timestamp};
use leptos::prelude::{document, window, window_event_listener_untyped};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{AbortController, BroadcastChannel, MessageEvent, VisibilityState};

use super::Connection;
use super::lead::Lead;
use super::note::Note;
use super::wants::Wants;
use crate::fmt;
use crate::locks::{self, Asking, NotGranted};

/// The name of the channel between tabs, and of the lock of the one that leads.
const NAME: &str = "stile.live";
/// How often a tab says that it is there, in milliseconds.
const BEAT_MS: u32 = 2_000;
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

/// A trial is followed until this is dropped.
#[derive(Debug)]
pub struct Following(u64);

impl Drop for Following {
    fn drop(&mut self) {
        HUB.with(|hub| {
            hub.followers.borrow_mut().retain(|follower| follower.id != self.0);
            hub.settle();
        });
    }
}

/// Follows a trial: `hear` is told what is known, and whatever comes.
pub fn follow(trial: String, hear: impl Fn(News<'_>) + 'static) -> Following {
    HUB.with(|hub| {
        let id = hub.n_followed.get() + 1;
        hub.n_followed.set(id);
        if let Some(text) = hub.newest.borrow().get(&trial) {
            hear(News::Report { text, is_first: false });
        }
        hear(News::Connection(hub.connection.get()));
        hub.followers.borrow_mut().push(Follower { id, trial, hear: Rc::new(hear) });
        hub.settle();
        Following(id)
    })
}

thread_local! {
    static HUB: Rc<Hub> = Hub::open();
}

#[derive(Clone)]
struct Follower {
    id: u64,
    trial: String,
    hear: Rc<dyn Fn(News<'_>)>,
}

/// The part that a tab takes.
pub(super) enum Part {
    /// No report is seen in it.
    Away,
    /// Another tab leads; the controller gives up waiting.
    Waiting(Option<AbortController>),
    /// It holds the stream.
    Leading(Lead),
}

pub(super) struct Hub {
    me: String,
    channel: Option<BroadcastChannel>,
    /// Whether the browser has no locks, and each tab leads for itself.
    is_alone: Cell<bool>,
    followers: RefCell<Vec<Follower>>,
    n_followed: Cell<u64>,
    pub(super) wants: RefCell<Wants>,
    pub(super) part: RefCell<Part>,
    /// Counts the changes of the part, so that a lock that comes too late is let go.
    pub(super) turn: Cell<u32>,
    connection: Cell<Connection>,
    /// When the stream, or the tab that leads, was heard last; on the clock of [`now_ms`].
    pub(super) heard_ms: Cell<f64>,
    /// The newest report of each trial.
    pub(super) newest: RefCell<HashMap<String, String>>,
    beat: RefCell<Option<Interval>>,
}

impl Hub {
    fn open() -> Rc<Hub> {
        let hub = Rc::new(Hub {
            me: web_sys::js_sys::Math::random().to_string(),
            channel: BroadcastChannel::new(NAME).ok(),
            is_alone: Cell::new(false),
            followers: RefCell::default(),
            n_followed: Cell::new(0),
            wants: RefCell::default(),
            part: RefCell::new(Part::Away),
            turn: Cell::new(0),
            connection: Cell::new(Connection::Connecting),
            heard_ms: Cell::new(0.0),
            newest: RefCell::default(),
            beat: RefCell::default(),
        });
        hub.listen();
        hub
    }

    fn listen(self: &Rc<Hub>) {
        let on = |name: &'static str, step: fn(&Rc<Hub>)| {
            let hub = Rc::clone(self);
            // For as long as the document lives.
            let _ = window_event_listener_untyped(name, move |_| step(&hub));
        };
        on("visibilitychange", Hub::settle);
        on("pageshow", Hub::settle);
        on("pagehide", Hub::leave);
        on("stile-crash", Hub::leave);
        on("offline", |hub| hub.lost());
        on("online", Hub::connect);
        let hub = Rc::clone(self);
        let take = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let text = event.data().as_string().unwrap_or_default();
            if let Ok(note) = serde_json::from_str(&text) {
                hub.take(note);
            }
        });
        if let Some(channel) = &self.channel {
            channel.set_onmessage(Some(take.as_ref().unchecked_ref()));
            take.forget();
        }
    }

    /// Takes part while a report is seen in this tab, and no longer.
    fn settle(self: &Rc<Hub>) {
        let is_seen = document().visibility_state() != VisibilityState::Hidden;
        let takes_part = is_seen && !self.followers.borrow().is_empty();
        let is_away = matches!(*self.part.borrow(), Part::Away);
        if takes_part {
            self.tell_wants();
        }
        match (takes_part, is_away) {
            (true, true) => self.arrive(),
            (false, false) => self.leave(),
            _ => {}
        }
    }

    fn arrive(self: &Rc<Hub>) {
        self.heard_ms.set(now_ms());
        let hub = Rc::clone(self);
        *self.beat.borrow_mut() = Some(Interval::new(BEAT_MS, move || hub.beat()));
        let patience = AbortController::new().ok();
        self.ask_for_lead(patience);
    }

    fn leave(self: &Rc<Hub>) {
        self.change_part(Part::Away);
        self.beat.borrow_mut().take();
        self.newest.borrow_mut().clear();
        self.wants.borrow_mut().forget(&self.me);
        self.post(&Note::Gone { tab: self.me.as_str().into() });
        self.tell(Connection::Connecting);
    }

    /// Waits for its turn to lead, or, without patience, takes the lead from a tab that is silent.
    pub(super) fn ask_for_lead(self: &Rc<Hub>, patience: Option<AbortController>) {
        let asking = match &patience {
            Some(controller) => Asking::InTurn(controller.signal()),
            None => Asking::Stealing,
        };
        let turn = self.change_part(Part::Waiting(patience));
        let hub = Rc::clone(self);
        spawn_local(async move {
            let lock = match hub.channel {
                Some(_) => locks::acquire(NAME, &asking).await,
                None => Err(NotGranted::Unavailable),
            };
            match lock {
                _ if hub.turn.get() != turn => {}
                Ok(lock) => hub.lead(Some(lock)),
                Err(NotGranted::Unavailable) => hub.lead_alone(),
                Err(NotGranted::GivenUp) => {}
            }
        });
    }

    fn lead_alone(self: &Rc<Hub>) {
        self.is_alone.set(true);
        self.wants.take();
        self.tell_wants();
        self.lead(None);
    }

    /// Takes another part; the number of the turn.
    pub(super) fn change_part(&self, part: Part) -> u32 {
        self.turn.set(self.turn.get().wrapping_add(1));
        let before = self.part.replace(part);
        if let Part::Waiting(Some(controller)) = &before {
            controller.abort();
        }
        self.turn.get()
    }

    fn beat(self: &Rc<Hub>) {
        self.tell_wants();
        let is_leading = matches!(*self.part.borrow(), Part::Leading(_));
        let is_silent = now_ms() - self.heard_ms.get() >= SILENCE_MS;
        if is_leading {
            self.beat_of_lead();
        } else if is_silent {
            self.tell(Connection::Lost { since: self.heard_at() });
            self.ask_for_lead(None);
        }
    }

    fn tell_wants(self: &Rc<Hub>) {
        let trials: BTreeSet<String> =
            self.followers.borrow().iter().map(|follower| follower.trial.clone()).collect();
        self.post(&Note::Wants { tab: self.me.as_str().into(), trials: trials.clone() });
        if self.wants.borrow_mut().tell(&self.me, trials, now_ms()) {
            self.tune();
        }
    }

    fn take(self: &Rc<Hub>, note: Note<'_>) {
        if self.is_alone.get() {
            return;
        }
        let is_waiting = matches!(*self.part.borrow(), Part::Waiting(_));
        match note {
            Note::Wants { tab, trials } => {
                if self.wants.borrow_mut().tell(&tab, trials.clone(), now_ms()) {
                    self.tune();
                    self.bring_up_to_date(&trials);
                }
            }
            Note::Gone { tab } => {
                self.wants.borrow_mut().forget(&tab);
                self.tune();
            }
            Note::Connection(now) if is_waiting => {
                self.heard_ms.set(now_ms());
                self.tell(now);
            }
            Note::Report { trial, text, is_first } if is_waiting => {
                self.heard_ms.set(now_ms());
                self.pass_on(&trial, &text, is_first);
            }
            Note::Connection(_) | Note::Report { .. } => {}
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

    pub(super) fn post(&self, note: &Note<'_>) {
        let channel = self.channel.as_ref().filter(|_| !self.is_alone.get());
        if let (Some(channel), Ok(text)) = (channel, serde_json::to_string(note)) {
            // It fails only for a channel that is closed, and for what cannot be copied.
            let _ = channel.post_message(&JsValue::from_str(&text));
        }
    }

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

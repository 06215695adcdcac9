//! Followers of this tab, and whether it takes part in the one stream of the browser: only while
//! somebody sees a report in it.

use std::rc::Rc;

use gloo_timers::callback::Interval;
use leptos::prelude::{document, window_event_listener_untyped};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{AbortController, MessageEvent, VisibilityState};

use super::connection::Connection;
use super::hub::{Follower, Hub, Leadership, News, SILENCE_MS, now_ms};
use super::note::Note;

/// How often a tab says that it is there, in milliseconds.
const BEAT_MS: u32 = 2_000;

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
    static HUB: Rc<Hub> = open();
}

fn open() -> Rc<Hub> {
    let hub = Hub::new();
    hub.listen();
    hub
}

impl Hub {
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
        let is_away = matches!(*self.leadership.borrow(), Leadership::Away);
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
        self.change_leadership(Leadership::Away);
        self.beat.borrow_mut().take();
        self.newest.borrow_mut().clear();
        self.wants.borrow_mut().forget(&self.me);
        self.post(&Note::Gone { tab: self.me.as_str().into() });
        self.tell(Connection::Connecting);
    }

    fn beat(self: &Rc<Hub>) {
        self.tell_wants();
        let is_leading = matches!(*self.leadership.borrow(), Leadership::Leading(_));
        let is_silent = now_ms() - self.heard_ms.get() >= SILENCE_MS;
        if is_leading {
            self.beat_of_lead();
        } else if is_silent {
            self.tell(Connection::Lost { since: self.heard_at() });
            self.ask_for_lead(None);
        }
    }

    fn take(self: &Rc<Hub>, note: Note<'_>) {
        if self.is_alone.get() {
            return;
        }
        let is_waiting = matches!(*self.leadership.borrow(), Leadership::Waiting(_));
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
}

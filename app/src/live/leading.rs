//! Lead among the tabs: asking for it, holding the stream of the browser, opening it again after a
//! failure with pauses that grow, and passing on what arrives.

use std::collections::BTreeSet;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use web_sys::AbortController;

use super::connection::Connection;
use super::hub::{Hub, Leadership, NAME, SILENCE_MS, now_ms};
use super::lead::{Lead, path, pause_after, trial_of};
use super::note::Note;
use super::stream::{Heard, Stream};
use crate::locks::{self, Asking, HeldLock, NotGranted};

/// Tabs that come and go within this time cost one connection, in milliseconds.
const TOGETHER_MS: u32 = 20;

impl Hub {
    /// Waits for its turn to lead, or, without patience, takes the lead from a tab that is silent.
    pub(super) fn ask_for_lead(self: &Rc<Hub>, patience: Option<AbortController>) {
        let asking = match &patience {
            Some(controller) => Asking::InTurn(controller.signal()),
            None => Asking::Stealing,
        };
        let turn = self.change_leadership(Leadership::Waiting(patience));
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

    /// Leads until the tab leaves, or another one takes over.
    fn lead(self: &Rc<Hub>, lock: Option<HeldLock>) {
        let ended = lock.as_ref().map(HeldLock::ended);
        let turn = self.change_leadership(Leadership::Leading(Lead::with(lock)));
        if let Some(ended) = ended {
            let hub = Rc::clone(self);
            spawn_local(async move {
                ended.await;
                if hub.turn.get() == turn {
                    hub.ask_for_lead(AbortController::new().ok());
                }
            });
        }
        self.connect();
    }

    /// Opens the stream of all trials that are shown.
    pub(super) fn connect(self: &Rc<Hub>) {
        let trials = self.wants.borrow().trials();
        let is_leading = self.with_lead(|lead| {
            lead.retry = None;
            lead.stream = None;
            lead.trials.clone_from(&trials);
            lead.unseen.clone_from(&trials);
            lead.tried_ms = now_ms();
        });
        self.newest.borrow_mut().retain(|trial, _| trials.contains(trial));
        if is_leading.is_none() || trials.is_empty() {
            return;
        }
        let hub = Rc::clone(self);
        let stream = Stream::open(&path(&trials), move |heard| hub.hear(heard));
        if stream.is_none() {
            self.fail();
        }
        self.with_lead(|lead| lead.stream = stream);
    }

    /// Tells all tabs which trials this one shows.
    pub(super) fn tell_wants(self: &Rc<Hub>) {
        let trials: BTreeSet<String> =
            self.followers.borrow().iter().map(|follower| follower.trial.clone()).collect();
        self.post(&Note::Wants { tab: self.me.as_str().into(), trials: trials.clone() });
        if self.wants.borrow_mut().tell(&self.me, trials, now_ms()) {
            self.tune();
        }
    }

    /// Opens the stream again if other trials are shown than are on it.
    pub(super) fn tune(self: &Rc<Hub>) {
        let wanted = self.wants.borrow().trials();
        self.with_lead(|lead| {
            if lead.trials != wanted {
                let hub = Rc::clone(self);
                lead.retry = Some(Timeout::new(TOGETHER_MS, move || hub.connect()));
            }
        });
    }

    /// Tells a tab that has just come what is known.
    pub(super) fn bring_up_to_date(&self, trials: &BTreeSet<String>) {
        if self.with_lead(|_| ()).is_none() {
            return;
        }
        let newest = self.newest.borrow();
        for (trial, text) in newest.iter().filter(|(trial, _)| trials.contains(*trial)) {
            let (trial, text) = (trial.as_str().into(), text.as_str().into());
            self.post(&Note::Report { trial, text, is_first: false });
        }
        self.post(&Note::Connection(self.connection()));
    }

    /// Says that it leads, and notices a stream that is silent.
    pub(super) fn beat_of_lead(self: &Rc<Hub>) {
        self.post(&Note::Connection(self.connection()));
        self.wants.borrow_mut().prune(now_ms());
        self.tune();
        let tried_ms = self.with_lead(|lead| lead.tried_ms).unwrap_or_default();
        if now_ms() - self.heard_ms.get().max(tried_ms) >= SILENCE_MS {
            self.lost();
            self.connect();
        }
    }

    /// Says that there is no answer.
    pub(super) fn lost(&self) {
        if self.with_lead(|_| ()).is_some() {
            self.say(Connection::Lost { since: self.heard_at() });
        }
    }

    fn hear(self: &Rc<Hub>, heard: Heard) {
        if heard == Heard::Failed {
            return self.fail();
        }
        self.heard_ms.set(now_ms());
        self.with_lead(|lead| lead.n_failures = 0);
        if self.connection() != Connection::Live {
            self.say(Connection::Live);
        }
        if let Heard::Report(text) = heard {
            self.spread(&text);
        }
    }

    /// Passes a report on to all tabs, this one among them.
    fn spread(&self, text: &str) {
        let Some(id) = trial_of(text) else { return };
        let is_first = self.with_lead(|lead| lead.unseen.remove(&id)).unwrap_or_default();
        self.post(&Note::Report { trial: id.as_str().into(), text: text.into(), is_first });
        self.pass_on(&id, text, is_first);
    }

    /// Tries again after a pause that doubles with each failure.
    fn fail(self: &Rc<Hub>) {
        self.lost();
        self.with_lead(|lead| {
            let hub = Rc::clone(self);
            lead.retry = Some(Timeout::new(pause_after(lead.n_failures), move || hub.connect()));
            lead.n_failures = lead.n_failures.saturating_add(1);
        });
    }

    fn say(&self, now: Connection) {
        self.post(&Note::Connection(now));
        self.tell(now);
    }
}

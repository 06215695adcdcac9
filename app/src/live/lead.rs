//! The tab that leads: it holds the stream of the browser, opens it again after a failure with pauses
//! that grow, and passes on what arrives.

use std::collections::BTreeSet;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use serde::Deserialize;
use wasm_bindgen_futures::spawn_local;
use web_sys::AbortController;
use wire::address;

use super::Connection;
use super::hub::{Hub, Part, SILENCE_MS, now_ms};
use super::note::Note;
use super::stream::{Heard, Stream};
use crate::locks::HeldLock;

/// The longest pause between two attempts to connect, in milliseconds.
const LONGEST_PAUSE_MS: u32 = 15_000;
/// The pause after the first failure, in milliseconds; it doubles with each further one.
const FIRST_PAUSE_MS: u32 = 500;
/// Tabs that come and go within this time cost one connection, in milliseconds.
const TOGETHER_MS: u32 = 20;

/// What the tab that leads has.
#[derive(Default)]
pub(super) struct Lead {
    /// None where the browser has no locks, and each tab leads for itself.
    _lock: Option<HeldLock>,
    stream: Option<Stream>,
    /// The trials on the stream.
    trials: BTreeSet<String>,
    /// Those of them that have had no report since the stream was opened.
    unseen: BTreeSet<String>,
    retry: Option<Timeout>,
    n_failures: u32,
    tried_ms: f64,
}

/// As much of a report as says which trial it is about.
#[derive(Deserialize)]
struct Titled {
    report: TitledReport,
}

#[derive(Deserialize)]
struct TitledReport {
    trial: Named,
}

#[derive(Deserialize)]
struct Named {
    id: String,
}

impl Hub {
    /// Leads until the tab leaves, or another one takes over.
    pub(super) fn lead(self: &Rc<Hub>, lock: Option<HeldLock>) {
        let ended = lock.as_ref().map(HeldLock::ended);
        let turn = self.change_part(Part::Leading(Lead { _lock: lock, ..Lead::default() }));
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
        let Ok(Titled { report: TitledReport { trial: Named { id } } }) =
            serde_json::from_str(text)
        else {
            return;
        };
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

    fn with_lead<T>(&self, step: impl FnOnce(&mut Lead) -> T) -> Option<T> {
        match &mut *self.part.borrow_mut() {
            Part::Leading(lead) => Some(step(lead)),
            Part::Away | Part::Waiting(_) => None,
        }
    }
}

fn path(trials: &BTreeSet<String>) -> String {
    let query: Vec<String> = trials.iter().map(|trial| format!("trial={trial}")).collect();
    format!("{}?{}", address::LIVE_REPORTS.to(&[]), query.join("&"))
}

fn pause_after(n_failures: u32) -> u32 {
    FIRST_PAUSE_MS.saturating_mul(1 << n_failures.min(10)).min(LONGEST_PAUSE_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_a_limit() {
        assert_eq!([0, 1, 2].map(pause_after), [500, 1_000, 2_000]);
        assert_eq!(pause_after(u32::MAX), LONGEST_PAUSE_MS);
    }

    #[test]
    fn one_stream_carries_every_trial_that_is_shown() {
        let trials = ["winter", "autumn"].map(str::to_owned).into();
        assert_eq!(path(&trials), "/api/v1/live?trial=autumn&trial=winter");
    }
}

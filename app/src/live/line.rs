//! One stream of events: opened while the tab is seen, closed while it is hidden, and opened again
//! after a failure, with pauses that grow.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{EventSource, MessageEvent, VisibilityState};

use super::Connection;

/// The longest pause between two attempts to connect, in milliseconds.
const LONGEST_PAUSE_MS: u32 = 15_000;
/// The pause after the first failure, in milliseconds; it doubles with each further one.
const FIRST_PAUSE_MS: u32 = 500;

/// What is needed to open, close and open again one stream of events.
#[derive(Clone, Copy)]
pub struct Line {
    path: StoredValue<String>,
    event: &'static str,
    receive: Callback<(String, bool)>,
    tell: Callback<(Connection,)>,
    open: StoredValue<Option<OpenStream>, LocalStorage>,
    retry: StoredValue<Option<Timeout>, LocalStorage>,
    n_failures: StoredValue<u32>,
}

impl Line {
    /// A line for the events named `event`, not open yet. `receive` takes the data of each, and
    /// whether it is the first since the line opened; `tell` takes the state of the line.
    pub fn new(
        event: &'static str,
        receive: impl Fn(String, bool) + Send + Sync + 'static,
        tell: impl Fn(Connection) + Send + Sync + 'static,
    ) -> Self {
        let line = Self {
            path: StoredValue::new(String::new()),
            event,
            receive: Callback::new(move |(text, is_first)| receive(text, is_first)),
            tell: Callback::new(move |(now,)| tell(now)),
            open: StoredValue::new_local(None),
            retry: StoredValue::new_local(None),
            n_failures: StoredValue::new(0),
        };
        let seen =
            window_event_listener_untyped("visibilitychange", move |_| line.follow_visibility());
        let offline = window_event_listener_untyped("offline", move |_| line.pause());
        let online = window_event_listener_untyped("online", move |_| line.follow_visibility());
        on_cleanup(move || {
            seen.remove();
            online.remove();
            offline.remove();
            line.close();
        });
        line
    }

    /// Opens the line to a path, as far as somebody looks.
    pub fn call(self, path: String) {
        self.path.set_value(path);
        self.n_failures.set_value(0);
        self.follow_visibility();
    }

    fn follow_visibility(self) {
        if document().visibility_state() == VisibilityState::Hidden {
            self.pause();
        } else {
            self.close();
            self.connect();
        }
    }

    /// Closes the line until the tab is seen or the browser is online again. A stream without a
    /// network may stay silent for minutes before it fails.
    fn pause(self) {
        self.close();
        self.tell.try_run((Connection::Reconnecting,));
    }

    fn close(self) {
        self.open.try_set_value(None);
        self.retry.try_set_value(None);
    }

    fn connect(self) {
        let Some(path) = self.path.try_get_value().filter(|path| !path.is_empty()) else {
            return;
        };
        match OpenStream::new(&path, self) {
            Some(stream) => self.open.set_value(Some(stream)),
            None => self.fail(),
        }
    }

    fn opened(self) {
        self.n_failures.try_set_value(0);
        self.tell.try_run((Connection::Live,));
    }

    /// Tries again after a pause that doubles with each failure.
    fn fail(self) {
        self.tell.try_run((Connection::Reconnecting,));
        let failures = self.n_failures.try_get_value().unwrap_or_default();
        self.n_failures.try_set_value(failures.saturating_add(1));
        let pause_ms = pause_after(failures);
        self.retry.try_set_value(Some(Timeout::new(pause_ms, move || self.follow_visibility())));
    }
}

fn pause_after(n_failures: u32) -> u32 {
    FIRST_PAUSE_MS.saturating_mul(1 << n_failures.min(10)).min(LONGEST_PAUSE_MS)
}

/// An open stream; it closes when it is dropped.
struct OpenStream {
    source: EventSource,
    // The browser calls these for as long as the stream is open.
    _listeners: [Closure<dyn FnMut(web_sys::Event)>; 3],
}

impl OpenStream {
    fn new(path: &str, line: Line) -> Option<Self> {
        let source = EventSource::new(path).ok()?;
        let on_open = Closure::<dyn FnMut(web_sys::Event)>::new(move |_| line.opened());
        let failing = source.clone();
        let on_error = Closure::<dyn FnMut(web_sys::Event)>::new(move |_| {
            // The browser's own attempts have no back-off: ours replace them.
            failing.close();
            line.fail();
        });
        let mut is_first = true;
        let on_event = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
            let data = event.unchecked_into::<MessageEvent>().data();
            if let Some(text) = data.as_string() {
                line.receive.try_run((text, std::mem::take(&mut is_first)));
            }
        });
        source.set_onopen(Some(on_open.as_ref().unchecked_ref()));
        source.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        source
            .add_event_listener_with_callback(line.event, on_event.as_ref().unchecked_ref())
            .ok()?;
        Some(Self { source, _listeners: [on_open, on_error, on_event] })
    }
}

impl Drop for OpenStream {
    fn drop(&mut self) {
        self.source.set_onopen(None);
        self.source.set_onerror(None);
        self.source.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_a_limit() {
        assert_eq!([0, 1, 2].map(pause_after), [500, 1_000, 2_000]);
        assert_eq!(pause_after(u32::MAX), LONGEST_PAUSE_MS);
    }
}

//! One connection to the server that carries events. It closes when it is dropped.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventSource, MessageEvent};

/// The names of the events, as the server sends them.
const REPORT: &str = "report";
const ALIVE: &str = "alive";

/// What comes over the connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// The server is there.
    Alive,
    /// A report as JSON.
    Report(String),
    /// The connection has ended, or was refused.
    Failed,
}

/// An open connection.
pub struct Stream {
    source: EventSource,
    // The browser calls these for as long as the stream is open.
    _listeners: [Closure<dyn FnMut(Event)>; 3],
}

impl Stream {
    /// Opens a connection; `None` when the browser refuses.
    pub fn open(path: &str, hear: impl Fn(Heard) + 'static) -> Option<Stream> {
        let source = EventSource::new(path).ok()?;
        let hear = Rc::new(hear);
        let on_alive = listener(&hear, |_| Some(Heard::Alive));
        let on_report = listener(&hear, |event| {
            event.unchecked_into::<MessageEvent>().data().as_string().map(Heard::Report)
        });
        let failing = source.clone();
        let on_error = listener(&hear, move |_| {
            // The browser's own attempts have no back-off: ours replace them.
            failing.close();
            Some(Heard::Failed)
        });
        source.set_onopen(Some(on_alive.as_ref().unchecked_ref()));
        source.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        for (name, listener) in [(ALIVE, &on_alive), (REPORT, &on_report)] {
            source
                .add_event_listener_with_callback(name, listener.as_ref().unchecked_ref())
                .ok()?;
        }
        Some(Stream { source, _listeners: [on_alive, on_report, on_error] })
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.set_onopen(None);
        self.source.set_onerror(None);
        self.source.close();
    }
}

fn listener(
    hear: &Rc<impl Fn(Heard) + 'static>,
    heard: impl Fn(Event) -> Option<Heard> + 'static,
) -> Closure<dyn FnMut(Event)> {
    let hear = Rc::clone(hear);
    Closure::new(move |event| {
        if let Some(heard) = heard(event) {
            hear(heard);
        }
    })
}

//! The newest report that has arrived, and what is derived from it. Whatever is derived changes
//! only when its own value does, so a new report rewrites no more than the numbers that moved.

use leptos::prelude::*;
use trial::report::Report;
use wire::trials::LiveReport;

/// The newest report of the trial on the screen.
#[derive(Clone, Copy)]
pub struct Newest(ReadSignal<Option<LiveReport>>);

impl Newest {
    /// The newest of what arrives in `live`.
    pub fn of(live: ReadSignal<Option<LiveReport>>) -> Newest {
        Newest(live)
    }

    /// What `read` finds in the report; the default until a report is here.
    pub fn derive<T>(self, read: impl Fn(&Report) -> T + Send + Sync + 'static) -> Signal<T>
    where
        T: Clone + Default + PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.with(&read).unwrap_or_default()).into()
    }

    /// What `read` finds in the report, if one is here; tracks.
    pub fn with<T>(self, read: impl Fn(&Report) -> T) -> Option<T> {
        self.0.with(|live| live.as_ref().map(|live| read(&live.report)))
    }
}

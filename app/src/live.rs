//! Server-sent events: the newest state of something, as long as somebody looks at it.
//!
//! The connection closes while the tab is hidden (a browser allows six per host) and opens again
//! when the tab is seen. Each event carries the whole state, so nothing is lost in between.

mod line;

use leptos::prelude::*;
use serde::de::DeserializeOwned;

use line::Line;

/// Whether what is on the screen is up to date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connection {
    /// The first attempt is under way.
    Connecting,
    /// Changes arrive as they happen.
    Live,
    /// The connection was lost; the next attempt comes by itself.
    Reconnecting,
}

impl Connection {
    /// The words that are shown for it.
    pub const fn label(self) -> &'static str {
        match self {
            Connection::Connecting => "Connecting…",
            Connection::Live => "Live",
            Connection::Reconnecting => "Reconnecting…",
        }
    }
}

/// A state that says how new it is.
pub trait Numbered {
    /// Grows with every change.
    fn version(&self) -> u64;
}

impl Numbered for wire::trials::LiveReport {
    fn version(&self) -> u64 {
        self.version
    }
}

/// Follows the events named `event` at `path` for as long as the component lives, and starts anew
/// when the path changes. The newest version wins; the first state after a reconnection always
/// counts, because the server may have been started anew.
pub fn use_live<T>(
    path: impl Into<Signal<String>>,
    event: &'static str,
) -> (ReadSignal<Option<T>>, ReadSignal<Connection>)
where
    T: Numbered + DeserializeOwned + Send + Sync + 'static,
{
    let path = path.into();
    let (state, set_state) = signal(None::<T>);
    let (connection, set_connection) = signal(Connection::Connecting);
    let receive = move |text: String, is_first: bool| {
        let Ok(new) = serde_json::from_str::<T>(&text) else {
            return;
        };
        let is_newer = |old: &T| old.version() < new.version();
        let counts = is_first
            || state.try_with_untracked(|old| old.as_ref().is_none_or(is_newer)) == Some(true);
        if counts {
            set_state.try_set(Some(new));
        }
    };
    let line = Line::new(event, receive, move |now| {
        set_connection.try_set(now);
    });
    Effect::new(move |_| {
        let path = path.get();
        set_state.set(None);
        set_connection.set(Connection::Connecting);
        line.call(path);
    });
    (state, connection)
}

/// Says whether what is on the screen is up to date.
#[component]
pub fn ConnectionBadge(
    /// The state of the connection.
    #[prop(into)]
    connection: Signal<Connection>,
) -> impl IntoView {
    let is_live = move || connection.get() == Connection::Live;
    view! {
        <span class="badge connection" class:is-live=is_live role="status">
            {move || connection.get().label()}
        </span>
    }
}

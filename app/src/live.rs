//! The newest report of a trial, as long as somebody looks at it.
//!
//! A browser allows six connections a host, so it has one stream of events, shared by its tabs: one of
//! those that are seen leads, which a lock of the browser decides, holds the stream and passes on what
//! arrives. Where the browser has no locks, each tab has a stream of its own. A shared worker would do
//! as well, with a second program; mobile browsers have none.

mod hub;
mod lead;
mod note;
mod stream;
mod wants;

use jiff::Timestamp;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wire::trials::LiveReport;

use self::hub::{Following, News};
use crate::fmt;

/// Whether what is on the screen is up to date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Connection {
    /// The first attempt is under way.
    Connecting,
    /// Changes arrive as they happen.
    Live,
    /// Nothing has been heard for too long, or the connection was lost; the next attempt comes by
    /// itself.
    Lost {
        /// When something was heard last.
        since: Timestamp,
    },
}

impl Connection {
    /// The words that are shown for it.
    pub fn label(self) -> String {
        match self {
            Connection::Connecting => "Connecting…".to_owned(),
            Connection::Live => "Live".to_owned(),
            Connection::Lost { since } => {
                format!("No answer since {}, trying again", fmt::clock(since))
            }
        }
    }
}

/// Follows the report of a trial for as long as the component lives, and another one when the trial
/// changes. The newest version wins; the first report after a reconnection always counts, because the
/// server may have been started anew.
pub fn use_report(
    trial: impl Into<Signal<String>>,
) -> (ReadSignal<Option<LiveReport>>, ReadSignal<Connection>) {
    let trial = trial.into();
    let (report, set_report) = signal(None::<LiveReport>);
    let (connection, set_connection) = signal(Connection::Connecting);
    let hear = move |news: News<'_>| match news {
        News::Connection(now) => {
            if connection.try_get_untracked().is_some_and(|before| before != now) {
                set_connection.try_set(now);
            }
        }
        News::Report { text, is_first } => {
            let Ok(new) = serde_json::from_str::<LiveReport>(text) else { return };
            let is_newer = |old: &LiveReport| old.version < new.version;
            let known = report.try_with_untracked(|old| old.as_ref().is_none_or(is_newer));
            if is_first || known == Some(true) {
                set_report.try_set(Some(new));
            }
        }
    };
    let following = StoredValue::new_local(None::<Following>);
    Effect::new(move |_| {
        let trial = trial.get();
        set_report.set(None);
        set_connection.set(Connection::Connecting);
        following.set_value(Some(hub::follow(trial, hear)));
    });
    (report, connection)
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
        <span class="badge connection" class:is-live=is_live role="status" translate="no">
            {move || connection.get().label()}
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_connection_says_since_when() {
        let since = "2026-11-27T14:02:40Z".parse().unwrap();
        let label = Connection::Lost { since }.label();
        assert_eq!(label, "No answer since 14:02\u{a0}UTC, trying again");
    }
}

//! State of the connection to the server, in words and as a badge.

use jiff::Timestamp;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

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

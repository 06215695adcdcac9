//! The newest report of a trial, as long as somebody looks at it.
//!
//! A browser allows six connections a host, so it has one stream of events, shared by its tabs: one of
//! those that are seen leads, which a lock of the browser decides, holds the stream and passes on what
//! arrives. Where the browser has no locks, each tab has a stream of its own. A shared worker would do
//! as well, with a second program; mobile browsers have none.

mod connection;
mod followers;
mod hub;
mod lead;
mod leading;
mod note;
mod stream;
mod wants;

use leptos::prelude::*;
use wire::trials::LiveReport;

use self::followers::Following;
use self::hub::News;

pub use connection::{Connection, ConnectionBadge};

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
        following.set_value(Some(followers::follow(trial, hear)));
    });
    (report, connection)
}

//! Feeds that have ever reported, against typing errors: a name under which nothing arrives would hold
//! every subject back for ever, so a new one has to be confirmed.

use std::collections::BTreeSet;

use leptos::prelude::*;
use trial::{FieldProblem, PlanDraft};
use wire::feed::ReportingFeed;

use super::state::Form;
use crate::fmt;

/// The names under which something was reported, and those that the author has confirmed as new.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownFeeds {
    /// `None` until the server has told them; then nothing is held against a name.
    pub reporting: Option<Vec<ReportingFeed>>,
    /// Names that are new on purpose.
    pub confirmed: BTreeSet<String>,
}

impl KnownFeeds {
    /// The feed of that name, if it has reported.
    pub fn find(&self, name: &str) -> Option<&ReportingFeed> {
        self.reporting.iter().flatten().find(|known| known.feed.as_str() == name)
    }

    /// Whether nothing was ever reported under a name.
    pub fn is_new(&self, name: &str) -> bool {
        self.reporting.is_some() && !name.is_empty() && self.find(name).is_none()
    }

    /// A problem at each name that is new and not confirmed.
    pub fn problems(&self, draft: &PlanDraft) -> Vec<FieldProblem> {
        let required = draft.required_feeds.iter().enumerate();
        let required = required.map(|(index, name)| (format!("required_feeds[{index}]"), name));
        let source = |field: &str, name| Some((format!("sources.{field}"), name));
        let log = draft.sources.quarantine_log.as_ref();
        let contacts = draft.sources.contacts.as_ref();
        let sources = log.and_then(|name| source("quarantine_log", name)).into_iter();
        let sources = sources.chain(contacts.and_then(|name| source("contacts", name)));
        let is_open = |(_, name): &(String, &String)| {
            self.is_new(name) && !self.confirmed.contains(name.as_str())
        };
        let problem = |(field, name): (String, &String)| FieldProblem {
            field,
            message: format!(
                "nothing was ever reported as {name}: correct it, or say that it is new"
            ),
        };
        required.chain(sources).filter(is_open).map(problem).collect()
    }
}

/// What is known about a name: its last delivery, or that it is new, and the names there are.
#[component]
pub fn FeedStanding(
    /// The form.
    form: Form,
    /// The name as it stands.
    name: Signal<String>,
    /// Takes another name.
    choose: Callback<String>,
) -> impl IntoView {
    let last = move || {
        let day = form.feeds.with(|feeds| name.with(|name| feeds.find(name).map(|f| f.last_day)));
        day.map(|day| format!("Last delivered for {}.", fmt::day(day)))
    };
    let is_new = Memo::new(move |_| form.feeds.with(|feeds| name.with(|name| feeds.is_new(name))));
    let is_confirmed =
        move || form.feeds.with(|feeds| name.with(|name| feeds.confirmed.contains(name)));
    let confirm = move |event: web_sys::Event| {
        let (name, is_new) = (name.get_untracked(), event_target_checked(&event));
        form.feeds.update(|feeds| {
            if is_new {
                feeds.confirmed.insert(name)
            } else {
                feeds.confirmed.remove(&name)
            };
        });
    };
    let others = move || {
        let all = form.feeds.with(|feeds| feeds.reporting.clone()).unwrap_or_default();
        let is_other = |known: &ReportingFeed| name.with(|name| known.feed.as_str() != name);
        let button = |known: ReportingFeed| {
            let (name, words) = (known.feed.to_string(), format!("Use {}", known.feed));
            view! { <button type="button" class="button button-link" on:click=move |_| choose.run(name.clone())>{words}</button> }
        };
        all.into_iter().filter(is_other).map(button).collect_view()
    };
    view! {
        <div class="feed-standing">
            {move || last().map(|words| view! { <p class="aside">{words}</p> })}
            {move || is_new.get().then(|| view! {
                <label class="choice">
                    <input type="checkbox" prop:checked=is_confirmed on:change=confirm/>
                    <span>{move || format!("{} is new: nothing was ever reported under this name", name.get())}</span>
                </label>
                <div class="buttons">{others}</div>
            })}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trials::plan_draft::empty;

    fn known() -> KnownFeeds {
        let feed = ReportingFeed {
            feed: "darknet".parse().unwrap(),
            last_day: jiff::civil::date(2026, 11, 25),
            arrived_at: jiff::Timestamp::UNIX_EPOCH,
        };
        KnownFeeds { reporting: Some(vec![feed]), confirmed: BTreeSet::new() }
    }

    fn fields(feeds: &KnownFeeds, draft: &PlanDraft) -> Vec<String> {
        feeds.problems(draft).into_iter().map(|problem| problem.field).collect()
    }

    #[test]
    fn a_name_with_a_typing_error_is_not_accepted_silently() {
        let (mut feeds, mut draft) = (known(), empty());
        assert!(fields(&feeds, &draft).is_empty());
        draft.required_feeds = vec!["darknet".to_owned(), "darknett".to_owned()];
        draft.sources.contacts = Some("desk".to_owned());
        assert_eq!(fields(&feeds, &draft), ["required_feeds[1]", "sources.contacts"]);
        feeds.confirmed.extend(["darknett".to_owned(), "desk".to_owned()]);
        assert!(fields(&feeds, &draft).is_empty(), "each is new on purpose");
    }

    #[test]
    fn while_the_server_has_not_told_its_feeds_nothing_is_held_against_a_name() {
        let mut draft = empty();
        draft.required_feeds = vec!["darknett".to_owned()];
        assert!(fields(&KnownFeeds::default(), &draft).is_empty());
    }
}

//! The feeds without which nobody can say that a line is clean.

use leptos::prelude::*;

use super::known_feeds::FeedStanding;
use super::sources::SourceFields;
use super::state::{Form, field_id, focus};
use crate::field::{Control, FieldKind};

/// The required feeds, one field each.
#[component]
pub fn FeedFields(
    /// The form.
    form: Form,
) -> impl IntoView {
    let error = form.error("required_feeds");
    let n_feeds = Memo::new(move |_| form.draft.with(|draft| draft.required_feeds.len()));
    let add = move |_| {
        form.draft.update(|draft| draft.required_feeds.push(String::new()));
        let last = n_feeds.get_untracked().saturating_sub(1);
        request_animation_frame(move || focus(&field_id(&format!("required_feeds[{last}]"))));
    };
    view! {
        <fieldset class="card" id=field_id("required_feeds") tabindex="-1">
            <legend>"Required feeds"</legend>
            <p class="field-hint">"A day counts only if each of them was delivered or confirmed empty. A missing report is unknown, never clean."</p>
            <div class="plan-fields">
                <For each=move || 0..n_feeds.get() key=|index| *index children=move |index| view! { <FeedField form=form index=index/> }/>
            </div>
            {move || error.get().map(|error| view! { <p class="field-error">{error}</p> })}
            <button type="button" class="button" id="plan-add-feed" on:click=add>"Add a feed"</button>
            <SourceFields form=form/>
        </fieldset>
    }
}

#[component]
fn FeedField(form: Form, index: usize) -> impl IntoView {
    let entry = form.text(
        &format!("required_feeds[{index}]"),
        move |draft| draft.required_feeds.get(index),
        move |draft, name| {
            if let Some(feed) = draft.required_feeds.get_mut(index) {
                *feed = name;
            }
        },
    );
    let remove = move |_| {
        form.draft.update(|draft| {
            if index < draft.required_feeds.len() {
                draft.required_feeds.remove(index);
            }
        });
        focus("plan-add-feed");
    };
    let number = index + 1;
    let (name, choose) = (entry.value, entry.change);
    view! {
        <div class="plan-row">
            <Control entry=entry kind=FieldKind::Line label=format!("Feed {number}")/>
            <button type="button" class="button" aria-label=format!("Remove feed {number}") on:click=remove>"Remove"</button>
        </div>
        <FeedStanding form=form name=name choose=choose/>
    }
}

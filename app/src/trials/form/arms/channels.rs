//! Channels and quarantine of an arm.

use leptos::prelude::*;
use trial::Channel;
use wire::message::MessageSummary;

use crate::trials::channel::channel_label;
use crate::trials::form::state::{Form, field_id};
use crate::trials::plan_draft;

const CHANNELS: [Channel; 4] = [Channel::Garden, Channel::Email, Channel::Letter, Channel::Script];

/// The channels of an arm, each with a word where its text is still to be written.
#[component]
pub fn ChannelFields(
    /// The form.
    form: Form,
    /// The messages, to know what has been written.
    messages: StoredValue<Vec<MessageSummary>>,
    /// Which arm.
    index: usize,
) -> impl IntoView {
    let field = format!("arms[{index}].channels");
    let error = form.error(&field);
    let error_id = format!("{}-error", field_id(&field));
    let described_by = {
        let error_id = error_id.clone();
        move || error.with(Option::is_some).then(|| error_id.clone())
    };
    let choice = move |channel| view! { <ChannelField form=form messages=messages index=index channel=channel/> };
    let shown_error = move || {
        let id = error_id.clone();
        error.get().map(|error| view! { <p class="field-error" id=id>{error}</p> })
    };
    view! {
        <fieldset class="field" id=field_id(&field) tabindex="-1" aria-describedby=described_by>
            <legend>"Channels"</legend>
            {CHANNELS.map(choice).collect_view()}
            {shown_error}
        </fieldset>
    }
}

#[component]
fn ChannelField(
    form: Form,
    messages: StoredValue<Vec<MessageSummary>>,
    index: usize,
    channel: Channel,
) -> impl IntoView {
    let variant =
        move || form.draft.with(|draft| draft.arms.get(index).and_then(|arm| arm.variant.clone()));
    let is_chosen = move || {
        form.draft
            .with(|draft| draft.arms.get(index).is_some_and(|arm| arm.channels.contains(&channel)))
    };
    let is_written = move || {
        let (message, locale) =
            form.draft.with(|draft| (draft.message.clone(), draft.locale.clone()));
        messages.with_value(|messages| {
            let message = messages.iter().find(|m| m.message.to_string() == message);
            variant().is_none_or(|variant| {
                message.is_some_and(|m| plan_draft::is_written(m, &variant, channel, &locale))
            })
        })
    };
    let choose = move |event: web_sys::Event| {
        let chosen = event_target_checked(&event);
        form.draft.update(|draft| plan_draft::choose_channel(draft, index, channel, chosen));
    };
    view! {
        <label class="choice">
            <input type="checkbox" prop:checked=is_chosen disabled=move || variant().is_none() on:change=choose/>
            <span>{channel_label(channel)} {move || (!is_written()).then_some(" (not written yet)")}</span>
        </label>
    }
}

/// Whether the lines of an arm are quarantined.
#[component]
pub fn QuarantineField(
    /// The form.
    form: Form,
    /// Which arm.
    index: usize,
) -> impl IntoView {
    let field = format!("arms[{index}].quarantined");
    let error = form.error(&field);
    let is_chosen =
        move || form.draft.with(|draft| draft.arms.get(index).is_some_and(|arm| arm.quarantined));
    let choose = move |event: web_sys::Event| {
        let chosen = event_target_checked(&event);
        form.draft.update(|draft| {
            if let Some(arm) = draft.arms.get_mut(index) {
                arm.quarantined = chosen;
            }
        });
    };
    view! {
        <div class="field">
            <label class="choice">
                <input type="checkbox" id=field_id(&field) prop:checked=is_chosen on:change=choose/>
                <span>"Quarantined: the line is put into the garden"</span>
            </label>
            {move || error.get().map(|error| view! { <p class="field-error">{error}</p> })}
        </div>
    }
}

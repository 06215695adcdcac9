//! The question that a trial asks, and the times that it counts in.

use leptos::prelude::*;
use wire::message::MessageSummary;

use super::state::Form;
use crate::field::{Control, FieldInput, FieldKind, Offered};
use crate::trials::plan_draft;

/// Title, hypothesis, message, language.
#[component]
pub fn QuestionFields(
    /// The form.
    form: Form,
    /// The messages that are offered.
    messages: StoredValue<Vec<MessageSummary>>,
) -> impl IntoView {
    let title = form.text("title", |draft| Some(&draft.title), |draft, text| draft.title = text);
    let hypothesis = form.text(
        "hypothesis",
        |draft| Some(&draft.hypothesis),
        |draft, text| draft.hypothesis = text,
    );
    view! {
        <fieldset class="card">
            <legend>"The question"</legend>
            <div class="plan-fields">
                <Control entry=title kind=FieldKind::Line label="Title" hint="The question in one line, at most 90 characters."/>
                <Control entry=hypothesis kind=FieldKind::Prose label="Hypothesis" hint="What you expect and why, before anybody has seen a number."/>
                <Control entry=message_entry(form, messages) kind=FieldKind::Choice(message_names(messages)) label="Message"/>
                <Control entry=locale_entry(form) kind=FieldKind::Choice(locales(form, messages)) label="Language" hint="Served where the subscriber’s own is not known."/>
            </div>
        </fieldset>
    }
}

fn message_entry(form: Form, messages: StoredValue<Vec<MessageSummary>>) -> FieldInput {
    let choose = move |plan: &mut trial::PlanDraft, control: &mut Option<usize>, name: String| {
        messages.with_value(|messages| {
            if let Some(message) =
                messages.iter().find(|message| message.message.to_string() == name)
            {
                plan_draft::choose_message(plan, control, message);
            }
        });
    };
    form.arm_entry("message", |draft| draft.message.clone(), choose)
}

fn message_names(messages: StoredValue<Vec<MessageSummary>>) -> Offered {
    let entry =
        |message: &MessageSummary| (message.message.to_string(), message.message.to_string());
    Signal::derive(move || messages.with_value(|messages| messages.iter().map(entry).collect()))
}

fn locale_entry(form: Form) -> FieldInput {
    form.text("locale", |draft| Some(&draft.locale), |draft, locale| draft.locale = locale)
}

/// The languages in which the chosen message has been written.
fn locales(form: Form, messages: StoredValue<Vec<MessageSummary>>) -> Offered {
    Signal::derive(move || {
        let chosen = form.draft.with(|draft| draft.message.clone());
        let mut locales: Vec<String> = messages.with_value(|messages| {
            let documents = messages
                .iter()
                .filter(|m| m.message.to_string() == chosen)
                .flat_map(|m| &m.documents);
            documents.map(|document| document.id.locale.to_string()).collect()
        });
        locales.sort();
        locales.dedup();
        locales.into_iter().map(|locale| (locale.clone(), locale)).collect()
    })
}

/// Horizon, quiet time, burden time.
#[component]
pub fn TimeFields(
    /// The form.
    form: Form,
) -> impl IntoView {
    let horizon = form.number("horizon_days", |draft| Some(&mut draft.horizon_days));
    let quiet = form.number("quiet_days", |draft| Some(&mut draft.quiet_days));
    let burden = form.number("burden_days", |draft| Some(&mut draft.burden_days));
    view! {
        <fieldset class="card">
            <legend>"Times, in days"</legend>
            <div class="plan-fields plan-numbers">
                <Control entry=horizon kind=FieldKind::Count(90) label="Horizon" hint="A line that is clean by then counts as clean."/>
                <Control entry=quiet kind=FieldKind::Count(30) label="Quiet time" hint="Days without a sighting that confirm a cleanup."/>
                <Control entry=burden kind=FieldKind::Count(90) label="Contacts count for" hint="After a subject has entered the trial."/>
            </div>
        </fieldset>
    }
}

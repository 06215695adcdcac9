//! The revisions of a document, newest first, each with its way through review and links to compare.

use leptos::prelude::*;
use leptos_router::components::A;
use wire::Page;
use wire::address::DOCUMENT_REVISIONS;
use wire::review::{ReviewStep, ReviewStepKind, RevisionSummary};

use super::path;
use crate::api;
use crate::fmt::time;
use crate::messages::editor::state::EditorState;
use crate::messages::naming::state_word;
use crate::paths;
use crate::query::{show, use_query};

/// The list of revisions.
#[component]
pub fn Revisions(
    /// The document.
    editor: EditorState,
    /// The dialog that holds this.
    close: RwSignal<bool>,
) -> impl IntoView {
    let query = use_query(move || {
        let path = path(editor, DOCUMENT_REVISIONS);
        async move { Ok(api::get::<Page<RevisionSummary>>(&path).await?.items) }
    });
    view! {
        {show(query, "the revisions", move |revisions: Vec<RevisionSummary>| {
            match revisions.is_empty() {
                true => view! { <p>"Nothing has been sent for review, and no trial has frozen this text."</p> }.into_any(),
                false => view! { <ol class="plain-list revisions">{rows(editor, &revisions)}</ol> }.into_any(),
            }
        })}
        <div class="buttons">
            <button type="button" class="button" on:click=move |_| close.set(false)>"Close"</button>
        </div>
    }
}

fn rows(editor: EditorState, revisions: &[RevisionSummary]) -> Vec<AnyView> {
    let row = |(place, revision): (usize, &RevisionSummary)| {
        let before = revisions.get(place + 1).map(|before| before.hash.to_string());
        let present = editor.id.with_value(ToString::to_string);
        view! { <Row revision=revision.clone() before=before present=present/> }.into_any()
    };
    revisions.iter().enumerate().map(row).collect()
}

#[component]
fn Row(revision: RevisionSummary, before: Option<String>, present: String) -> impl IntoView {
    let this = format!("revision:{}", revision.hash);
    let with_present = paths::compare(Some(&this), &present);
    let with_before = before.map(|before| {
        let to = paths::compare(Some(&format!("revision:{before}")), &this);
        view! { " · " <A href=to>"with the one before"</A> }
    });
    let trials: Vec<_> = revision.in_trials.iter().map(ToString::to_string).collect();
    let served = (!trials.is_empty()).then(|| format!(", served by {}", trials.join(", ")));
    let step = |step: &ReviewStep| view! { <li>{step_words(step)}</li> };
    view! {
        <li>
            <p>
                <code>{revision.hash.short().to_owned()}</code>
                " "
                <span class="badge">{state_word(revision.state)}</span>
                " frozen " {time(revision.frozen_at)}{served}
            </p>
            <ul>{revision.steps.iter().map(step).collect_view()}</ul>
            <p class="aside">"Compare " <A href=with_present>"with the present text"</A> {with_before}</p>
        </li>
    }
}

/// `Approved by Kim on 22 Nov 2026, 09:41 UTC; A-05: the present text is the control`.
fn step_words(step: &ReviewStep) -> String {
    let done = match step.kind {
        ReviewStepKind::Submitted => "Sent",
        ReviewStepKind::Approved => "Approved",
        ReviewStepKind::ChangesRequested => "Changes asked for",
    };
    let mut words = format!("{done} by {} on {}", step.person, time(step.at));
    if let Some(note) = &step.note {
        words.push_str(&format!(": {note}"));
    }
    for waiver in &step.waivers {
        words.push_str(&format!("; {}: {}", waiver.rule, waiver.reason));
    }
    words
}

#[cfg(test)]
mod tests {
    use content::Span;
    use content::review::Waiver;

    use super::*;

    #[test]
    fn a_step_tells_who_did_what_and_why() {
        let step = ReviewStep {
            kind: ReviewStepKind::Approved,
            person: "Kim".parse().unwrap(),
            at: "2026-11-22T09:41:00Z".parse().unwrap(),
            note: None,
            waivers: vec![Waiver {
                rule: "A-05".to_owned(),
                place: Span::new(0, 3),
                reason: "our present text".parse().unwrap(),
                by: "Kim".parse().unwrap(),
            }],
        };
        assert_eq!(
            step_words(&step),
            "Approved by Kim on 22\u{a0}Nov 2026, 09:41\u{a0}UTC; A-05: our present text"
        );
    }
}

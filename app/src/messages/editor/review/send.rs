//! Sending a text for review: who wrote it, and why each warning may stand.

use content::Weight;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::address::DOCUMENT_SUBMIT;
use wire::review::{RevisionSummary, Submit};

use super::person::{self, PersonField};
use super::reasons::{FoundList, ReasonFields, Reasons, may_stand, rules};
use super::{moved, path};
use crate::api;
use crate::messages::editor::desk::Desk;

/// What has to be said before a text is sent.
#[component]
pub fn SendForm(
    /// The document.
    desk: Desk,
    /// The dialog that holds this.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (blocking, warnings, errors) = desk.assessment.with_untracked(|text| {
        let of = |weight| rules(&text.findings, |finding| may_stand(finding, weight));
        let blocking = rules(&text.findings, |finding| finding.blocks_submit);
        (blocking, of(Weight::Warning), of(Weight::Error))
    });
    let is_blocked = !blocking.is_empty();
    let (name, reasons) = (person::remembered(), Reasons::none());
    let refused = RwSignal::new(None::<String>);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let body = Submit { author: name.get_untracked(), waivers: reasons.waivers() };
        person::remember(&body.author);
        let version = desk.manuscript.with_untracked(|manuscript| manuscript.stored.version);
        spawn_local(async move {
            let path = path(desk, DOCUMENT_SUBMIT);
            match api::post_expecting::<_, RevisionSummary>(&path, version, &body).await {
                Ok(revision) => moved(desk, &revision, open),
                Err(error) => drop(refused.try_set(Some(error.sentence()))),
            }
        });
    };
    view! {
        <form class="review-form" on:submit=send>
            <FoundList found=blocking about="Nobody can waive these. Mend them first:"/>
            <p>"The text is frozen as a revision and locked until somebody else has decided."</p>
            <PersonField name=name hint="As your colleagues know you; somebody else has to approve"/>
            <ReasonFields found=warnings reasons=reasons/>
            <FoundList found=errors about="Whoever approves has to give a reason for these:"/>
            {move || refused.get().map(|why| view! { <p class="field-error" role="alert">{why}</p> })}
            <div class="buttons">
                <button type="submit" class="button button-primary" disabled=is_blocked>"Send"</button>
                <button type="button" class="button" on:click=move |_| open.set(false)>"Cancel"</button>
            </div>
        </form>
    }
}

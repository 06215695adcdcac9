//! One subject: who it is under its pseudonym, its part in each trial, what it was shown, and what
//! happened to it.

use content::DeviceKind;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use wire::address;
use wire::subject::SubjectView;

use super::deliveries::Deliveries;
use super::timeline::Timeline;
use super::trial_part::TrialPart;
use crate::api;
use crate::page::{IN_SUBJECTS, PageHead, SimulatedBadge};
use crate::query::{show, use_query};

/// The subject in the address.
#[component]
pub fn SubjectPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("subject").unwrap_or_default()));
    let query = use_query(move || {
        let path = address::SUBJECT.to(&[&id.get()]);
        async move { api::get::<SubjectView>(&path).await }
    });
    view! {
        <PageHead title=id trail=IN_SUBJECTS>
            {move || query.here().filter(|view| view.simulated).map(|_| view! { <SimulatedBadge/> })}
        </PageHead>
        {show(query, "the subject", |view| view! { <SubjectBody view=view/> })}
    }
}

#[component]
fn SubjectBody(view: SubjectView) -> impl IntoView {
    let locale = view.locale.as_ref().map_or_else(|| "not known".to_owned(), ToString::to_string);
    let trials = view.trials.clone();
    view! {
        <section class="card" aria-labelledby="subject-facts">
            <h2 id="subject-facts">"The line"</h2>
            <dl class="facts">
                <dt>"Case code"</dt>
                <dd><code>{view.case_code.to_string()}</code></dd>
                <dt>"Device"</dt>
                <dd>{device_words(view.device_kind)}</dd>
                <dt>"Language"</dt>
                <dd>{locale}</dd>
            </dl>
        </section>
        {trials.into_iter().map(|part| view! { <TrialPart part=part/> }).collect_view()}
        <Deliveries deliveries=view.deliveries.clone()/>
        <Timeline view=view.clone()/>
    }
}

/// What the detection took the device for, in words.
fn device_words(kind: DeviceKind) -> &'static str {
    match kind {
        DeviceKind::Camera => "camera",
        DeviceKind::Recorder => "video recorder",
        DeviceKind::Router => "router",
        DeviceKind::Printer => "printer",
        DeviceKind::Nas => "network storage",
        DeviceKind::Doorbell => "doorbell",
        DeviceKind::Television => "television",
        DeviceKind::Unknown => "not known",
    }
}

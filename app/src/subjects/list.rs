//! The subjects of a trial, page by page.

use leptos::prelude::*;
use leptos_router::components::A;
use wire::address;
use wire::subject::SubjectSummary;
use wire::trials::TrialView;

use super::trial_part::in_short;
use crate::page::{IN_TRIALS, PageHead, SimulatedBadge};
use crate::paged::{More, Paged, use_paged};
use crate::query::{show, use_query};
use crate::trials::{StateBadge, TrialTabs, use_trial_id};
use crate::{api, fmt, paths};

/// The subjects of the trial in the address.
#[component]
pub fn TrialSubjectsPage() -> impl IntoView {
    let id = use_trial_id();
    let query = use_query(move || {
        let path = address::TRIAL.to(&[&id.get()]);
        async move { api::get::<TrialView>(&path).await }
    });
    let title =
        Signal::derive(move || query.here().map_or_else(|| id.get(), |view| view.trial.plan.title));
    let path = Signal::derive(move || format!("{}?trial={}", address::SUBJECTS.to(&[]), id.get()));
    let subjects = use_paged::<SubjectSummary>(path);
    view! {
        <PageHead title=title trail=IN_TRIALS>
            {move || query.here().map(|view| view! {
                <StateBadge state=view.trial.state.clone()/>
                {view.trial.simulated.then(|| view! { <SimulatedBadge/> })}
            })}
        </PageHead>
        <TrialTabs trial=id/>
        {show(query, "the trial", move |view| view! {
            <SubjectsTable subjects=subjects n_enrolled=view.n_enrolled/>
        })}
    }
}

#[component]
fn SubjectsTable(subjects: Paged<SubjectSummary>, n_enrolled: u64) -> impl IntoView {
    let shown = move || {
        let n_shown = subjects.items.with(|items| items.len() as u64);
        format!(
            "{} of {} enrolled",
            n_shown,
            fmt::number_of(n_enrolled.max(n_shown), "subject", "subjects")
        )
    };
    let table = move || {
        view! {
            <div class="table-scroll" role="region" tabindex="0" aria-label="Subjects">
                <table>
                    <caption>{shown}</caption>
                    <thead>
                        <tr><th scope="col">"Subject"</th><th scope="col">"Arm"</th><th scope="col">"Outcome"</th><th scope="col">"Case code"</th><th scope="col">"First enrolled"</th></tr>
                    </thead>
                    <tbody>
                        <For each=move || subjects.items.get() key=|item| item.subject.clone() let(item)>
                            <tr>
                                <th scope="row"><A href=paths::subject(&item.subject)>{item.subject.to_string()}</A></th>
                                <td>{item.part.as_ref().map(|part| part.arm.to_string())}</td>
                                <td>{item.part.as_ref().map(|part| in_short(&part.outcome))}</td>
                                <td><code>{item.case_code.to_string()}</code></td>
                                <td>{fmt::time(item.enrolled_at)}</td>
                            </tr>
                        </For>
                    </tbody>
                </table>
            </div>
        }
    };
    let has_some = Memo::new(move |_| !subjects.items.with(Vec::is_empty));
    view! {
        <section class="card" aria-label="Enrolled subjects">
            {move || subjects.is_empty().then(|| view! {
                <p>"Nobody is enrolled yet. The quarantine system enrols subjects while the trial runs."</p>
            })}
            {move || has_some.get().then(table)}
            <More paged=subjects what="the subjects"/>
        </section>
    }
}

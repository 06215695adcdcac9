//! The list of trials, with the published study as an entry to read.

use leptos::prelude::*;
use leptos_router::components::A;
use wire::address;
use wire::trials::TrialView;

use crate::page::{PageHead, SimulatedBadge};
use crate::query::{show, use_query};
use crate::trials::StateBadge;
use crate::{api, paths};

/// The list of trials.
#[component]
pub fn TrialsPage() -> impl IntoView {
    let trials = use_query(|| async { api::list::<TrialView>(&address::TRIALS.to(&[])).await });
    view! {
        <PageHead title="Trials">
            <div class="buttons">
                <A href=paths::NEW_TRIAL attr:class="button button-primary">"New trial"</A>
            </div>
        </PageHead>
        {show(trials, "the trials", |trials| view! { <TrialList trials=trials/> })}
    }
}

#[component]
fn TrialList(trials: Vec<TrialView>) -> impl IntoView {
    let empty = trials.is_empty().then(|| view! { <NoTrials/> });
    view! {
        {empty}
        <div class="card table-scroll">
            <table class="trials">
                <thead>
                    <tr>
                        <th scope="col">"Trial"</th>
                        <th scope="col">"Message"</th>
                        <th scope="col">"State"</th>
                        <th scope="col">"Arms"</th>
                        <th scope="col" class="number">"Subjects enrolled"</th>
                    </tr>
                </thead>
                <tbody>
                    {trials.into_iter().map(|trial| view! { <TrialRow view=trial/> }).collect_view()}
                    <StudyRow/>
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn NoTrials() -> impl IntoView {
    view! {
        <section class="note" aria-labelledby="no-trials">
            <h2 id="no-trials">"No trial has been planned yet"</h2>
            <p>"A trial gives customers one of several texts at random and counts who cleans up, who complains and who asks for help. Write at least two texts first, then plan a trial with them."</p>
            <p><A href=paths::NEW_TRIAL>"Plan the first one"</A></p>
        </section>
    }
}

#[component]
fn TrialRow(view: TrialView) -> impl IntoView {
    let trial = view.trial;
    let arms =
        trial.plan.arms.iter().map(|arm| arm.name.to_string()).collect::<Vec<_>>().join(", ");
    view! {
        <tr>
            <th scope="row">
                <A href=paths::trial(&trial.id)>{trial.plan.title}</A>
                " "
                {trial.simulated.then(|| view! { <SimulatedBadge/> })}
            </th>
            <td>{trial.plan.message.to_string()}</td>
            <td><StateBadge state=trial.state/></td>
            <td>{arms}</td>
            <td class="number">{view.n_enrolled}</td>
        </tr>
    }
}

#[component]
fn StudyRow() -> impl IntoView {
    view! {
        <tr>
            <th scope="row"><A href=paths::STUDY>"The published study"</A></th>
            <td>"IoT infection, one provider"</td>
            <td><span class="badge">"Published, read only"</span></td>
            <td colspan="2" class="aside">"Çetin et al., NDSS 2019"</td>
        </tr>
    }
}

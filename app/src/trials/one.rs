//! One trial: its plan, the steps that it allows, and what the start has frozen.

use leptos::prelude::*;
use trial::TrialState;
use wire::address;
use wire::trials::TrialView;

use crate::page::{IN_TRIALS, PageHead, SimulatedBadge};
use crate::query::{Query, show, use_query};
use crate::trials::audit::AuditCard;
use crate::trials::edit::EditPlan;
use crate::trials::form::focus;
use crate::trials::frozen::FrozenView;
use crate::trials::plan::PlanView;
use crate::trials::plan_stash::StashedPlans;
use crate::trials::start::StartStep;
use crate::trials::state::{StateBadge, StateDates};
use crate::trials::stop::StopStep;
use crate::trials::{TrialTabs, plan_draft, use_trial_id};
use crate::{api, fmt};

/// The id of the line that says what has happened.
const NEWS: &str = "trial-news";

/// One trial.
#[component]
pub fn TrialPage() -> impl IntoView {
    let id = use_trial_id();
    let query = use_query(move || {
        let path = address::TRIAL.to(&[&id.get()]);
        async move { api::get::<TrialView>(&path).await }
    });
    let (news, tell) = signal("");
    let title =
        Signal::derive(move || query.here().map_or_else(|| id.get(), |view| view.trial.plan.title));
    let changed = move |words: &'static str| {
        Callback::new(move |view: TrialView| {
            query.put(view);
            say(tell, words);
        })
    };
    let overtaken = Callback::new(move |()| {
        query.again();
        say(
            tell,
            "Not started: somebody has changed the plan since you opened it; look at it again.",
        );
    });
    view! {
        <PageHead title=title trail=IN_TRIALS>
            {move || query.here().map(|view| view! {
                <StateBadge state=view.trial.state.clone()/>
                {view.trial.simulated.then(|| view! { <SimulatedBadge/> })}
                <StopStep view=view stopped=changed("The trial is over. Its report stays readable.")/>
            })}
        </PageHead>
        <TrialTabs trial=id/>
        <p id=NEWS role="status" translate="no" tabindex="-1">{news}</p>
        {show(query, "the trial", move |view| view! {
            <TrialBody
                view=view
                query=query
                started=changed("The trial has begun. Its plan and its texts are frozen.")
                overtaken=overtaken
            />
        })}
    }
}

/// Says what has happened, where the focus goes: the button that was pressed is gone.
fn say(tell: WriteSignal<&'static str>, words: &'static str) {
    tell.set(words);
    request_animation_frame(|| focus(NEWS));
}

#[component]
fn TrialBody(
    view: TrialView,
    query: Query<TrialView>,
    started: Callback<TrialView>,
    overtaken: Callback<()>,
) -> impl IntoView {
    let is_planned = view.trial.state == TrialState::Planned;
    let enrolled = fmt::number_of(view.n_enrolled, "subject", "subjects");
    let may_change = view.cannot_change_plan.is_empty();
    let has_unsaved = plan_draft::kept(Some(view.trial.id.as_str())).is_some();
    let is_editing = RwSignal::new(may_change && has_unsaved);
    // A start freezes what is saved, so it waits until nothing is unsaved.
    let planned = StoredValue::new(is_planned.then(|| view.clone()));
    let start = move || {
        let view = planned.get_value().filter(|_| !is_editing.get());
        view.map(|view| view! { <StartStep view=view started=started overtaken=overtaken/> })
    };
    view! {
        <StateDates state=view.trial.state.clone()/>
        {(!is_planned).then(|| view! { <p>{enrolled} " enrolled."</p> })}
        {start}
        <FrozenView trial=view.trial.clone()/>
        {(!is_planned).then(|| view! { <AuditCard trial=view.trial.id.to_string()/> })}
        <PlanPart view=view query=query is_editing=is_editing/>
    }
}

/// The plan, to read or, while it may change, to edit.
#[component]
fn PlanPart(view: TrialView, query: Query<TrialView>, is_editing: RwSignal<bool>) -> impl IntoView {
    let may_change = view.cannot_change_plan.is_empty();
    let refusals = view.cannot_change_plan.clone();
    move || {
        if is_editing.get() {
            return view! { <EditPlan view=view.clone() query=query is_open=is_editing/> }
                .into_any();
        }
        let why_not = refusals
            .iter()
            .map(|refusal| fmt::sentence(&refusal.message))
            .collect::<Vec<_>>()
            .join(" ");
        view! {
            <PlanView plan=view.trial.plan.clone()/>
            {may_change.then(|| view! {
                <StashedPlans view=view.clone() is_editing=is_editing/>
                <div class="buttons">
                    <button type="button" class="button" on:click=move |_| is_editing.set(true)>"Change the plan"</button>
                </div>
            })}
            {(!may_change).then(|| view! { <p class="aside">{why_not}</p> })}
        }
        .into_any()
    }
}

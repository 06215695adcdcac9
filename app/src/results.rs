//! The results of a trial, live: the verdict, the cleanup board, the burden board, and what makes
//! the numbers trustworthy. Nothing is computed here; the report comes from the server as a whole.

use leptos::prelude::*;
use leptos_router::components::A;
use trial::TrialState;
use trial::report::Report;
use wire::address;
use wire::trials::TrialView;

use self::breakdowns::BreakdownCard;
use self::burden::BurdenBoard;
use self::cleanup::CleanupBoard;
use self::guardrails::GuardrailCard;
use self::looks::LooksCard;
use self::newest::Newest;
use self::planned_look::PlannedLookCard;
use self::save::FilesOf;
use self::trust::TrustCard;
use self::verdict::VerdictCard;
use crate::live::{Connection, ConnectionBadge, use_report};
use crate::page::{IN_TRIALS, PageHead, SimulatedBadge};
use crate::query::{show, use_query};
use crate::trials::{StateBadge, TrialTabs, use_trial_id};
use crate::{api, paths};

pub mod baseline;
mod breakdowns;
mod burden;
mod chart;
mod chart_view;
mod cleanup;
pub mod forest;
pub mod forest_table;
mod guardrails;
mod looks;
pub mod method;
mod newest;
mod one_page;
mod planned_look;
pub mod reader;
pub mod row;
#[cfg(test)]
pub mod sample;
pub mod save;
pub mod svg;
pub mod table;
mod trust;
mod verdict;

pub use one_page::OnePageReport;

/// The results of the trial in the address.
#[component]
pub fn ResultsPage() -> impl IntoView {
    let id = use_trial_id();
    move || view! { <TrialResults id=id.get()/> }
}

#[component]
fn TrialResults(id: String) -> impl IntoView {
    let (live, connection) = use_report(id.clone());
    let newest = Newest::of(live);
    files_named_after(newest);
    let path = address::TRIAL.to(&[&id]);
    let trial = use_query(move || {
        let path = path.clone();
        async move { api::get::<TrialView>(&path).await }
    });
    let title = Signal::derive(move || {
        let from_report = newest.with(|report| report.trial.plan.title.clone());
        from_report.or_else(|| trial.here().map(|view| view.trial.plan.title)).unwrap_or_default()
    });
    // Nothing is live before the start; that the connection is lost is worth saying all the same.
    let is_planned = newest.derive(|report| report.trial.state == TrialState::Planned);
    let has_news = Memo::new(move |_| !is_planned.get() || connection.get() != Connection::Live);
    let one_page = paths::one_page(&id);
    view! {
        <PageHead title=title trail=IN_TRIALS>
            <Badges newest=newest/>
            {move || has_news.get().then(|| view! { <ConnectionBadge connection=connection/> })}
            <div class="buttons"><A href=one_page attr:class="button">"One-page report"</A></div>
        </PageHead>
        <TrialTabs trial=id/>
        // A browser that translates takes the texts out of the page, and they would stand still.
        <div class="live" translate="no">
            {show(trial, "the trial", move |_| view! { <Boards newest=newest/> })}
        </div>
    }
}

/// Names saved files after the trial, and says where its subjects are simulated.
fn files_named_after(newest: Newest) {
    let name = newest.derive(|report| {
        let simulated = if report.trial.simulated { "simulated " } else { "" };
        format!("{simulated}{}", report.trial.id)
    });
    provide_context(FilesOf(name));
}

#[component]
fn Badges(newest: Newest) -> impl IntoView {
    let state = newest.derive(|report| Some(report.trial.state.clone()));
    let is_simulated = newest.derive(|report| report.trial.simulated);
    view! {
        {move || state.get().map(|state| view! { <StateBadge state=state/> })}
        {move || is_simulated.get().then(|| view! { <SimulatedBadge/> })}
    }
}

/// What there is to show, as far as the trial has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    /// No report has arrived yet.
    #[default]
    Waiting,
    /// The trial has not started.
    Planned,
    /// It has, and nobody is enrolled.
    Empty,
    /// There are subjects.
    Enrolled,
}

impl Stage {
    fn of(report: &Report) -> Stage {
        let n_enrolled: u64 = report.arms.iter().map(|arm| arm.enrolled).sum();
        match (&report.trial.state, n_enrolled) {
            (TrialState::Planned, _) => Stage::Planned,
            (_, 0) => Stage::Empty,
            _ => Stage::Enrolled,
        }
    }
}

/// What the verdict rests on: the looks, or the rule from before there were any.
#[component]
fn DecidingCard(newest: Newest) -> impl IntoView {
    let has_looks = newest.derive(|report| report.looks.is_some());
    move || match has_looks.get() {
        true => view! { <LooksCard newest=newest/> }.into_any(),
        false => view! { <PlannedLookCard newest=newest/> }.into_any(),
    }
}

#[component]
fn Boards(newest: Newest) -> impl IntoView {
    let stage = newest.derive(Stage::of);
    move || {
        match stage.get() {
        Stage::Waiting => view! { <p class="waiting" role="status">"Waiting for the first report…"</p> }.into_any(),
        Stage::Planned => view! {
            <p class="nothing-yet">"The trial has not started. Start it on its plan; the results appear here as they come in."</p>
        }
        .into_any(),
        Stage::Empty => view! {
            <VerdictCard newest=newest/>
            <p class="nothing-yet">"Nobody is enrolled yet. The quarantine system enrols subjects; the boards fill as they come in."</p>
        }
        .into_any(),
        Stage::Enrolled => view! {
            <VerdictCard newest=newest/>
            <div class="boards">
                <CleanupBoard newest=newest/>
                <BurdenBoard newest=newest/>
            </div>
            <GuardrailCard newest=newest/>
            <DecidingCard newest=newest/>
            <TrustCard newest=newest/>
            <BreakdownCard newest=newest/>
        }
        .into_any(),
    }
    }
}

//! One page for managers, to be printed: the question, the answer, the rates, what must not get
//! worse, and the hash of the plan. It takes the newest report and then stands still no longer than
//! the results do.

use leptos::prelude::*;
use trial::report::{Report, Role};

use super::baseline::NO_NOTICE;
use super::burden::rows::line;
use super::chart;
use super::chart_view::ChartView;
use super::cleanup::rows;
use super::files_named_after;
use super::forest::Forest;
use super::forest_table::ForestTable;
use super::newest::Newest;
use super::table::FigureTable;
use super::verdict::Reasons;
use crate::fmt;
use crate::live::use_report;
use crate::page::{IN_TRIALS, PageHead, SimulatedBadge};
use crate::trials::{StateBadge, use_trial_id};

/// The page of the trial in the address.
#[component]
pub fn OnePageReport() -> impl IntoView {
    let id = use_trial_id();
    let (live, _) = use_report(Signal::derive(move || id.get()));
    let newest = Newest::of(live);
    files_named_after(newest);
    let title = newest.derive(|report| report.trial.plan.title.clone());
    let state = newest.derive(|report| Some(report.trial.state.clone()));
    let is_simulated = newest.derive(|report| report.trial.simulated);
    let is_here = newest.derive(|_| true);
    let print = move |_| {
        // A browser that cannot print says so itself.
        let _ = window().print();
    };
    view! {
        <PageHead title=title trail=IN_TRIALS>
            {move || state.get().map(|state| view! { <StateBadge state=state/> })}
            {move || is_simulated.get().then(|| view! { <SimulatedBadge/> })}
            <div class="buttons"><button type="button" class="button" on:click=print>"Print"</button></div>
        </PageHead>
        {move || match is_here.get() {
            false => view! { <p class="waiting" role="status">"Waiting for the first report…"</p> }.into_any(),
            true => view! { <Sheet newest=newest/> }.into_any(),
        }}
    }
}

/// What is printed.
#[component]
fn Sheet(newest: Newest) -> impl IntoView {
    let hypothesis = newest.derive(|report| report.trial.plan.hypothesis.clone());
    let sentence = newest.derive(|report| report.verdict.sentence.clone());
    view! {
        <article class="one-page" translate="no">
            <section class="card verdict" aria-labelledby="verdict">
                <div>
                    <h2 id="verdict">{move || sentence.get()}</h2>
                    <Reasons newest=newest/>
                </div>
            </section>
            <p>"Expected before the start: " {move || hypothesis.get()}</p>
            <section aria-label="Cleanup">
                <ChartView
                    label=Signal::stored("Curves of confirmed cleanup; the rates are in the table.".to_owned())
                    readings=newest.derive(rows::curve_readings)
                    // Paper is white, whatever the screen is.
                    draw=move |_| newest.with(|report| chart::cleanup(report, &chart::Inks::on(false)))
                />
                <FigureTable
                    caption="Clean by the horizon, and the time until it was confirmed, as known now"
                    columns=newest.derive(rows::rate_columns)
                    rows=newest.derive(rows::rates)
                />
                <p class="aside">{NO_NOTICE.sentence()}</p>
            </section>
            <section aria-label="The plan’s metrics">
                <ForestTable forest=newest.derive(in_plan) caption=Signal::stored("What the plan names, arm against control, as known now".to_owned())/>
            </section>
            <p class="known-at">{newest.derive(foot)}</p>
        </article>
    }
}

/// The primary metric and the guardrails of every arm that is compared.
fn in_plan(report: &Report) -> Forest {
    let several = report.arms.len() > 2;
    let is_named = |role| matches!(role, Role::Primary | Role::Guardrail);
    let rows = report.comparisons.iter().filter(|row| is_named(row.role));
    let lines = rows.map(|row| {
        let mut line = line(row);
        if several {
            line.label = format!("{}, {}", line.label, row.arm);
        }
        line
    });
    Forest {
        of: "In the plan",
        arms: vec!["Arm".to_owned(), format!("{} (control)", report.trial.plan.control)],
        compared: "Arm − control".to_owned(),
        limits: "valid while you watch".to_owned(),
        p: "adjusted p",
        lines: lines.collect(),
        ..Forest::default()
    }
}

/// Whose numbers, as known when, under which plan.
fn foot(report: &Report) -> String {
    let simulated = if report.trial.simulated { "The subjects are simulated. " } else { "" };
    let n: u64 = report.arms.iter().map(|arm| arm.enrolled).sum();
    format!(
        "{simulated}{} enrolled. Data up to {}. Plan {}",
        fmt::number_of(n, "subject", "subjects"),
        fmt::time(report.as_known_at),
        report.plan_hash
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::sample;

    #[test]
    fn the_foot_names_the_plan_by_its_whole_hash_and_says_what_is_simulated() {
        let report = sample::report();
        let foot = foot(&report);
        assert!(
            foot.ends_with(&format!("Plan {}", report.plan_hash)) && report.plan_hash.len() == 64
        );
        assert!(
            foot.starts_with("The subjects are simulated. 8\u{a0}subjects enrolled."),
            "{foot}"
        );
    }

    #[test]
    fn only_what_the_plan_names_is_on_the_page() {
        let lines = in_plan(&sample::report()).lines;
        let labels: Vec<_> = lines.iter().map(|line| line.label.as_str()).collect();
        assert_eq!(labels, ["Clean by the horizon"]);
    }
}

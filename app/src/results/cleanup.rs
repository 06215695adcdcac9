//! The cleanup board: the curves of confirmed cleanup, clean by the horizon, and how subjects ended.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::query_signal_with_options;
use trial::method::Method;
use trial::report::Report;

use super::baseline::NO_NOTICE;
use super::chart;
use super::chart_view::ChartView;
use super::method::HowComputed;
use super::newest::Newest;
use super::table::FigureTable;

mod differences;
pub mod rows;

/// The board.
#[component]
pub fn CleanupBoard(
    /// The newest report.
    newest: Newest,
) -> impl IntoView {
    let in_place = NavigateOptions { replace: true, scroll: false, ..Default::default() };
    let (curves_as, show_curves_as) = query_signal_with_options::<String>("curves", in_place);
    let as_table = Memo::new(move |_| curves_as.get().as_deref() == Some("table"));
    let toggle =
        move |_| show_curves_as.set((!as_table.get_untracked()).then(|| "table".to_owned()));
    view! {
        <section class="card board" aria-labelledby="cleanup">
            <header class="board-head">
                <h2 id="cleanup">"Cleanup"</h2>
                <button type="button" class="button" aria-pressed=move || as_table.get().to_string() on:click=toggle>
                    "Table"
                </button>
            </header>
            {move || match as_table.get() {
                true => view! { <CurveTable newest=newest/> }.into_any(),
                false => view! { <CurveChart newest=newest/> }.into_any(),
            }}
            <CleanupFigures newest=newest/>
        </section>
    }
}

#[component]
fn CurveChart(newest: Newest) -> impl IntoView {
    let label = newest.derive(chart_label);
    let is_empty = newest.derive(|report| report.arms.iter().all(|arm| arm.confirmed == 0));
    view! {
        <ChartView
            label=label
            readings=newest.derive(rows::curve_readings)
            draw=move |is_dark| newest.with(|report| chart::cleanup(report, &chart::Inks::on(is_dark)))
        />
        <AtRisk newest=newest/>
        {move || is_empty.get().then(|| view! {
            <p class="aside">"Nobody is confirmed clean yet: that takes the quiet days after the last sighting."</p>
        })}
        <p class="aside">{NO_NOTICE.sentence()}</p>
    }
}

/// The numbers at risk, below the days of the chart.
#[component]
fn AtRisk(newest: Newest) -> impl IntoView {
    view! {
        <div class="at-risk">
            <FigureTable
                caption="Subjects still followed, by days since enrolment"
                columns=newest.derive(rows::at_risk_columns)
                rows=newest.derive(rows::at_risk)
            />
        </div>
    }
}

#[component]
fn CurveTable(newest: Newest) -> impl IntoView {
    view! {
        <FigureTable
            caption="Confirmed clean by day, with pointwise 95 % limits (single look) and subjects at risk"
            columns=newest.derive(rows::curve_columns)
            rows=newest.derive(rows::curve)
        />
        <p class="aside">{NO_NOTICE.sentence()}</p>
    }
}

#[component]
fn CleanupFigures(newest: Newest) -> impl IntoView {
    let is_compared = newest.derive(|report| report.arms.len() > 1);
    view! {
        <FigureTable
            caption="Arm against control, as known now"
            columns=newest.derive(differences::columns)
            rows=newest.derive(differences::rows)
        />
        {move || (!is_compared.get()).then(|| view! { <p class="note">"There is no second arm to compare with."</p> })}
        <FigureTable
            caption="Clean by the horizon, and the time until it was confirmed, as known now"
            columns=newest.derive(rows::rate_columns)
            rows=newest.derive(rows::rates)
        />
        <p class="aside">{newest.derive(definition)}</p>
        <FigureTable
            caption="How subjects ended, as known now"
            columns=newest.derive(rows::ending_columns)
            rows=newest.derive(rows::endings)
        />
        {move || newest.with(nobody_yet).flatten().map(|sentence| view! { <p class="aside">{sentence}</p> })}
        <HowComputed methods=newest.derive(methods)/>
    }
}

/// How the board's numbers are computed, those that hold while one watches first.
fn methods(report: &Report) -> Vec<Method> {
    let watched = [Method::Sequence, Method::AnytimeLogRank];
    let arms = report.arms.iter().flat_map(|arm| {
        let told = arm.computed;
        [told.rate, told.bounds, told.curve, told.median, told.restricted_mean]
    });
    let differences = report.comparisons.iter().map(|row| row.computed);
    watched.into_iter().chain(arms).chain(differences).collect()
}

/// What the board counts, in the plan's own numbers.
fn definition(report: &Report) -> String {
    let (h, q) = (report.trial.plan.horizon_days, report.trial.plan.quiet_days);
    let confirmed_by = h + q;
    format!(
        "Clean by day {h} means: no sighting after it, then {q} observable days. The curves show \
         confirmed cleanup, so they begin after {q} days. The rates by day {h} with their limits, and \
         the share with no notice, stand at day {confirmed_by}, when the last of them can be \
         confirmed. Limits of rates, medians and means are a single look: they do not hold for \
         watching every day. Worst and best count those without an answer as not clean and as clean."
    )
}

/// Why the rates are empty, while they are.
fn nobody_yet(report: &Report) -> Option<String> {
    let plan = &report.trial.plan;
    let is_empty = report.arms.iter().all(|arm| arm.clean_by_horizon.count.n() == 0);
    is_empty.then(|| {
        format!(
            "Nobody is counted yet: a subject counts {} days after enrolment ({} to the horizon, \
             {} quiet days, 2 for late reports).",
            plan.horizon_days + plan.quiet_days + 2,
            plan.horizon_days,
            plan.quiet_days
        )
    })
}

/// The chart in words, for those who do not see it.
fn chart_label(report: &Report) -> String {
    let ends = report.arms.iter().filter_map(|arm| {
        let last = arm.curve.last()?;
        Some(format!("{} {:.0} % by day {:.0}", arm.arm, last.share * 100.0, last.day))
    });
    let ends: Vec<_> = ends.collect();
    format!(
        "Curves of confirmed cleanup by days since enrolment: {}. The same numbers are in the table.",
        ends.join(", ")
    )
}

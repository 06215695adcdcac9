//! Can these numbers be trusted: the flow of subjects, which reports arrived, what the checks say,
//! and what is not resolved.

use leptos::prelude::*;
use trial::method::Method;
use trial::report::Report;

use super::method::HowComputed;
use super::newest::Newest;
use super::table::FigureTable;
use crate::fmt;
use coverage_view::Coverage;

mod checks;
mod coverage;
mod coverage_view;
mod flow;

/// The card below the boards.
#[component]
pub fn TrustCard(
    /// The newest report.
    newest: Newest,
) -> impl IntoView {
    let complete = newest.derive(|report| match report.watermark {
        Some(day) => format!("Every required report is in, or given up, up to {}.", fmt::day(day)),
        None => "No day is complete yet.".to_owned(),
    });
    view! {
        <section class="card trust" aria-labelledby="trust">
            <h2 id="trust">"Can these numbers be trusted?"</h2>
            <Warnings newest=newest/>
            <div class="trust-parts">
                <div>
                    <FigureTable
                        caption="Who got where"
                        columns=newest.derive(flow::columns)
                        rows=newest.derive(flow::rows)
                    />
                </div>
                <div>
                    <Coverage newest=newest/>
                    <p class="aside">{move || complete.get()}</p>
                </div>
                <div>
                    <FigureTable
                        caption="Checks"
                        columns=Signal::stored(checks::columns())
                        rows=newest.derive(checks::rows)
                    />
                    <Periods newest=newest/>
                </div>
            </div>
            <HowComputed methods=newest.derive(methods)/>
        </section>
    }
}

/// Why a number may be wrong, the gravest first.
#[component]
fn Warnings(newest: Newest) -> impl IntoView {
    let warnings = newest.derive(|report| report.health.warnings.clone());
    let list = move || {
        let all = warnings.get();
        (!all.is_empty()).then(|| view! {
            <div class="note note-warning">
                <ul>{all.into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}</ul>
            </div>
        })
    };
    view! { {list} }
}

/// The times within which the trial ran under one plan.
#[component]
fn Periods(newest: Newest) -> impl IntoView {
    view! {
        <FigureTable
            caption="Periods"
            columns=newest.derive(checks::period_columns)
            rows=newest.derive(checks::periods)
        />
    }
}

fn methods(report: &Report) -> Vec<Method> {
    let watched = report.health.sample_ratio.iter().map(|check| check.computed);
    watched.chain([Method::ChiSquare]).collect()
}

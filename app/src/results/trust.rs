//! Can these numbers be trusted: who got where, which reports arrived, and what is missing.

use leptos::prelude::*;

use self::coverage::{SHOWN_DAYS, Strip};
use super::newest::Newest;
use super::table::FigureTable;
use crate::fmt;

mod coverage;
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
            <div class="trust-parts">
                <FigureTable
                    caption="Who got where"
                    columns=newest.derive(flow::columns)
                    rows=newest.derive(flow::rows)
                />
                <div>
                    <Coverage newest=newest/>
                    <p class="aside">{move || complete.get()}</p>
                </div>
            </div>
        </section>
    }
}

#[component]
fn Coverage(newest: Newest) -> impl IntoView {
    let strips = newest.derive(coverage::strips);
    let missing = newest.derive(coverage::missing_sentence);
    view! {
        <h3>{format!("Feed coverage, the newest {SHOWN_DAYS} days")}</h3>
        <For each=move || 0..strips.with(Vec::len) key=|nth| *nth let(nth)>
            <CoverageRow strip=Signal::derive(move || {
                strips.with(|all| all.get(nth).cloned().unwrap_or_default())
            })/>
        </For>
        <p class="coverage-legend">
            <span><span class="cell delivered"></span>"delivered"</span>
            <span><span class="cell empty"></span>"confirmed empty"</span>
            <span><span class="cell missing"></span>"missing"</span>
            <span><span class="cell awaited"></span>"may still come"</span>
        </p>
        {move || missing.get().map(|sentence| view! { <p class="note note-warning">{sentence}</p> })}
    }
}

#[component]
fn CoverageRow(strip: Signal<Strip>) -> impl IntoView {
    let cell = move |nth: usize| {
        let day = Memo::new(move |_| {
            strip.with(|strip| strip.days.get(nth).cloned().unwrap_or_default())
        });
        view! {
            <span
                class=move || day.with(|day| format!("cell {}", day.class))
                title=move || day.with(|day| day.text.clone())
            ></span>
        }
    };
    view! {
        <div class="strip">
            <span class="strip-feed">{move || strip.with(|strip| strip.feed.clone())}</span>
            <span class="strip-cells" role="img" aria-label=move || strip.with(|strip| strip.text.clone())>
                <For each=move || 0..strip.with(|strip| strip.days.len()) key=|nth| *nth let(nth)>
                    {cell(nth)}
                </For>
            </span>
        </div>
    }
}

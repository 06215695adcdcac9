//! Feed coverage as strips of days, read by arrow keys and by pointing, with their table.

use leptos::prelude::*;

use super::coverage::{self, SHOWN_DAYS, Strip};
use crate::results::newest::Newest;
use crate::results::reader::{Reader, Reading};
use crate::results::table::FigureTable;

/// A strip a feed, its legend, and what missing days cost.
#[component]
pub fn Coverage(
    /// The newest report.
    newest: Newest,
) -> impl IntoView {
    let strips = newest.derive(coverage::strips);
    let missing = newest.derive(coverage::missing_sentence);
    let provisional = newest.derive(coverage::provisional_sentence);
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
            <span><span class="cell delivered provisional"></span>"provisional"</span>
        </p>
        <details class="how">
            <summary>"The coverage as a table"</summary>
            <FigureTable
                caption="Feed coverage by day"
                columns=newest.derive(coverage::columns)
                rows=newest.derive(coverage::rows)
            />
        </details>
        {move || missing.get().map(|sentence| view! { <p class="note note-warning">{sentence}</p> })}
        {move || provisional.get().map(|sentence| view! { <p class="aside">{sentence}</p> })}
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
                data-nth=nth
                class=move || day.with(|day| format!("cell {}", day.class))
                class:provisional=move || day.with(|day| day.is_provisional)
                title=move || day.with(|day| day.text.clone())
            ></span>
        }
    };
    let reader = Reader::of(Signal::derive(move || {
        strip.with(|strip| strip.days.iter().map(|day| day.text.clone()).collect())
    }));
    let label = move || strip.with(|strip| format!("Days of {}, read by arrow keys", strip.feed));
    view! {
        <div class="strip">
            <span class="strip-feed">{move || strip.with(|strip| strip.feed.clone())}</span>
            <div
                class="readable"
                role="group"
                tabindex="0"
                aria-label=label
                on:keydown=move |event| reader.key(&event)
                on:pointerover=move |event| reader.point(&event)
            >
                <span class="strip-cells" role="img" aria-label=move || strip.with(|strip| strip.text.clone())>
                    <For each=move || 0..strip.with(|strip| strip.days.len()) key=|nth| *nth let(nth)>
                        {cell(nth)}
                    </For>
                </span>
            </div>
            <Reading reader=reader/>
        </div>
    }
}

//! The primary metric within kinds of subject: exploratory, with small counts left out.

use leptos::prelude::*;
use trial::method::Method;
use trial::report::{Breakdown, BrokenDownBy, Rate, Report};

use super::burden::rows::rate_cell;
use super::method::HowComputed;
use super::newest::Newest;
use super::row::{Cell, Row};
use super::table::FigureTable;

/// The card of breakdowns.
#[component]
pub fn BreakdownCard(
    /// The newest report.
    newest: Newest,
) -> impl IntoView {
    let n_ways = newest.derive(|report| report.breakdowns.len());
    let note = newest.derive(|report| {
        report.breakdowns.first().map(|breakdown| breakdown.note.clone()).unwrap_or_default()
    });
    view! {
        <section class="card" aria-labelledby="breakdowns">
            <h2 id="breakdowns">"Breakdowns " <span class="badge">"exploratory"</span></h2>
            <p class="aside">{move || note.get()}</p>
            <div class="trust-parts">
                <For each=move || 0..n_ways.get() key=|nth| *nth let(nth)>
                    <div><BreakdownTable newest=newest nth=nth/></div>
                </For>
            </div>
            <HowComputed methods=Signal::stored(vec![Method::Suppression, Method::Wilson])/>
        </section>
    }
}

#[component]
fn BreakdownTable(newest: Newest, nth: usize) -> impl IntoView {
    let caption =
        newest.derive(move |report| report.breakdowns.get(nth).map(caption).unwrap_or_default());
    let of = move |read: fn(&Report, &Breakdown) -> Vec<Row>| {
        newest.derive(move |report| {
            report.breakdowns.get(nth).map(|breakdown| read(report, breakdown)).unwrap_or_default()
        })
    };
    let is_empty = newest.derive(move |report| {
        report.breakdowns.get(nth).is_none_or(|breakdown| breakdown.rows.is_empty())
    });
    view! {
        <FigureTable caption=caption columns=newest.derive(columns) rows=of(|_, breakdown| rows(breakdown))/>
        {move || is_empty.get().then(|| view! { <p class="aside">"Nobody counts yet, so there is nothing to break down."</p> })}
    }
}

fn caption(breakdown: &Breakdown) -> String {
    let by = match breakdown.by {
        BrokenDownBy::DeviceKind => "kind of device",
        BrokenDownBy::NthQuarantine => "how often the line was quarantined",
        BrokenDownBy::ExitRoute => "how the garden was left",
    };
    let hidden = match breakdown.n_suppressed {
        0 => String::new(),
        1 => ", 1 kind not shown".to_owned(),
        n => format!(", {n} kinds not shown"),
    };
    format!("{} by {by}{hidden}", breakdown.metric.label())
}

fn columns(report: &Report) -> Vec<String> {
    let arms = report.arms.iter().map(|arm| arm.arm.to_string());
    std::iter::once("Subjects".to_owned()).chain(arms).collect()
}

/// A row a kind of subject; a count that is not shown says so.
fn rows(breakdown: &Breakdown) -> Vec<Row> {
    let cell = |rate: Option<Rate>| rate.map_or_else(|| Cell::plain("not shown"), rate_cell);
    let rows = breakdown.rows.iter();
    rows.map(|row| Row::of(row.group.clone(), row.cells.iter().map(|one| cell(one.rate)).collect()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::sample;

    #[test]
    fn a_count_below_five_is_not_shown_and_the_caption_says_how_many() {
        let report = sample::report();
        let by_device = &report.breakdowns[0];
        assert!(by_device.n_suppressed > 0, "the sample has four subjects an arm: {by_device:?}");
        let cells = rows(by_device).into_iter().flat_map(|row| row.cells);
        assert!(
            cells.clone().count() > 0
                && cells.into_iter().all(|cell| cell == Cell::plain("not shown"))
        );
        assert!(caption(by_device).ends_with("not shown"), "{}", caption(by_device));
    }
}

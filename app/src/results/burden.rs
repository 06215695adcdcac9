//! The burden board: what contacts were about and by which way they came, never blended with
//! cleanup.

use leptos::prelude::*;
use trial::report::Report;

use self::rows::Part;
use super::newest::Newest;
use super::table::FigureTable;

mod rows;

/// The board.
#[component]
pub fn BurdenBoard(
    /// The newest report.
    newest: Newest,
) -> impl IntoView {
    view! {
        <section class="card board" aria-labelledby="burden">
            <header class="board-head">
                <h2 id="burden">"Burden"</h2>
            </header>
            <FigureTable
                caption="What contacts were about"
                columns=newest.derive(rows::columns)
                rows=newest.derive(|report| rows::rows(report, Part::Topics))
            />
            <FigureTable
                caption="How subjects got in touch"
                columns=newest.derive(rows::columns)
                rows=newest.derive(|report| rows::rows(report, Part::Ways))
            />
            {move || newest.with(nobody_yet).flatten().map(|sentence| view! { <p class="aside">{sentence}</p> })}
            <p class="aside">{newest.derive(definition)}</p>
        </section>
    }
}

fn definition(report: &Report) -> String {
    format!(
        "Subjects with at least one such contact within {} days of enrolment, of all whose {0} days \
         are over. Pending: in contact, not coded yet. Calls are not complaints: they can move \
         apart. Differences are a single look.",
        report.trial.plan.burden_days
    )
}

/// Why the rates are empty, while they are.
fn nobody_yet(report: &Report) -> Option<String> {
    let mut cells = report.arms.iter().flat_map(|arm| &arm.burden);
    let is_empty = cells.all(|cell| cell.rate.count.n() == 0);
    is_empty.then(|| {
        let days = report.trial.plan.burden_days;
        format!("Nobody is counted yet: a subject counts {days} days after enrolment.")
    })
}

//! The burden board: what contacts were about and through which channel they came, never blended with
//! cleanup. What holds while one watches is the forest plot; the single look is folded away.

use leptos::prelude::*;
use trial::method::Method;
use trial::report::Report;

use self::rows::BurdenRows;
use super::forest_table::ForestTable;
use super::method::HowComputed;
use super::newest::Newest;
use super::table::FigureTable;

pub mod rows;

/// The heads of the first columns.
const CONTACTS: &str = "Subjects with at least one";
/// See [`CONTACTS`].
const ANSWERS: &str = "Of those who answered";

/// The board.
#[component]
pub fn BurdenBoard(
    /// The newest report.
    newest: Newest,
) -> impl IntoView {
    let n_compared = newest.derive(rows::n_compared);
    let is_single_arm = move || n_compared.get() == 0;
    view! {
        <section class="card board" aria-labelledby="burden">
            <header class="board-head">
                <h2 id="burden">"Burden"</h2>
            </header>
            <For each=move || 0..n_compared.get() key=|nth| *nth let(nth)>
                <ForestPart newest=newest nth=nth/>
            </For>
            <Survey newest=newest/>
            {move || is_single_arm().then(|| view! { <p class="note">"There is no second arm to compare with: only rates can be shown."</p> })}
            {move || newest.with(nobody_yet).flatten().map(|sentence| view! { <p class="aside">{sentence}</p> })}
            <p class="aside">{newest.derive(definition)}</p>
            <SingleLook newest=newest is_open=is_single_arm/>
            <HowComputed methods=newest.derive(methods)/>
        </section>
    }
}

/// The forest plot of one arm.
#[component]
fn ForestPart(newest: Newest, nth: usize) -> impl IntoView {
    let forest = newest.derive(move |report| rows::forest(report, nth));
    let caption = move || {
        forest.with(|forest| {
            format!(
                "{}, every code and every way, valid while you watch, as known now",
                forest.compared
            )
        })
    };
    view! { <ForestTable forest=forest caption=Signal::derive(caption)/> }
}

/// The survey, one forest plot an arm that is compared; a sentence while nobody has answered.
#[component]
fn Survey(newest: Newest) -> impl IntoView {
    let has_survey = newest.derive(rows::has_survey);
    let n_plots = newest.derive(rows::n_compared);
    let plot = move |nth: usize| {
        let forest = newest.derive(move |report| rows::survey_forest(report, nth));
        let caption = move || {
            forest.with(|plot| {
                format!("{}, the survey, valid while you watch, as known now", plot.compared)
            })
        };
        view! { <ForestTable forest=forest caption=Signal::derive(caption)/> }
    };
    move || {
        match has_survey.get() {
        true => view! {
            <For each=move || 0..n_plots.get() key=|nth| *nth let(nth)>{plot(nth)}</For>
            <p class="aside">"The survey counts those who answered a question; what the others would have said nobody knows. It is exploratory."</p>
        }
        .into_any(),
        false => view! { <p class="aside">"Nobody has answered the survey yet."</p> }.into_any(),
    }
    }
}

/// The rates as of now with their pending contacts, and differences that hold for one look.
#[component]
fn SingleLook(newest: Newest, is_open: impl Fn() -> bool + Send + 'static) -> impl IntoView {
    view! {
        <details class="how" open=is_open>
            <summary>"Single look, with pending contacts"</summary>
            <FigureTable
                caption="What contacts were about, single look, as known now"
                columns=newest.derive(|report| rows::columns(CONTACTS, report))
                rows=newest.derive(|report| rows::rows(report, BurdenRows::Topics))
            />
            <FigureTable
                caption="How subjects got in touch, single look, as known now"
                columns=newest.derive(|report| rows::columns(CONTACTS, report))
                rows=newest.derive(|report| rows::rows(report, BurdenRows::Channels))
            />
            <FigureTable
                caption="What the survey says, single look, as known now"
                columns=newest.derive(|report| rows::columns(ANSWERS, report))
                rows=newest.derive(rows::survey)
            />
        </details>
    }
}

fn definition(report: &Report) -> String {
    format!(
        "Subjects with at least one such contact within {} days of enrolment, of those whose {0} \
         days were over when a day closed. Squares are in the plan, circles are exploratory; filled \
         means that the row stands out after adjusting for all rows. Calls are not complaints: \
         they can move apart.",
        report.trial.plan.burden_days
    )
}

fn methods(report: &Report) -> Vec<Method> {
    let shown = report
        .comparisons
        .iter()
        .flat_map(|row| [row.watched.computed, row.adjusted.computed, row.computed]);
    shown.chain([Method::Wilson]).collect()
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

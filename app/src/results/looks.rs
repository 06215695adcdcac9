//! Looks of the primary metric: what each counted, and how far it was from deciding. A look never
//! changes, so its numbers are told apart from those as known now.

mod rows;

use leptos::prelude::*;
use trial::looks::ComparisonLooks;
use trial::method::Method;
use trial::report::Report;

use super::method::HowComputed;
use super::newest::Newest;
use super::table::FigureTable;

/// So many looks are shown; the others are folded.
const SHOWN: usize = 5;

/// The card of the looks; nothing for a trial that has none.
#[component]
pub fn LooksCard(
    /// The newest report.
    newest: Newest,
) -> impl IntoView {
    let n_compared =
        newest.derive(|report| report.looks.as_ref().map_or(0, |looks| looks.comparisons.len()));
    view! {
        <section class="card board" aria-labelledby="looks">
            <h2 id="looks">"Looks"</h2>
            <FigureTable
                caption="Subjects of the looks"
                columns=Signal::stored(rows::subject_columns())
                rows=newest.derive(rows::subjects)
            />
            <For each=move || 0..n_compared.get() key=|nth| *nth let(nth)>
                <Compared newest=newest nth=nth/>
            </For>
            <p class="aside">
                "A look counts each subject once it is mature, with its outcome as known then, and never changes. The boundary is what z has to pass on that day for the whole trial to be wrong in at most 5\u{a0}% of cases, however often one looks."
            </p>
            <HowComputed methods=Signal::stored(vec![Method::Looks])/>
        </section>
    }
}

/// The looks of one arm against the control.
#[component]
fn Compared(newest: Newest, nth: usize) -> impl IntoView {
    let of = move |read: fn(&ComparisonLooks) -> Vec<super::row::Row>| {
        newest.derive(move |report| nth_of(report, nth).map(read).unwrap_or_default())
    };
    let sentence = newest.derive(move |report| {
        let looking = report.trial.plan.looks.unwrap_or_default();
        nth_of(report, nth).map(|one| rows::sentence(one, looking)).unwrap_or_default()
    });
    let columns =
        newest.derive(move |report| nth_of(report, nth).map(rows::columns).unwrap_or_default());
    let caption = newest.derive(move |report| {
        let words = |one: &ComparisonLooks| format!("Looks of {} against {}", one.arm, one.control);
        nth_of(report, nth).map(words).unwrap_or_default()
    });
    let n_looks = newest.derive(move |report| nth_of(report, nth).map_or(0, rows::n_looks));
    let newest_looks = of(|one| rows::newest(one, SHOWN));
    let earlier = of(|one| rows::earlier(one, SHOWN));
    let older = Signal::derive(move || format!("{}, earlier ones", caption.get()));
    view! {
        <p>{move || sentence.get()}</p>
        {move || (n_looks.get() > 0).then(|| view! {
            <FigureTable caption=caption columns=columns rows=newest_looks/>
        })}
        {move || (n_looks.get() > SHOWN).then(|| view! {
            <details>
                <summary>{move || format!("All {} looks", n_looks.get())}</summary>
                <FigureTable caption=older columns=columns rows=earlier/>
            </details>
        })}
    }
}

fn nth_of(report: &Report, nth: usize) -> Option<&ComparisonLooks> {
    report.looks.as_ref()?.comparisons.get(nth)
}

//! The guardrails of the plan: what must not get worse by more than its margin, arm by arm, by the
//! limits that hold while one watches.

use leptos::prelude::*;
use trial::looks::{GuardState, GuardrailLooks, Looks};
use trial::method::Method;
use trial::report::{Comparison, Guarded, Report};

use super::burden::rows::line;
use super::forest::{Forest, ForestRow};
use super::forest_table::ForestTable;
use super::method::HowComputed;
use super::newest::Newest;
use super::row::Cell;
use crate::fmt;

/// The card of the guardrails.
#[component]
pub fn GuardrailCard(
    /// The newest report.
    newest: Newest,
) -> impl IntoView {
    let plot = newest.derive(forest);
    let has_any = Memo::new(move |_| plot.with(|plot| !plot.lines.is_empty()));
    let methods = newest.derive(|_| vec![Method::Guardrail, Method::Sequence]);
    view! {
        <section class="card board" aria-labelledby="guardrails">
            <h2 id="guardrails">"Guardrails"</h2>
            {move || match has_any.get() {
                false => view! { <p class="aside">{newest.derive(why_none)}</p> }.into_any(),
                true => view! {
                    <ForestTable forest=plot caption=Signal::stored("What must not get worse, arm against control, as known now".to_owned())/>
                    <p class="aside">"The broken line is the margin: kept when the limits stay on its near side, breached when they are all beyond it."</p>
                    <HowComputed methods=methods/>
                }
                .into_any(),
            }}
        </section>
    }
}

/// Why there is no row.
fn why_none(report: &Report) -> String {
    if report.trial.plan.guardrails.is_empty() {
        "The plan names nothing that must not get worse.".to_owned()
    } else {
        "There is no second arm to compare with, so no guardrail can be watched.".to_owned()
    }
}

/// A row a guardrail and arm, with its margin and how it stands.
fn forest(report: &Report) -> Forest {
    let plan = &report.trial.plan;
    let several = plan.arms.len() > 2;
    let guarded = report.comparisons.iter().filter_map(|row| Some((row, row.guarded?)));
    let lines = guarded.map(|(row, guarded)| {
        let since = report.looks.as_ref().and_then(|looks| since(looks, row));
        guardrail_line(row, guarded, since, several)
    });
    Forest {
        of: "Must not get worse",
        arms: vec!["Arm".to_owned(), format!("{} (control)", plan.control)],
        compared: "Arm − control".to_owned(),
        limits: "valid while you watch".to_owned(),
        more: vec!["Margin".to_owned(), "State".to_owned()],
        lines: lines.collect(),
        ..Forest::default()
    }
}

/// Since when the looks say what they say of a guardrail, where it has a day.
fn since(looks: &Looks, row: &Comparison) -> Option<String> {
    let is_it = |rail: &&GuardrailLooks| rail.arm == row.arm && rail.metric == row.metric;
    match looks.guardrails.iter().find(is_it)?.state {
        GuardState::Kept { since } => Some(format!("at the look of {}", fmt::day(since))),
        GuardState::Breached { since } => Some(format!("since {}", fmt::day(since))),
        GuardState::Open { n_to_code } => Some(format!("{n_to_code} to code")),
        GuardState::Worse | GuardState::NotSettled => None,
    }
}

fn guardrail_line(
    row: &Comparison,
    guarded: Guarded,
    since: Option<String>,
    several: bool,
) -> ForestRow {
    let plain = line(row);
    let wants_more = row.metric.wanted().is_some_and(|wanted| wanted.gain(1.0) > 0.0);
    let margin = if wants_more { -guarded.margin } else { guarded.margin };
    ForestRow {
        label: if several { format!("{}, {}", plain.label, row.arm) } else { plain.label },
        margin: Some(margin),
        more: vec![
            Cell::plain(fmt::points(margin)),
            Cell::with(guarded.state.words(), since.unwrap_or_default()),
        ],
        p: None,
        stands_out: false,
        ..plain
    }
}

#[cfg(test)]
mod tests {
    use trial::report::{GuardrailState, Metric};

    use super::*;
    use crate::results::sample;

    fn guarded(metric_is_cleanup: bool) -> Forest {
        let mut report = sample::report();
        let row = report
            .comparisons
            .iter_mut()
            .find(|row| (row.metric == Metric::CleanByHorizon) == metric_is_cleanup)
            .unwrap();
        row.guarded = Some(Guarded { margin: 0.05, state: GuardrailState::NotSettled });
        forest(&report)
    }

    #[test]
    fn a_guardrail_shows_its_counts_its_margin_and_its_state() {
        let lines = guarded(false).lines;
        assert_eq!(lines.len(), 1);
        assert_eq!((lines[0].label.as_str(), lines[0].shares.len()), ("Complaint", 2));
        let expected = [Cell::plain("+5.0\u{a0}points"), Cell::plain("not settled yet")];
        assert_eq!(lines[0].more, expected);
    }

    #[test]
    fn where_more_is_better_the_margin_is_on_the_other_side() {
        assert_eq!(guarded(true).lines[0].margin, Some(-0.05));
    }

    #[test]
    fn without_a_guardrail_the_card_says_that_the_plan_names_none() {
        let report = sample::report();
        assert!(forest(&report).lines.is_empty());
        assert!(why_none(&report).starts_with("The plan names nothing"), "{}", why_none(&report));
    }
}

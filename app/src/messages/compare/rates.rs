//! Cleanup and complaints of the two texts, where they are arms of a trial: counts and intervals as
//! the trial's report has them.

use content::{DocumentId, Slug};
use leptos::prelude::*;
use leptos_router::components::A;
use trial::report::{ArmReport, BurdenMetric, Rate, Report};
use trial::{Trial, TrialState};
use wire::address::{REPORT, TRIALS};
use wire::trials::TrialView;

use crate::api::{self, ApiError};
use crate::arm_style::{ArmMark, ArmStyle};
use crate::fmt::{count, percent, share_range};
use crate::page::SimulatedBadge;
use crate::paths;
use crate::query::{show, use_query};

/// No more reports than these are read.
const MOST: usize = 3;

/// The rates of two documents in every trial that compares them; nothing while no trial does.
#[component]
pub fn TrialRates(
    /// The documents, first and second.
    ids: [DocumentId; 2],
    /// The blocks that differ.
    factors: Vec<String>,
) -> impl IntoView {
    let variants = [ids[0].variant.clone(), ids[1].variant.clone()];
    let query = use_query(move || reports(ids.clone()));
    show(query, "the rates", move |reports: Vec<Report>| {
        let rates = |report: Report| {
            let beyond = beyond_plan(&report.trial.plan.may_differ, &factors);
            view! { <Rates report=report variants=variants.clone() beyond=beyond/> }
        };
        reports.into_iter().map(rates).collect_view()
    })
}

/// The reports of the trials in which both documents are arms, real ones first.
async fn reports([first, second]: [DocumentId; 2]) -> Result<Vec<Report>, ApiError> {
    if first.message != second.message || first.variant == second.variant {
        return Ok(Vec::new());
    }
    let mut trials: Vec<TrialView> = api::list(&TRIALS.to(&[])).await?;
    trials.retain(|view| compares(&view.trial, &first, &second));
    trials.sort_by_key(|view| view.trial.simulated);
    let mut reports = Vec::new();
    for view in trials.iter().take(MOST) {
        reports.push(api::get(&REPORT.to(&[&view.trial.id])).await?);
    }
    Ok(reports)
}

fn compares(trial: &Trial, first: &DocumentId, second: &DocumentId) -> bool {
    let has = |id: &DocumentId| arm_of(trial, &id.variant).is_some();
    trial.plan.message == first.message
        && !matches!(trial.state, TrialState::Planned)
        && has(first)
        && has(second)
}

fn arm_of<'a>(trial: &'a Trial, variant: &Slug) -> Option<&'a trial::ArmName> {
    let serves = |arm: &&trial::Arm| {
        arm.variant.as_ref().is_some_and(|served| served.to_string() == variant.as_ref())
    };
    trial.plan.arms.iter().find(serves).map(|arm| &arm.name)
}

/// The rates of both arms in one trial.
#[component]
fn Rates(
    /// The trial's report.
    report: Report,
    /// The variants, first and second.
    variants: [Slug; 2],
    /// What differs although the plan does not say so.
    beyond: Option<String>,
) -> impl IntoView {
    let to = paths::results(&report.trial.id);
    let title = report.trial.plan.title.to_string();
    let label = format!("Rates of {}", report.trial.id);
    let horizon = report.trial.plan.horizon_days;
    let row = |variant: &Slug| {
        let name = arm_of(&report.trial, variant)?;
        let arm = report.arms.iter().find(|arm| arm.arm == *name)?;
        let style = ArmStyle::of(&report.trial.plan, name);
        Some(view! {
            <tr>
                <th scope="row"><ArmMark style=style/>" "{name.to_string()}</th>
                <td>{rate_words(&arm.clean_by_horizon)}</td>
                <td>{complaints(arm).map(rate_words)}</td>
            </tr>
        })
    };
    let rows = variants.iter().filter_map(row).collect_view();
    view! {
        <section class="card" aria-label=label>
            <h2>
                <A href=to>{title}</A>
                " "
                {report.trial.simulated.then(|| view! { <SimulatedBadge/> })}
            </h2>
            <div class="table-scroll">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Arm"</th>
                            <th scope="col">{format!("Clean at {horizon} days")}</th>
                            <th scope="col">"Complaints"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {beyond.map(|words| view! { <p class="note note-warning">{words}</p> })}
            <p class="aside">"Single look, 95\u{a0}% intervals. The verdict is on the trial's page."</p>
        </section>
    }
}

/// What differs although the plan says which blocks may (rule X-01).
fn beyond_plan(may_differ: &[String], factors: &[String]) -> Option<String> {
    let beyond: Vec<_> =
        factors.iter().filter(|factor| !may_differ.contains(factor)).map(String::as_str).collect();
    let says_so = !may_differ.is_empty() && !beyond.is_empty();
    says_so.then(|| {
        let (planned, beyond) = (may_differ.join(", "), beyond.join(", "));
        format!("The plan lets {planned} differ, but so do {beyond} (X-01): a difference in outcome may be due to those.")
    })
}

fn complaints(arm: &ArmReport) -> Option<&Rate> {
    let row = arm.burden.iter().find(|cell| cell.metric == BurdenMetric::Complaint);
    row.map(|cell| &cell.rate)
}

/// `59 of 68, 86.8 % (76.7 to 92.9 %)`.
fn rate_words(rate: &Rate) -> String {
    let (x, n) = (rate.count.x(), rate.count.n());
    let range =
        rate.interval.map(|interval| format!(" ({})", share_range(interval.low, interval.high)));
    format!("{}, {}{}", count(x, n), percent(x, n), range.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn what_differs_beyond_the_plan_is_named() {
        let said = beyond_plan(&names(&["verify"]), &names(&["lead", "verify"]));
        assert!(said.is_some_and(|said| said.contains("so do lead (X-01)")));
        assert_eq!(beyond_plan(&names(&["verify"]), &names(&["verify"])), None);
        assert_eq!(beyond_plan(&[], &names(&["lead"])), None, "the plan lets any block differ");
    }
}

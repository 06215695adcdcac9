//! Cleanup and complaints of the two texts, where they are arms of a trial: counts and intervals as
//! the trial's report has them.

use content::Slug;
use leptos::prelude::*;
use leptos_router::components::A;
use trial::report::{ArmReport, BurdenMetric, Rate, Report};
use trial::{Trial, TrialState};
use wire::address::{REPORT, TRIALS};
use wire::trials::TrialView;

use super::side::Text;
use crate::api::{self, ApiError};
use crate::fmt::{count, percent, share_range};
use crate::mark::{Mark, VariantMark};
use crate::page::SimulatedBadge;
use crate::place;

/// No more reports than these are read.
const MOST: usize = 3;

/// The reports of the trials in which both texts are arms, real ones first.
///
/// # Errors
/// See [`ApiError`].
pub async fn reports(first: &Text, second: &Text) -> Result<Vec<Report>, ApiError> {
    let mut trials: Vec<TrialView> = api::list(&TRIALS.to(&[])).await?;
    trials.retain(|view| {
        first.id.message == second.id.message && compares(&view.trial, first, second)
    });
    trials.sort_by_key(|view| view.trial.simulated);
    let mut reports = Vec::new();
    for view in trials.iter().take(MOST) {
        reports.push(api::get(&REPORT.to(&[&view.trial.id])).await?);
    }
    Ok(reports)
}

fn compares(trial: &Trial, first: &Text, second: &Text) -> bool {
    let has = |variant: &Slug| arm_of(trial, variant).is_some();
    trial.plan.message == first.id.message.as_ref()
        && !matches!(trial.state, TrialState::Planned)
        && first.id.variant != second.id.variant
        && has(&first.id.variant)
        && has(&second.id.variant)
}

fn arm_of<'a>(trial: &'a Trial, variant: &Slug) -> Option<&'a trial::ArmName> {
    let serves = |arm: &&trial::Arm| {
        arm.variant.as_ref().is_some_and(|served| served.to_string() == variant.as_ref())
    };
    trial.plan.arms.iter().find(serves).map(|arm| &arm.name)
}

/// The rates of both arms in one trial.
#[component]
pub fn Rates(
    /// The trial's report.
    report: Report,
    /// The variants, first and second.
    variants: [Slug; 2],
) -> impl IntoView {
    let to = place::results(&report.trial.id);
    let title = report.trial.plan.title.to_string();
    let horizon = report.trial.plan.horizon_days;
    let row = |variant: &Slug| {
        let name = arm_of(&report.trial, variant)?;
        let arm = report.arms.iter().find(|arm| arm.arm == *name)?;
        let mark = Mark::of(&report.trial.plan, name);
        Some(view! {
            <tr>
                <th scope="row"><VariantMark mark=mark/>" "{name.to_string()}</th>
                <td>{rate_words(&arm.clean_by_horizon)}</td>
                <td>{complaints(arm).map(rate_words)}</td>
            </tr>
        })
    };
    let rows = variants.iter().filter_map(row).collect_view();
    view! {
        <section class="card" aria-label="Rates">
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
            <p class="aside">"Single look, 95\u{a0}% intervals. The verdict is on the trial's page."</p>
        </section>
    }
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

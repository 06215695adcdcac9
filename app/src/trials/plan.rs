//! A plan to read.

use leptos::prelude::*;
use trial::{Arm, Plan, PlanDraft};

use crate::arm_style::{ArmMark, ArmStyle};
use crate::fmt;
use crate::page::WideTable;
use crate::trials::channel::channel_label;
use crate::trials::facts::facts;

/// The plan of a trial.
#[component]
pub fn PlanView(
    /// The plan.
    plan: Plan,
) -> impl IntoView {
    let feeds = plan.required_feeds.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let days = |n: u32| fmt::number_of(n.into(), "day", "days");
    view! {
        <section class="card" aria-labelledby="plan-question">
            <h2 id="plan-question">"The question"</h2>
            <dl class="facts">
                <dt>"Hypothesis"</dt>
                <dd class="plan-prose">{plan.hypothesis.clone()}</dd>
                <dt>"Message"</dt>
                <dd>{plan.message.to_string()} ", in " {plan.locale.to_string()} " unless the subscriber’s language is known"</dd>
                <dt>"Horizon"</dt>
                <dd>{days(plan.horizon_days)}</dd>
                <dt>"Quiet time"</dt>
                <dd>{days(plan.quiet_days)} " without a sighting confirm a cleanup"</dd>
                <dt>"Contacts count for"</dt>
                <dd>{days(plan.burden_days)}</dd>
                <dt>"Required feeds"</dt>
                <dd>{feeds}</dd>
            </dl>
        </section>
        <ArmTable plan=plan.clone()/>
        <MeasureView plan=plan/>
    }
}

/// What is measured, on whom, and how large the trial is to be.
#[component]
fn MeasureView(plan: Plan) -> impl IntoView {
    let facts = facts(&PlanDraft::from(plan), 0);
    let is_new = |field: &str| MEASURES.contains(&field);
    let fact = |(field, value): (String, String)| {
        let empty = if field == "Blocks that may differ" { "Any" } else { "None" };
        let value = if value.is_empty() { empty.to_owned() } else { value };
        view! { <dt>{field}</dt> <dd class="plan-prose">{value}</dd> }
    };
    view! {
        <section class="card" aria-labelledby="plan-measures">
            <h2 id="plan-measures">"What is measured"</h2>
            <dl class="facts">
                {facts.into_iter().filter(|(field, _)| is_new(field)).map(fact).collect_view()}
            </dl>
        </section>
    }
}

/// The fields of the plan that are shown as they are compared.
const MEASURES: [&str; 7] = [
    "Primary metric",
    "Guardrails",
    "Balanced within",
    "Blocks that may differ",
    "Size",
    "Smallest count shown in breakdowns",
    "Ethics note",
];

#[component]
fn ArmTable(plan: Plan) -> impl IntoView {
    let total: u32 = plan.weights().iter().sum();
    let row = |arm: &Arm| {
        let style = ArmStyle::of(&plan, &arm.name);
        let is_control = arm.name == plan.control;
        view! { <ArmRow arm=arm.clone() style=style is_control=is_control total=total/> }
    };
    let rows = plan.arms.iter().map(row).collect_view();
    view! {
        <section class="card" aria-labelledby="plan-arms-read">
            <h2 id="plan-arms-read">"Arms"</h2>
            <WideTable label="Arms">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Arm"</th>
                            <th scope="col">"Variant"</th>
                            <th scope="col">"Channels"</th>
                            <th scope="col">"Quarantine"</th>
                            <th scope="col" class="number">"Share"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </WideTable>
        </section>
    }
}

#[component]
fn ArmRow(arm: Arm, style: ArmStyle, is_control: bool, total: u32) -> impl IntoView {
    let channels: Vec<&str> = arm.channels.iter().map(|channel| channel_label(*channel)).collect();
    let variant =
        arm.variant.map_or_else(|| "No message".to_owned(), |variant| variant.to_string());
    let share = format!("{} of {total}", arm.weight);
    view! {
        <tr>
            <th scope="row">
                <ArmMark style=style/>
                " "
                {arm.name.to_string()}
                {is_control.then(|| view! { " " <span class="badge">"Control"</span> })}
            </th>
            <td>{variant}</td>
            <td>{if channels.is_empty() { "None".to_owned() } else { channels.join(", ") }}</td>
            <td>{if arm.quarantined { "Yes" } else { "No" }}</td>
            <td class="number">{share}</td>
        </tr>
    }
}

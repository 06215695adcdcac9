//! What the lint says about the text, in the order of the text.

use content::{Finding, Fix, Weight, line_column};
use leptos::prelude::*;

use super::desk::Desk;
use crate::fmt::{number_of, sentence};

/// The pane with the findings.
#[component]
pub fn FindingsPane(
    /// The document.
    desk: Desk,
) -> impl IntoView {
    let list = move || {
        desk.assessment.with(|text| {
            let entry = |finding: &Finding| {
                let (line, _) = line_column(&text.source, finding.span.start);
                view! { <Entry desk=desk finding=finding.clone() line=line/> }
            };
            text.findings.iter().map(entry).collect_view()
        })
    };
    view! {
        <section class="pane findings-pane" id="pane-findings" aria-label="Findings">
            <div class="pane-bar"><Count desk=desk/></div>
            <ul class="findings">{list}</ul>
        </section>
    }
}

#[component]
fn Count(desk: Desk) -> impl IntoView {
    let n = Memo::new(move |_| desk.assessment.with(|text| text.findings.len()));
    let badge = move |weight: Weight, one: &'static str, many: &'static str| {
        let n = Memo::new(move |_| desk.assessment.with(|text| text.n_findings(weight)));
        move || {
            let words = number_of(n.get() as u64, one, many);
            (n.get() > 0).then(|| view! { <span class=badge_class(weight)>{words}</span> })
        }
    };
    let words = move || match n.get() {
        0 => "No findings".to_owned(),
        n => number_of(n as u64, "finding", "findings"),
    };
    view! {
        <p class="findings-count" id="findings-count" aria-live="polite">
            <strong>{words}</strong>
            " "
            {badge(Weight::Error, "error", "errors")}
            " "
            {badge(Weight::Warning, "warning", "warnings")}
        </p>
    }
}

#[component]
fn Entry(desk: Desk, finding: Finding, line: u32) -> impl IntoView {
    let span = finding.span;
    let fix = finding.fix.map(|fix| view! { <FixButton desk=desk fix=fix/> });
    view! {
        <li class="finding">
            <h2>
                <span class=badge_class(finding.weight)>
                    <span class="visually-hidden">{weight_word(finding.weight)}" "</span>
                    {finding.rule}
                </span>
                " "
                {sentence(&finding.message)}
            </h2>
            <p>{sentence(&finding.why)}</p>
            <p class="aside">{finding.source}</p>
            <div class="buttons">
                {fix}
                <button type="button" class="button button-link" on:click=move |_| desk.go_to(span)>
                    "Line "
                    {line}
                </button>
            </div>
        </li>
    }
}

#[component]
fn FixButton(desk: Desk, fix: Fix) -> impl IntoView {
    let label = fix.label.clone();
    view! {
        <button type="button" class="button button-link" on:click=move |_| desk.mend(fix.clone())>{label}</button>
    }
}

const fn badge_class(weight: Weight) -> &'static str {
    match weight {
        Weight::Error => "badge badge-bad",
        Weight::Warning => "badge badge-warning",
        Weight::Information => "badge badge-info",
    }
}

const fn weight_word(weight: Weight) -> &'static str {
    match weight {
        Weight::Error => "Error",
        Weight::Warning => "Warning",
        Weight::Information => "Information",
    }
}

//! Findings of the parser and the lint, in the order of the text.

use content::{Finding, Weight, line_column};
use leptos::prelude::*;

use super::state::EditorState;
use crate::fmt::{number_of, sentence};
use crate::query::Remote;

/// A finding as the list shows it. Its place is asked for when somebody goes there, so that the list
/// stays as it is while letters move.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    /// Which of the findings it is.
    index: usize,
    weight: Weight,
    rule: String,
    message: String,
    why: String,
    source: String,
    /// The label of the button that applies its fix.
    fix_label: Option<String>,
    line: u32,
}

impl Shown {
    fn of(index: usize, finding: &Finding, source: &str) -> Shown {
        let (line, _) = line_column(source, finding.span.start);
        Shown {
            index,
            weight: finding.weight,
            rule: finding.rule.clone(),
            message: finding.message.clone(),
            why: finding.why.clone(),
            source: finding.source.clone(),
            fix_label: finding.fix.as_ref().map(|fix| fix.label.clone()),
            line,
        }
    }
}

/// The pane with the findings.
#[component]
pub fn FindingsPane(
    /// The document.
    editor: EditorState,
) -> impl IntoView {
    let shown = Memo::new(move |_| {
        editor.assessment.with(|text| {
            let all = text.findings.iter().enumerate();
            all.map(|(index, finding)| Shown::of(index, finding, &text.source)).collect::<Vec<_>>()
        })
    });
    let list = move || {
        let entry = |shown: Shown| view! { <FindingEntry editor=editor shown=shown/> };
        shown.get().into_iter().map(entry).collect_view()
    };
    view! {
        <section class="pane findings-pane" id="pane-findings" aria-label="Findings">
            <div class="pane-bar"><Count editor=editor/></div>
            <Unread editor=editor/>
            <ul class="findings">{list}</ul>
        </section>
    }
}

/// Says that the other texts of the message could not be read, so that nobody takes silence for
/// agreement.
#[component]
fn Unread(editor: EditorState) -> impl IntoView {
    let failed = move || matches!(editor.lint_context.get(), Remote::Failed(_));
    let notice = move || {
        view! {
            <div class="note note-warning">
                <p>"The other channels and languages could not be read, so whether this text agrees with them is not checked (P-02, P-03, D-11)."</p>
                <button type="button" class="button button-link" on:click=move |_| editor.lint_context.again()>
                    "Try again"
                </button>
            </div>
        }
    };
    move || failed().then(notice)
}

#[component]
fn Count(editor: EditorState) -> impl IntoView {
    let n = Memo::new(move |_| editor.assessment.with(|text| text.findings.len()));
    let badge = move |weight: Weight, one: &'static str, many: &'static str| {
        let n = Memo::new(move |_| editor.assessment.with(|text| text.n_findings(weight)));
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
fn FindingEntry(editor: EditorState, shown: Shown) -> impl IntoView {
    let Shown { index, weight, rule, message, why, source, fix_label, line } = shown;
    let finding =
        move || editor.assessment.with_untracked(|text| text.findings.get(index).cloned());
    let go = move |_| {
        if let Some(finding) = finding() {
            editor.go_to(finding.span);
        }
    };
    let apply_fix = move |_| {
        if let Some(fix) = finding().and_then(|finding| finding.fix) {
            editor.fix(fix);
        }
    };
    let fix = fix_label.map(|label| {
        view! { <button type="button" class="button button-link" on:click=apply_fix>{label}</button> }
    });
    view! {
        <li class="finding">
            <h2>
                <span class=badge_class(weight)>
                    <span class="visually-hidden">{weight_word(weight)}" "</span>
                    {rule}
                </span>
                " "
                {sentence(&message)}
            </h2>
            <p>{sentence(&why)}</p>
            <p class="aside">{source}</p>
            <div class="buttons">
                {fix}
                <button type="button" class="button button-link" on:click=go>"Line " {line}</button>
            </div>
        </li>
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

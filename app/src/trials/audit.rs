//! The audit of the assignment: a button that has every row of the log drawn again from the seed,
//! and what came of it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::address;
use wire::audit::{AssignmentAudit, AuditRow};

use crate::api::{self, ApiError};
use crate::fmt;
use crate::page::WideTable;
use crate::query::{Failure, Waiting};

/// How the audit stands.
#[derive(Clone, Debug, PartialEq)]
enum Audit {
    Idle,
    Asking,
    Failed(ApiError),
    Here(AssignmentAudit),
}

/// The card with the button and its answer.
#[component]
pub fn AuditCard(
    /// The trial, started.
    trial: String,
) -> impl IntoView {
    let audit = RwSignal::new(Audit::Idle);
    let path = StoredValue::new(address::TRIAL_AUDIT.to(&[&trial]));
    let ask = move || {
        audit.set(Audit::Asking);
        spawn_local(async move {
            let Some(path) = path.try_get_value() else {
                return;
            };
            let answer = api::get::<AssignmentAudit>(&path).await;
            audit.try_set(answer.map_or_else(Audit::Failed, Audit::Here));
        });
    };
    let answer = move || match audit.get() {
        Audit::Idle => ().into_any(),
        Audit::Asking => view! { <Waiting what="the audit"/> }.into_any(),
        Audit::Failed(error) => view! { <Failure sentence=error.sentence() again=ask/> }.into_any(),
        Audit::Here(audit) => view! { <Answer audit=audit/> }.into_any(),
    };
    view! {
        <section class="card" aria-labelledby="audit">
            <h2 id="audit">"Assignment"</h2>
            <p class="aside">"Every row of the log is drawn again from the sealed seed: each subject has to have got the arm that the seed gives to its number, and no number may be missing or used twice."</p>
            <div class="buttons">
                <button type="button" class="button" disabled=move || audit.get() == Audit::Asking on:click=move |_| ask()>"Audit the assignment"</button>
            </div>
            <div role="status" translate="no">{answer}</div>
        </section>
    }
}

#[component]
fn Answer(audit: AssignmentAudit) -> impl IntoView {
    let class = if audit.is_intact { "note note-good" } else { "note note-bad" };
    let row = |row: AuditRow| {
        let subject = row.subject.map_or_else(|| "none".to_owned(), |subject| subject.to_string());
        view! {
            <tr>
                <th scope="row">{format!("{} {}", row.stratum, row.ordinal)}</th>
                <td>{subject}</td>
                <td>{fmt::sentence(&row.problem)}</td>
            </tr>
        }
    };
    let words = words(&audit);
    let findings = (!audit.findings.is_empty()).then(|| {
        view! {
            <WideTable label="Rows that do not agree">
                <table>
                    <thead><tr><th scope="col">"Draw"</th><th scope="col">"Subject"</th><th scope="col">"What is wrong"</th></tr></thead>
                    <tbody>{audit.findings.into_iter().map(row).collect_view()}</tbody>
                </table>
            </WideTable>
        }
    });
    view! {
        <p class=class>{words}</p>
        {findings}
    }
}

/// What came of it, in a sentence or two.
fn words(audit: &AssignmentAudit) -> String {
    let rows = fmt::number_of(audit.n_enrolments, "row", "rows");
    let seed = match audit.keeps_commitment {
        true => "The seed is the one that was committed to at the start.",
        false => "The seed is not the one that was committed to at the start.",
    };
    match audit.n_findings {
        0 if audit.is_intact => {
            format!("The log is intact: {rows} drawn again, all as recorded. {seed}")
        }
        0 => format!("The log cannot be trusted: {rows} drawn again. {seed}"),
        n => {
            let wrong = fmt::number_of(n, "row does", "rows do");
            format!("The log is not intact: of {rows} drawn again, {wrong} not agree. {seed}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn audit(n_findings: u64, keeps_commitment: bool) -> AssignmentAudit {
        AssignmentAudit {
            trial: "t".parse().unwrap(),
            seed_commitment: "0".repeat(64),
            keeps_commitment,
            n_enrolments: 127,
            is_intact: keeps_commitment && n_findings == 0,
            n_findings,
            findings: Vec::new(),
        }
    }

    #[test]
    fn an_intact_log_says_how_many_rows_were_drawn_again() {
        let words = words(&audit(0, true));
        assert!(words.starts_with("The log is intact: 127\u{a0}rows drawn again"), "{words}");
    }

    #[test]
    fn another_seed_or_another_row_is_never_called_intact() {
        assert!(words(&audit(0, false)).starts_with("The log cannot be trusted"));
        assert!(words(&audit(2, true)).contains("2\u{a0}rows do not agree"));
    }
}

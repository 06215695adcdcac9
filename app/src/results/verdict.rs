//! The verdict in one sentence, with its reasons.

use leptos::prelude::*;

use super::newest::Newest;
use crate::fmt;

/// The card on top of the results.
#[component]
pub fn VerdictCard(
    /// The newest report.
    newest: Newest,
) -> impl IntoView {
    let sentence = newest.derive(|report| report.verdict.sentence.clone());
    let reasons = newest.derive(|report| report.verdict.reasons.clone());
    let known_at = newest.derive(|report| format!("Data up to {}", fmt::time(report.as_known_at)));
    let reason =
        move |nth: usize| move || reasons.with(|all| all.get(nth).cloned().unwrap_or_default());
    view! {
        <section class="card verdict" aria-labelledby="verdict">
            <h2 id="verdict">{move || sentence.get()}</h2>
            <ul>
                <For each=move || 0..reasons.with(Vec::len) key=|nth| *nth let(nth)>
                    <li>{reason(nth)}</li>
                </For>
            </ul>
            <p class="known-at">{move || known_at.get()}</p>
        </section>
    }
}

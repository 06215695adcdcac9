//! Frozen at the start: the plan and the texts by their hashes, and the commitment to the seed.

use leptos::prelude::*;
use trial::trial::Frozen;
use trial::{Trial, TrialState};

use crate::fmt;
use crate::page::WideTable;
use crate::trials::channel::channel_label;

/// The frozen revisions and the commitment; nothing before the start.
#[component]
pub fn FrozenView(
    /// The trial.
    trial: Trial,
) -> impl IntoView {
    let hash = trial.plan.hash();
    let opened = matches!(trial.state, TrialState::Stopped { .. });
    trial.seed_commitment.map(|commitment| {
        let sealed = match opened {
            true => "The trial is over, so the seed is revealed: anybody can check that it matches this hash and that every arm was drawn from it.",
            false => "The seed from which arms are drawn is sealed. When the trial stops, anybody can check that it matches this hash and that every arm was drawn from it.",
        };
        view! {
            <section class="card" aria-labelledby="frozen">
                <h2 id="frozen">"Frozen at the start"</h2>
                <FrozenTable frozen=trial.frozen/>
                <p>"Plan: "<code>{hash}</code></p>
                <p>"Commitment to the seed: "<code>{commitment}</code></p>
                <p class="aside">{sealed}</p>
            </section>
        }
    })
}

#[component]
fn FrozenTable(frozen: Vec<Frozen>) -> impl IntoView {
    view! {
        <WideTable label="Frozen texts">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Arm"</th>
                        <th scope="col">"Channel"</th>
                        <th scope="col">"Language"</th>
                        <th scope="col">"Revision"</th>
                        <th scope="col">"Review"</th>
                    </tr>
                </thead>
                <tbody>{frozen.into_iter().map(|frozen| view! { <FrozenRow frozen=frozen/> }).collect_view()}</tbody>
            </table>
        </WideTable>
    }
}

#[component]
fn FrozenRow(frozen: Frozen) -> impl IntoView {
    let review = match frozen.reviewed {
        true => view! { <span class="badge badge-good">"Approved"</span> },
        false => view! { <span class="badge badge-warning">"Unreviewed"</span> },
    };
    view! {
        <tr>
            <th scope="row">{frozen.arm.to_string()}</th>
            <td>{channel_label(frozen.channel)}</td>
            <td>{frozen.locale}</td>
            <td><code title=frozen.revision.clone()>{fmt::short_hash(&frozen.revision)}</code></td>
            <td>{review}</td>
        </tr>
    }
}

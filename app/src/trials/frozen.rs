//! Frozen at the start: the plan and the texts by their hashes, and the commitment to the seed.

use leptos::prelude::*;
use trial::trial::Frozen;
use trial::{Trial, TrialState};
use wire::trials::WouldFreeze;

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
                <FrozenTable label="Frozen texts" frozen=trial.frozen/>
                <p>"Plan: "<code>{hash}</code></p>
                <p>"Commitment to the seed: "<code>{commitment}</code></p>
                <p class="aside">{sealed}</p>
            </section>
        }
    })
}

/// The texts that a start freezes, with what their reader should know of them before.
#[component]
pub fn TextsToFreeze(
    /// The texts.
    texts: Vec<WouldFreeze>,
) -> impl IntoView {
    let notes = notes(&texts);
    let note = |note: String| view! { <p class="note note-warning">{note}</p> };
    view! {
        <FrozenTable label="Texts to freeze" frozen=texts.into_iter().map(|text| text.text).collect()/>
        {notes.into_iter().map(note).collect_view()}
    }
}

/// What somebody who starts should know: texts that nobody has approved, and texts that were changed
/// since they were approved.
fn notes(texts: &[WouldFreeze]) -> Vec<String> {
    let name = |text: &&WouldFreeze| {
        let Frozen { arm, channel, locale, .. } = &text.text;
        format!("{arm}, {}, {locale}", channel_label(*channel))
    };
    let named = |is_meant: fn(&&WouldFreeze) -> bool| {
        texts.iter().filter(is_meant).map(|text| name(&text)).collect::<Vec<_>>().join("; ")
    };
    let unreviewed = named(|text| !text.text.reviewed);
    let outdated = named(|text| text.another_is_saved);
    let unreviewed = (!unreviewed.is_empty())
        .then(|| format!("No second person has approved these texts: {unreviewed}."));
    let outdated = (!outdated.is_empty())
        .then(|| format!("A newer text is saved, but the approved one is served: {outdated}."));
    unreviewed.into_iter().chain(outdated).collect()
}

#[component]
fn FrozenTable(label: &'static str, frozen: Vec<Frozen>) -> impl IntoView {
    view! {
        <WideTable label=label>
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
            <td>{frozen.locale.to_string()}</td>
            <td><code title=frozen.revision.to_string()>{frozen.revision.short().to_owned()}</code></td>
            <td>{review}</td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(arm: &str, reviewed: bool, another_is_saved: bool) -> WouldFreeze {
        let text = Frozen {
            arm: arm.parse().unwrap(),
            channel: trial::Channel::Garden,
            locale: "en".parse().unwrap(),
            revision: "0".repeat(64).parse().unwrap(),
            reviewed,
        };
        WouldFreeze { text, another_is_saved }
    }

    #[test]
    fn an_approved_text_is_never_called_unreviewed() {
        assert!(notes(&[text("standard", true, false)]).is_empty());
        assert_eq!(
            notes(&[text("standard", true, false), text("improved", false, false)]),
            ["No second person has approved these texts: improved, Garden page, en."]
        );
    }

    #[test]
    fn a_text_that_was_changed_since_its_approval_is_named() {
        assert_eq!(
            notes(&[text("improved", true, true)]),
            ["A newer text is saved, but the approved one is served: improved, Garden page, en."]
        );
    }
}

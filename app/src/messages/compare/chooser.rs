//! Choice of the two texts: saved documents, and the revisions that trials froze.

use content::DocumentId;
use leptos::prelude::*;
use wire::address::{MESSAGES, TRIALS};
use wire::message::MessageSummary;
use wire::trials::TrialView;

use super::side::Side;
use crate::api::{self, ApiError};
use crate::messages::naming::{channel_name, document_name, locale_name};

/// A text that can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Which text.
    pub side: Side,
    /// What the menu says.
    pub label: String,
}

/// Everything that can be chosen: the saved documents, then what trials froze.
///
/// # Errors
/// See [`ApiError`].
pub async fn choices() -> Result<Vec<Choice>, ApiError> {
    let messages: Vec<MessageSummary> = api::list(&MESSAGES.to(&[])).await?;
    let trials: Vec<TrialView> = api::list(&TRIALS.to(&[])).await?;
    let saved = messages.into_iter().flat_map(|message| message.documents).map(|document| {
        let label = document_name(&document.id);
        Choice { side: Side::Saved(document.id), label }
    });
    Ok(saved.chain(trials.iter().flat_map(frozen)).collect())
}

fn frozen(view: &TrialView) -> Vec<Choice> {
    let trial = &view.trial;
    let choice = |frozen: &trial::Frozen| {
        let side = Side::Frozen(frozen.revision.clone());
        let variant = trial.plan.arm(&frozen.arm).and_then(|arm| arm.variant.as_ref())?;
        let channel = channel_name(frozen.channel);
        let language = locale_name(frozen.locale.as_ref());
        let message = &trial.plan.message;
        let label =
            format!("{message}: {variant}, {channel}, {language}, in the trial {}", trial.id);
        Some(Choice { side, label })
    };
    trial.frozen.iter().filter_map(choice).collect()
}

/// What a document is compared with unless somebody says otherwise: another variant of it.
pub fn counterpart(choices: &[Choice], id: &DocumentId) -> Option<Side> {
    let fits = |other: &DocumentId| {
        other.message == id.message
            && other.channel == id.channel
            && other.locale == id.locale
            && other.variant != id.variant
    };
    let found =
        choices.iter().find(|choice| matches!(&choice.side, Side::Saved(other) if fits(other)));
    found.map(|choice| choice.side.clone())
}

/// A menu of everything that can be chosen.
#[component]
pub fn Chooser(
    /// Its name.
    label: &'static str,
    /// What can be chosen.
    choices: Memo<Vec<Choice>>,
    /// What is chosen.
    chosen: Memo<Option<Side>>,
    /// Chooses.
    choose: SignalSetter<Option<String>>,
) -> impl IntoView {
    let option = move |choice: &Choice| {
        let side = choice.side.clone();
        let is_chosen = move || chosen.with(|chosen| chosen.as_ref() == Some(&side));
        view! {
            <option value=choice.side.to_string() prop:selected=is_chosen>{choice.label.clone()}</option>
        }
    };
    let options = move || choices.with(|choices| choices.iter().map(option).collect_view());
    view! {
        <label class="field compare-choice">
            {label}
            <select on:change=move |event| choose.set(Some(event_target_value(&event)))>
                <option value="">"Choose a text"</option>
                {options}
            </select>
        </label>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_compared_with_another_variant_of_its_own_place_and_language() {
        let choice = |id: &str| Choice { side: id.parse().unwrap(), label: String::new() };
        let choices = [
            "m/improved/garden/en",
            "m/standard/email/en",
            "m/standard/garden/nl",
            "m/standard/garden/en",
        ]
        .map(choice);
        let found = counterpart(&choices, &"m/improved/garden/en".parse().unwrap());
        assert_eq!(found, Some(choices[3].side.clone()));
        assert_eq!(counterpart(&choices, &"m/other/garden/de".parse().unwrap()), None);
    }
}

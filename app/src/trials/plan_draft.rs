//! Changes that the form makes to the draft of a plan, and how an unsaved one survives a reload. Plain
//! data: no signal in here.
//!
//! The control is an arm, by its place. While a form is filled in, two arms may have one name for a
//! moment; the name alone would then hand the control from one to the other.

use serde::{Deserialize, Serialize};
use trial::metric::Metric;
use trial::plan::{ArmDraft, Design};
use trial::{Channel, PlanDraft};
use wire::message::MessageSummary;

use crate::{drafts, storage};

/// The feed that a new plan names until somebody names another.
const USUAL_FEED: &str = "darknet";
/// What the keys of unsaved plans begin with.
const PLANS: &str = "stile.plan.";
/// The variant that a new plan takes as its control where a message has it.
const USUAL_CONTROL: &str = "standard";

/// A plan with the usual times and nothing else.
pub fn empty() -> PlanDraft {
    PlanDraft {
        title: String::new(),
        hypothesis: String::new(),
        message: String::new(),
        locale: "en".to_owned(),
        arms: vec![another_arm(), another_arm()],
        control: String::new(),
        horizon_days: 14,
        quiet_days: 7,
        burden_days: 14,
        required_feeds: vec![USUAL_FEED.to_owned()],
        ..PlanDraft::default()
    }
}

/// An arm as it is added: quarantined, of weight 1, its text not chosen.
pub fn another_arm() -> ArmDraft {
    ArmDraft { quarantined: true, weight: 1, ..ArmDraft::default() }
}

/// Changes the arms of a draft, and names the arm that is the control afterwards.
pub fn change_arms(
    draft: &mut PlanDraft,
    control: &mut Option<usize>,
    step: impl FnOnce(&mut PlanDraft, &mut Option<usize>),
) {
    step(draft, control);
    let arm = control.and_then(|place| draft.arms.get(place));
    draft.control = arm.map(|arm| arm.name.clone()).unwrap_or_default();
}

/// The place of the arm that a draft names as its control.
pub fn control_place(draft: &PlanDraft) -> Option<usize> {
    draft.arms.iter().position(|arm| !arm.name.is_empty() && arm.name == draft.control)
}

/// Takes the message; arms that nobody has touched become its first two variants.
pub fn choose_message(
    draft: &mut PlanDraft,
    control: &mut Option<usize>,
    message: &MessageSummary,
) {
    draft.message = message.message.to_string();
    if draft.arms.iter().any(|arm| *arm != another_arm()) {
        return;
    }
    let mut variants = variants_of(message);
    variants.sort_by_key(|variant| variant != USUAL_CONTROL);
    for (index, variant) in variants.into_iter().take(draft.arms.len()).enumerate() {
        choose_variant(draft, index, Some(variant));
    }
    *control = Some(0);
}

/// Gives an arm its variant, or nothing. A name that merely repeats the variant follows it, and an
/// arm without a text has no channels and no page to be quarantined at.
pub fn choose_variant(draft: &mut PlanDraft, index: usize, variant: Option<String>) {
    let Some(arm) = draft.arms.get_mut(index) else {
        return;
    };
    let was_named_after_it = arm.name.is_empty() || Some(&arm.name) == arm.variant.as_ref();
    match &variant {
        Some(_) if arm.channels.is_empty() => {
            arm.channels = vec![Channel::Garden];
            arm.quarantined = true;
        }
        Some(_) => {}
        None => {
            arm.channels.clear();
            arm.quarantined = false;
        }
    }
    arm.variant = variant.clone();
    if was_named_after_it {
        rename_arm(draft, index, variant.unwrap_or_default());
    }
}

/// Renames an arm.
pub fn rename_arm(draft: &mut PlanDraft, index: usize, name: String) {
    if let Some(arm) = draft.arms.get_mut(index) {
        arm.name = name;
    }
}

/// Takes an arm out; a control that goes leaves the choice open.
pub fn remove_arm(draft: &mut PlanDraft, control: &mut Option<usize>, index: usize) {
    if index < draft.arms.len() {
        draft.arms.remove(index);
        *control = match *control {
            Some(place) if place == index => None,
            Some(place) if place > index => Some(place - 1),
            place => place,
        };
    }
}

/// Takes the primary metric. What is expected of another metric is not known from the one before, so
/// the author has to say it.
pub fn choose_primary(draft: &mut PlanDraft, metric: Metric) {
    if draft.primary.metric == metric {
        return;
    }
    draft.primary.metric = metric;
    draft.design.baseline = match metric {
        Metric::CleanByHorizon => Design::default().baseline,
        Metric::Burden(_) => 0.0,
    };
}

/// Adds a channel to an arm or takes it out.
pub fn choose_channel(draft: &mut PlanDraft, index: usize, channel: Channel, chosen: bool) {
    if let Some(arm) = draft.arms.get_mut(index) {
        arm.channels.retain(|other| *other != channel);
        if chosen {
            arm.channels.push(channel);
            arm.channels.sort();
        }
    }
}

/// The variants for which a message has documents, each once.
pub fn variants_of(message: &MessageSummary) -> Vec<String> {
    let mut variants: Vec<String> =
        message.documents.iter().map(|document| document.id.variant.to_string()).collect();
    variants.dedup();
    variants
}

/// Whether a variant of a message has been written for a channel in a locale.
pub fn is_written(message: &MessageSummary, variant: &str, channel: Channel, locale: &str) -> bool {
    message.documents.iter().any(|document| {
        document.id.variant.to_string() == variant
            && document.id.channel.name() == channel.name()
            && document.id.locale.to_string() == locale
    })
}

/// An unsaved plan as this browser keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptPlan {
    /// What was typed.
    pub draft: PlanDraft,
    /// The version of the trial that it changes; `None` for a new plan.
    pub version: Option<u64>,
    /// The place of the control among the arms.
    #[serde(default)]
    pub control: Option<usize>,
}

impl KeptPlan {
    /// A plan whose arms have names of their own.
    pub fn of(draft: PlanDraft, version: Option<u64>) -> KeptPlan {
        let control = control_place(&draft);
        KeptPlan { draft, version, control }
    }
}

/// The unsaved plan of a trial, or of a new one for `None`: that of this tab, or else the newest that
/// a closed tab has left behind, which is this tab's from then on.
pub fn kept(trial: Option<&str>) -> Option<KeptPlan> {
    let subject = subject(trial);
    drafts::own(&subject).or_else(|| adopt(&subject))
}

fn adopt(subject: &str) -> Option<KeptPlan> {
    drafts::expire(PLANS);
    let parsed = |entry: drafts::LeftBehind| {
        Some((serde_json::from_str::<KeptPlan>(&entry.text).ok()?, entry.key))
    };
    let (kept, key) = drafts::left_behind(subject).into_iter().find_map(parsed)?;
    if drafts::keep(subject, &kept).is_ok() {
        storage::remove(&key);
    }
    Some(kept)
}

/// Keeps an unsaved plan. Without storage it lasts as long as the screen.
pub fn keep(trial: Option<&str>, kept: &KeptPlan) {
    let _ = drafts::keep(&subject(trial), kept);
}

/// Forgets an unsaved plan, because it is saved or given up.
pub fn forget(trial: Option<&str>) {
    drafts::forget(&subject(trial));
}

fn subject(trial: Option<&str>) -> String {
    format!("{PLANS}{}", trial.unwrap_or("*new"))
}

#[cfg(test)]
mod tests {
    use trial::metric::BurdenMetric;

    use super::*;

    fn message(variants: &[&str]) -> MessageSummary {
        let document = |variant: &&str| wire::message::DocumentSummary {
            id: format!("iot-infection/{variant}/garden/en").parse().unwrap(),
            headline: "A device".to_owned(),
            saved_at: "2026-11-22T09:40:00Z".parse().unwrap(),
            n_errors: 0,
            n_warnings: 0,
            in_trials: Vec::new(),
        };
        MessageSummary {
            message: "iot-infection".parse().unwrap(),
            documents: variants.iter().map(document).collect(),
        }
    }

    fn filled() -> PlanDraft {
        let mut draft = empty();
        change_arms(&mut draft, &mut None, |draft, control| {
            choose_message(draft, control, &message(&["improved", "standard"]));
        });
        draft
    }

    fn choose(draft: &mut PlanDraft, control: &mut Option<usize>, index: usize, variant: &str) {
        change_arms(draft, control, |draft, _| {
            choose_variant(draft, index, Some(variant.to_owned()));
        });
    }

    #[test]
    fn a_new_plan_needs_only_a_title_and_a_hypothesis_once_its_message_is_chosen() {
        let draft = filled();
        let problems = draft.check().unwrap_err();
        let fields: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["title", "hypothesis"]);
        assert_eq!(draft.control, "standard");
    }

    #[test]
    fn arms_that_somebody_has_filled_in_survive_another_message() {
        let mut draft = filled();
        draft.arms[1].weight = 3;
        let before = draft.arms.clone();
        choose_message(&mut draft, &mut None, &message(&["short"]));
        assert_eq!(draft.arms, before);
    }

    #[test]
    fn the_control_follows_its_arm_when_it_is_renamed() {
        let (mut draft, mut control) = (filled(), Some(0));
        change_arms(&mut draft, &mut control, |draft, _| {
            rename_arm(draft, 0, "as-today".to_owned());
        });
        assert_eq!(draft.control, "as-today");
        change_arms(&mut draft, &mut control, |draft, control| remove_arm(draft, control, 0));
        assert_eq!(draft.control, "");
    }

    #[test]
    fn the_control_stays_its_arm_while_another_arm_has_its_name() {
        let (mut draft, mut control) = (filled(), Some(0));
        choose(&mut draft, &mut control, 1, "standard");
        choose(&mut draft, &mut control, 1, "improved");
        assert_eq!(draft.control, "standard");
        choose(&mut draft, &mut control, 0, "improved");
        choose(&mut draft, &mut control, 0, "standard");
        assert_eq!((draft.control.as_str(), control), ("standard", Some(0)));
    }

    #[test]
    fn the_control_stays_its_arm_when_one_before_it_is_removed() {
        let (mut draft, mut control) = (filled(), Some(1));
        change_arms(&mut draft, &mut control, |draft, control| remove_arm(draft, control, 0));
        assert_eq!((draft.control.as_str(), control), ("improved", Some(0)));
    }

    #[test]
    fn what_is_expected_of_one_metric_is_not_kept_for_another() {
        let mut draft = filled();
        draft.design.baseline = 0.75;
        choose_primary(&mut draft, Metric::CleanByHorizon);
        assert_eq!(draft.design.baseline, 0.75);
        choose_primary(&mut draft, Metric::Burden(BurdenMetric::Complaint));
        assert_eq!(draft.design.baseline, 0.0, "the author has to say");
        choose_primary(&mut draft, Metric::CleanByHorizon);
        assert_eq!(draft.design.baseline, Design::default().baseline);
    }

    #[test]
    fn a_name_that_somebody_gave_stays_when_the_variant_changes() {
        let mut draft = filled();
        rename_arm(&mut draft, 1, "mine".to_owned());
        choose_variant(&mut draft, 1, Some("short".to_owned()));
        assert_eq!(draft.arms[1].name, "mine");
        choose_variant(&mut draft, 0, Some("short".to_owned()));
        assert_eq!(draft.arms[0].name, "short");
    }

    #[test]
    fn an_arm_without_a_text_has_no_channels_and_no_quarantine() {
        let mut draft = filled();
        choose_variant(&mut draft, 1, None);
        assert_eq!(
            (draft.arms[1].channels.as_slice(), draft.arms[1].quarantined),
            ([].as_slice(), false)
        );
        choose_variant(&mut draft, 1, Some("improved".to_owned()));
        assert_eq!(draft.arms[1].channels, [Channel::Garden]);
    }

    #[test]
    fn a_channel_is_named_once_and_in_order() {
        let mut draft = filled();
        choose_channel(&mut draft, 0, Channel::Script, true);
        choose_channel(&mut draft, 0, Channel::Email, true);
        choose_channel(&mut draft, 0, Channel::Email, true);
        choose_channel(&mut draft, 0, Channel::Garden, false);
        assert_eq!(draft.arms[0].channels, [Channel::Email, Channel::Script]);
    }

    #[test]
    fn a_text_is_written_for_its_own_channel_and_locale_only() {
        let message = message(&["improved"]);
        assert!(is_written(&message, "improved", Channel::Garden, "en"));
        assert!(!is_written(&message, "improved", Channel::Garden, "nl"));
        assert!(!is_written(&message, "improved", Channel::Email, "en"));
        assert!(!is_written(&message, "standard", Channel::Garden, "en"));
    }
}

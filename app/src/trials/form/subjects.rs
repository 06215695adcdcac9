//! Subjects and limits: the strata, the blocks that may differ, and why it is right to
//! leave somebody without a notice.

use leptos::prelude::*;
use trial::PlanDraft;
use trial::plan::{ArmDraft, Strata};

use super::state::Form;
use crate::field::{Control, FieldInput, FieldKind, Offered};

const STRATA: [(Strata, &str, &str); 3] = [
    (Strata::None, "none", "All subjects together"),
    (Strata::DeviceKind, "device_kind", "Each kind of device"),
    (Strata::Locale, "locale", "Each language"),
];

/// Strata, blocks, ethics note.
#[component]
pub fn SubjectFields(
    /// The form.
    form: Form,
) -> impl IntoView {
    let is_noted = Memo::new(move |_| form.draft.with(needs_note));
    let note = form.text(
        "ethics_note",
        |draft| Some(&draft.ethics_note),
        |draft, text| draft.ethics_note = text,
    );
    let note = StoredValue::new(note);
    let smallest = form.number("smallest_count", |draft| Some(&mut draft.smallest_count));
    view! {
        <fieldset class="card">
            <legend>"On whom"</legend>
            <div class="plan-fields">
                <Control entry=strata_entry(form) kind=FieldKind::Choice(strata()) label="Balanced within" hint="Arms are drawn so that each kind of subject gets them in the planned shares."/>
                <Control entry=blocks_entry(form) kind=FieldKind::Line label="Blocks that may differ" hint="Their ids with commas between them, for example steps, why. Empty lets every block differ."/>
                <Control entry=smallest kind=FieldKind::Number label="Smallest count shown in breakdowns" hint="A kind of subject with a smaller count is not shown, so that nobody can be told from it."/>
                {move || is_noted.get().then(|| view! {
                    <Control entry=note.get_value() kind=FieldKind::Prose label="Ethics note" hint="An arm gets no notice, or an e-mail only: say why that is right, who agreed, and when it is broken off."/>
                })}
            </div>
        </fieldset>
    }
}

/// Whether the plan has to say why some subjects are told little, or says it already.
fn needs_note(draft: &PlanDraft) -> bool {
    let is_silent =
        |arm: &ArmDraft| arm.channels.iter().all(|channel| *channel == trial::Channel::Email);
    draft.arms.iter().any(is_silent) || !draft.ethics_note.is_empty()
}

fn strata() -> Offered {
    let offered = STRATA.iter().map(|(_, name, words)| ((*name).to_owned(), (*words).to_owned()));
    Signal::stored(offered.collect())
}

fn strata_entry(form: Form) -> FieldInput {
    let name = |draft: &PlanDraft| {
        let chosen = STRATA.iter().find(|(strata, _, _)| *strata == draft.strata);
        chosen.map(|(_, name, _)| (*name).to_owned()).unwrap_or_default()
    };
    form.entry("strata", name, |draft, text| {
        if let Some((strata, _, _)) = STRATA.iter().find(|(_, name, _)| *name == text) {
            draft.strata = *strata;
        }
    })
}

fn blocks_entry(form: Form) -> FieldInput {
    let entry = form.entry(
        "may_differ",
        |draft| draft.may_differ.join(", "),
        |draft, text| draft.may_differ = blocks_of(&text),
    );
    FieldInput { error: form.error_within("may_differ"), ..entry }
}

/// The ids in a text, without what is left empty between two commas. A comma at the end stays an
/// empty id until something follows, so that it can be typed.
fn blocks_of(text: &str) -> Vec<String> {
    let mut ids: Vec<String> = text.split(',').map(|id| id.trim().to_owned()).collect();
    let last = ids.pop().unwrap_or_default();
    ids.retain(|id| !id.is_empty());
    if !last.is_empty() {
        ids.push(last);
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trials::plan_draft::{another_arm, empty};

    #[test]
    fn ids_of_blocks_are_read_whatever_stands_between_the_commas() {
        assert_eq!(blocks_of("steps, why"), ["steps", "why"]);
        assert_eq!(blocks_of(" steps ,, why,"), ["steps", "why"]);
        assert!(blocks_of("  ").is_empty());
    }

    #[test]
    fn a_plan_that_leaves_somebody_without_a_page_is_asked_why() {
        let mut draft = empty();
        for arm in &mut draft.arms {
            arm.channels = vec![trial::Channel::Garden];
        }
        assert!(!needs_note(&draft));
        draft.arms.push(ArmDraft { channels: vec![trial::Channel::Email], ..another_arm() });
        assert!(needs_note(&draft));
    }
}

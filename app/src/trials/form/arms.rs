//! The arms: what each gives, to how many, and which one the others are compared with.

mod channels;

use leptos::prelude::*;
use trial::plan::ArmDraft;
use wire::message::MessageSummary;

use super::state::{Form, field_id, focus};
use crate::field::{Control, FieldInput, FieldKind, Offered};
use crate::trials::plan_draft;
use channels::{ChannelFields, QuarantineField};

/// The most arms that a plan may have.
const MOST_ARMS: usize = 8;

/// The arms and the control.
#[component]
pub fn ArmFields(
    /// The form.
    form: Form,
    /// The messages whose variants are offered.
    messages: StoredValue<Vec<MessageSummary>>,
) -> impl IntoView {
    let error = form.error("arms");
    let n_arms = Memo::new(move |_| form.draft.with(|draft| draft.arms.len()));
    let is_full = move || n_arms.get() >= MOST_ARMS;
    let add = move |_| {
        form.draft.update(|draft| draft.arms.push(plan_draft::another_arm()));
        let last = n_arms.get_untracked().saturating_sub(1);
        request_animation_frame(move || focus(&field_id(&format!("arms[{last}].variant"))));
    };
    view! {
        <fieldset class="card" id=field_id("arms") tabindex="-1">
            <legend>"Arms"</legend>
            <p class="field-hint">"Each subject gets one of them at random and keeps it."</p>
            <div class="plan-arms">
                <For each=move || 0..n_arms.get() key=|index| *index children=move |index| view! { <ArmField form=form messages=messages index=index/> }/>
            </div>
            {move || error.get().map(|error| view! { <p class="field-error">{error}</p> })}
            <div class="plan-fields">
                <button type="button" class="button" id="plan-add-arm" disabled=is_full on:click=add>"Add an arm"</button>
                <Control entry=control_entry(form) kind=FieldKind::Choice(arm_names(form)) label="Control" hint="Every other arm is compared with it."/>
            </div>
        </fieldset>
    }
}

fn control_entry(form: Form) -> FieldInput {
    let input = form.arm_entry(
        "control",
        |_| String::new(),
        |_, control, place| {
            *control = place.parse().ok();
        },
    );
    let place = move || form.control().map(|place| place.to_string()).unwrap_or_default();
    FieldInput { value: Signal::derive(place), ..input }
}

/// The arms by their places: while a form is filled in, two of them may have one name.
fn arm_names(form: Form) -> Offered {
    let entry = |(place, arm): (usize, &ArmDraft)| (place.to_string(), arm.name.clone());
    let is_named = |(_, arm): &(usize, &ArmDraft)| !arm.name.is_empty();
    Signal::derive(move || {
        form.draft.with(|draft| draft.arms.iter().enumerate().filter(is_named).map(entry).collect())
    })
}

#[component]
fn ArmField(form: Form, messages: StoredValue<Vec<MessageSummary>>, index: usize) -> impl IntoView {
    let number = index + 1;
    let error = form.error(&format!("arms[{index}]"));
    let weight = form.number(&format!("arms[{index}].weight"), move |draft| {
        draft.arms.get_mut(index).map(|arm| &mut arm.weight)
    });
    let remove = move |_| {
        form.change_arms(|draft, control| plan_draft::remove_arm(draft, control, index));
        focus("plan-add-arm");
    };
    view! {
        <fieldset class="plan-arm" id=field_id(&format!("arms[{index}]")) tabindex="-1">
            <legend>"Arm " {number}</legend>
            <Control entry=variant_entry(form, index) kind=FieldKind::Choice(variants(form, messages)) label="Variant"/>
            <Control entry=name_entry(form, index) kind=FieldKind::Line label="Name of the arm"/>
            <Control entry=weight kind=FieldKind::Count(100) label="Weight"/>
            <ChannelFields form=form messages=messages index=index/>
            <QuarantineField form=form index=index/>
            {move || error.get().map(|error| view! { <p class="field-error">{error}</p> })}
            <button type="button" class="button" aria-label=format!("Remove arm {number}") on:click=remove>"Remove"</button>
        </fieldset>
    }
}

fn name_entry(form: Form, index: usize) -> FieldInput {
    form.arm_entry(
        &format!("arms[{index}].name"),
        move |draft| draft.arms.get(index).map(|arm| arm.name.clone()).unwrap_or_default(),
        move |draft, _, name| plan_draft::rename_arm(draft, index, name),
    )
}

fn variant_entry(form: Form, index: usize) -> FieldInput {
    form.arm_entry(
        &format!("arms[{index}].variant"),
        move |draft| draft.arms.get(index).and_then(|arm| arm.variant.clone()).unwrap_or_default(),
        move |draft, _, variant| {
            plan_draft::choose_variant(draft, index, (!variant.is_empty()).then_some(variant))
        },
    )
}

/// The variants of the chosen message, and nothing at all.
fn variants(form: Form, messages: StoredValue<Vec<MessageSummary>>) -> Offered {
    Signal::derive(move || {
        let chosen = form.draft.with(|draft| draft.message.clone());
        let variants = messages.with_value(|messages| {
            messages
                .iter()
                .find(|m| m.message.to_string() == chosen)
                .map(plan_draft::variants_of)
                .unwrap_or_default()
        });
        let nothing = (String::new(), "No message".to_owned());
        variants.into_iter().map(|variant| (variant.clone(), variant)).chain([nothing]).collect()
    })
}

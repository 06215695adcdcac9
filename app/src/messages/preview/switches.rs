//! The switches over the frames: which devices, for whom, and how they show pages.

use content::library::Persona;
use leptos::prelude::*;

use super::choices::{Choices, Key};
use super::device::{Device, FormFactor};
use super::device_set::{fitting, names};
use super::devices::REQUIRED;
use super::view_settings::{Colours, Switch, TextSize};
use crate::messages::menu::Menu;

/// The switches over the frames.
#[component]
pub fn Switches(
    /// What the reader has chosen.
    choices: Choices,
) -> impl IntoView {
    view! {
        <DeviceMenu choices=choices/>
        <ViewSwitches choices=choices/>
    }
}

/// The same switches for one device at a time.
#[component]
pub fn SingleSwitches(
    /// What the reader has chosen.
    choices: Choices,
) -> impl IntoView {
    let option = move |device: &'static Device| {
        let is_chosen = move || choices.devices.get().devices().first() == Some(&device);
        view! { <option value=device.id prop:selected=is_chosen>{device.name}</option> }
    };
    let options = fitting(choices.channel).map(option).collect_view();
    let choose = move |event| choices.set(Key::Devices, event_target_value(&event));
    view! {
        <select aria-label="Device" on:change=choose>{options}</select>
        <ViewSwitches choices=choices/>
    }
}

#[component]
fn ViewSwitches(choices: Choices) -> impl IntoView {
    let settings = choices.view_settings;
    view! {
        {choice(choices, Key::Theme, "Colours that the device asks for", move || settings.get().theme)}
        <PersonaChoice choices=choices/>
        {choice::<TextSize>(choices, Key::Text, "Text size", move || settings.get().text)}
        {choice::<Colours>(choices, Key::Colours, "Colours that the reader sees", move || settings.get().colours)}
    }
}

/// What the choices do to the frames, and what every frame does.
#[component]
pub fn Effects(
    /// What the reader has chosen.
    choices: Choices,
) -> impl IntoView {
    let effects = move || {
        let sentence = |effect| view! { <p>{effect}</p> };
        choices.view_settings.get().effects().into_iter().map(sentence).collect_view()
    };
    view! {
        <div class="effects aside" aria-live="polite">
            <p>"No frame runs scripts, sends forms, opens windows or follows links."</p>
            {effects}
        </div>
    }
}

fn choice<S: Switch>(
    choices: Choices,
    key: Key,
    label: &'static str,
    chosen: impl Fn() -> S + Copy + Send + Sync + 'static,
) -> AnyView {
    let option = |choice: &S| view! { <option value=choice.word()>{choice.label()}</option> };
    view! {
        <select
            aria-label=label
            on:change=move |event| choices.set(key, event_target_value(&event))
            prop:value=move || chosen().word()
        >
            {S::ALL.iter().map(option).collect_view()}
        </select>
    }
    .into_any()
}

#[component]
fn PersonaChoice(choices: Choices) -> impl IntoView {
    let option = move |persona: &Persona| {
        let id = persona.id;
        let is_chosen = move || choices.persona.get() == id;
        view! { <option value=id prop:selected=is_chosen>{persona.label}</option> }
    };
    let options =
        choices.personas.with_value(|personas| personas.iter().map(option).collect_view());
    let choose = move |event| choices.set(Key::Persona, event_target_value(&event));
    view! { <select aria-label="Persona" on:change=choose>{options}</select> }
}

#[component]
fn DeviceMenu(choices: Choices) -> impl IntoView {
    let label =
        Signal::derive(move || format!("Devices: {}", choices.devices.get().devices().len()));
    let all: Vec<_> = fitting(choices.channel).collect();
    let required: Vec<_> =
        all.iter().copied().filter(|device| REQUIRED.contains(&device.id)).collect();
    let show = move |devices: Vec<&'static Device>, words: &'static str| {
        (devices.len() > 1).then(|| {
            let set = names(&devices);
            let show = move |_| choices.set(Key::Devices, set.clone());
            view! { <button type="button" class="menu-item" on:click=show>{words}</button> }
        })
    };
    let kind = move |kind: FormFactor| view! { <FormFactorGroup choices=choices kind=kind/> };
    view! {
        <Menu label=label close_on_choice=false>
            {show(required, "Show those that approval needs")}
            {show(all, "Show all of them")}
            {FormFactor::ALL.into_iter().map(kind).collect_view()}
        </Menu>
    }
}

#[component]
fn FormFactorGroup(choices: Choices, kind: FormFactor) -> impl IntoView {
    let devices: Vec<_> = fitting(choices.channel).filter(|device| device.kind == kind).collect();
    let choice = move |device: &'static Device| {
        let toggle = move |_| {
            choices.set(Key::Devices, choices.devices.get_untracked().toggled(device));
        };
        let is_shown = move || choices.devices.get().has(device);
        view! {
            <label class="choice menu-item">
                <input type="checkbox" prop:checked=is_shown on:change=toggle/>
                {device.name}
            </label>
        }
    };
    (!devices.is_empty()).then(|| {
        view! {
            <fieldset class="menu-group">
                <legend>{kind.name()}</legend>
                {devices.into_iter().map(choice).collect_view()}
            </fieldset>
        }
    })
}

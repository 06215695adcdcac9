//! The page on the chosen devices, and the switches above them.

use content::library::Persona;
use leptos::prelude::*;

use super::desk::Desk;
use super::device_frame::DeviceFrame;
use super::devices::{DEVICES, Device};
use super::full_size::{FullSize, FullSizeDialog};
use super::menu::Menu;
use super::preview::Preview;
use super::switches::PreviewTheme;

/// The pane with the previews.
#[component]
pub fn PreviewPane(
    /// The document.
    desk: Desk,
    /// What is shown.
    preview: Preview,
) -> impl IntoView {
    let full_size = FullSize::closed();
    let frames = move || preview.devices.get().devices().to_vec();
    view! {
        <section class="pane preview-pane" id="pane-preview" aria-label="Preview">
            <div class="pane-bar">
                <DeviceMenu preview=preview/>
                <ThemeChoice preview=preview/>
                <PersonaChoice preview=preview/>
            </div>
            <div class="frames">
                <For each=frames key=|device| device.id children=move |device| {
                    let open = move |_| full_size.open(device);
                    view! {
                        <div class="frame-place">
                            <DeviceFrame desk=desk preview=preview device=device scale_percent=device.scale_percent/>
                            <button type="button" class="button button-link" on:click=open>
                                "Open at full size"
                                <span class="visually-hidden">" of "{device.name}</span>
                            </button>
                        </div>
                    }
                }/>
            </div>
            <FullSizeDialog desk=desk preview=preview full_size=full_size/>
        </section>
    }
}

#[component]
fn DeviceMenu(preview: Preview) -> impl IntoView {
    let label =
        Signal::derive(move || format!("Devices: {}", preview.devices.get().devices().len()));
    let choice = move |device: &'static Device| {
        let toggle =
            move |_| preview.set_devices.set(Some(preview.devices.get_untracked().toggled(device)));
        let is_shown = move || preview.devices.get().has(device);
        view! {
            <label class="choice menu-item">
                <input type="checkbox" prop:checked=is_shown on:change=toggle/>
                {device.name}
            </label>
        }
    };
    view! {
        <Menu label=label close_on_choice=false>
            <fieldset>
                <legend class="visually-hidden">"Devices"</legend>
                {DEVICES.iter().map(choice).collect_view()}
            </fieldset>
        </Menu>
    }
}

#[component]
fn ThemeChoice(preview: Preview) -> impl IntoView {
    let choose = move |event| preview.set_theme.set(event_target_value(&event).parse().ok());
    view! {
        <select aria-label="Colours of the preview" on:change=choose prop:value=move || preview.theme.get().name()>
            <option value=PreviewTheme::Light.name()>"Light"</option>
            <option value=PreviewTheme::Dark.name()>"Dark"</option>
        </select>
    }
}

#[component]
fn PersonaChoice(preview: Preview) -> impl IntoView {
    let choose = move |event| preview.set_persona.set(Some(event_target_value(&event)));
    let option = move |persona: &Persona| {
        let id = persona.id;
        let is_chosen = move || preview.persona.get() == id;
        view! { <option value=id prop:selected=is_chosen>{persona.label}</option> }
    };
    let options =
        preview.personas.with_value(|personas| personas.iter().map(option).collect_view());
    view! {
        <select aria-label="Persona" on:change=choose>{options}</select>
    }
}

//! What the previews show now: the page of the chosen persona, the devices and the theme. The
//! choices stand in the address, so that a link shows a colleague the same.

use content::library::{Persona, personas};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::query_signal_with_options;

use super::desk::Desk;
use super::switches::{DeviceSet, PreviewTheme, persona_named};

/// What the previews show. It can be copied.
#[derive(Clone, Copy)]
pub struct Preview {
    /// The sample readers.
    pub personas: StoredValue<Vec<Persona>>,
    /// Which of them the page is for, by name.
    pub persona: Signal<&'static str>,
    /// Chooses a persona.
    pub set_persona: SignalSetter<Option<String>>,
    /// The devices.
    pub devices: Signal<DeviceSet>,
    /// Chooses the devices.
    pub set_devices: SignalSetter<Option<DeviceSet>>,
    /// Light or dark.
    pub theme: Signal<PreviewTheme>,
    /// Chooses light or dark.
    pub set_theme: SignalSetter<Option<PreviewTheme>>,
    /// The page, rendered once for all devices.
    pub page: Memo<String>,
}

impl Preview {
    /// The previews of a document, as the address wants them.
    pub fn of(desk: Desk) -> Preview {
        let (persona_asked, set_persona) =
            query_signal_with_options::<String>("persona", in_place());
        let (devices, set_devices) = query_signal_with_options::<DeviceSet>("devices", in_place());
        let (theme, set_theme) = query_signal_with_options::<PreviewTheme>("preview", in_place());
        let personas = StoredValue::new(personas());
        let chosen = Memo::new(move |_| {
            let asked = persona_asked.get();
            personas.with_value(|all| {
                persona_named(all, asked.as_deref()).map_or("", |persona| persona.id)
            })
        });
        let page = Memo::new(move |_| {
            personas.with_value(|all| {
                persona_named(all, Some(chosen.get()))
                    .map(|persona| desk.page(persona))
                    .unwrap_or_default()
            })
        });
        Preview {
            personas,
            persona: chosen.into(),
            set_persona,
            devices: Signal::derive(move || devices.get().unwrap_or_default()),
            set_devices,
            theme: Signal::derive(move || theme.get().unwrap_or_default()),
            set_theme,
            page,
        }
    }
}

/// A choice replaces the entry in the history: going back leaves the editor at once.
fn in_place() -> NavigateOptions {
    NavigateOptions { replace: true, scroll: false, ..Default::default() }
}

//! Choices of the previews: persona, devices and view settings. It stands in the address, so that
//! a link shows a colleague the same.

use content::Channel;
use content::library::{Persona, personas};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::query_signal_with_options;

use super::device_set::DeviceSet;
use super::view_settings::{Switch, ViewSettings, persona_named};

/// The choices, each a signal.
#[derive(Clone, Copy)]
pub struct Choices {
    /// Where the document is read.
    pub channel: Channel,
    /// The sample readers.
    pub personas: StoredValue<Vec<Persona>>,
    /// Which of them the page is for, by name.
    pub persona: Memo<&'static str>,
    /// The devices.
    pub devices: Memo<DeviceSet>,
    /// Light or dark, text size, colours.
    pub view_settings: Memo<ViewSettings>,
    /// The tag of another language than the text's; nothing, or what is no language, for its own.
    pub locale: Memo<Option<String>>,
    setters: StoredValue<[SignalSetter<Option<String>>; 6]>,
}

/// A part of the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Which sample reader.
    Persona,
    /// Which devices.
    Devices,
    /// Light or dark.
    Theme,
    /// The size of the text.
    Text,
    /// Which colours are left.
    Colours,
    /// Which language.
    Locale,
}

impl Choices {
    /// The choices that the present address holds.
    pub fn in_address(channel: Channel) -> Choices {
        let [persona, devices, theme, text, colours, locale] =
            ["persona", "devices", "preview", "text", "colours", "locale"]
                .map(|key| query_signal_with_options::<String>(key, in_place()));
        let personas = StoredValue::new(personas());
        let setters = [persona.1, devices.1, theme.1, text.1, colours.1, locale.1];
        Choices {
            channel,
            personas,
            persona: Memo::new(move |_| {
                let asked = persona.0.get();
                let named = |all: &Vec<Persona>| {
                    persona_named(all, asked.as_deref()).map_or("", |persona| persona.id)
                };
                personas.with_value(named)
            }),
            devices: Memo::new(move |_| {
                DeviceSet::read(devices.0.get().as_deref().unwrap_or_default(), channel)
            }),
            view_settings: Memo::new(move |_| ViewSettings {
                theme: Switch::read(theme.0.get().as_deref()),
                text: Switch::read(text.0.get().as_deref()),
                colours: Switch::read(colours.0.get().as_deref()),
            }),
            locale: locale.0,
            setters: StoredValue::new(setters),
        }
    }

    /// The same choices for a document of another channel.
    pub fn on(self, channel: Channel) -> Choices {
        Choices { channel, ..self }
    }

    /// Chooses; going back leaves the screen at once, as no choice has its own place in the history.
    pub fn set(self, key: Key, value: String) {
        self.setters.with_value(|setters| setters[key as usize].set(Some(value)));
    }
}

fn in_place() -> NavigateOptions {
    NavigateOptions { replace: true, scroll: false, ..Default::default() }
}

//! What the preview shows, as it stands in the address: which devices, light or dark, which
//! persona. What is not in the address, or wrong there, is as usual.

use std::fmt;
use std::str::FromStr;

use content::library::Persona;

use super::devices::{DEVICES, Device};

/// The devices that are shown, in the order of the list; never none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceSet(Vec<&'static Device>);

/// The address names no device that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoDevice;

impl DeviceSet {
    /// The devices.
    pub fn devices(&self) -> &[&'static Device] {
        &self.0
    }

    /// Whether a device is among them.
    pub fn has(&self, device: &Device) -> bool {
        self.0.contains(&device)
    }

    /// The set with a device added or taken away; the last one stays.
    pub fn toggled(&self, device: &Device) -> DeviceSet {
        let wanted = |other: &&Device| self.has(other) != (*other == device);
        let devices: Vec<_> = DEVICES.iter().filter(wanted).collect();
        if devices.is_empty() { self.clone() } else { DeviceSet(devices) }
    }
}

impl Default for DeviceSet {
    fn default() -> Self {
        DeviceSet(DEVICES.iter().collect())
    }
}

impl FromStr for DeviceSet {
    type Err = NoDevice;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let named: Vec<_> = text.split(',').collect();
        let wanted = |device: &&Device| named.contains(&device.id);
        let devices: Vec<_> = DEVICES.iter().filter(wanted).collect();
        if devices.is_empty() { Err(NoDevice) } else { Ok(DeviceSet(devices)) }
    }
}

impl fmt::Display for DeviceSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids: Vec<_> = self.0.iter().map(|device| device.id).collect();
        f.write_str(&ids.join(","))
    }
}

/// The colours that the reader's device asks pages for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PreviewTheme {
    /// Dark words on a light ground.
    #[default]
    Light,
    /// Light words on a dark ground.
    Dark,
}

/// The address names no theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownTheme;

impl PreviewTheme {
    /// The word in addresses, labels and CSS.
    pub const fn name(self) -> &'static str {
        match self {
            PreviewTheme::Light => "light",
            PreviewTheme::Dark => "dark",
        }
    }
}

impl FromStr for PreviewTheme {
    type Err = UnknownTheme;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "light" => Ok(PreviewTheme::Light),
            "dark" => Ok(PreviewTheme::Dark),
            _ => Err(UnknownTheme),
        }
    }
}

impl fmt::Display for PreviewTheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The persona of that name, else the first one there is.
pub fn persona_named<'a>(personas: &'a [Persona], id: Option<&str>) -> Option<&'a Persona> {
    let named = personas.iter().find(|persona| Some(persona.id) == id);
    named.or_else(|| personas.first())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_shows_the_devices_that_it_names_in_the_usual_order() {
        let set: DeviceSet = "laptop,iphone,toaster".parse().unwrap();
        assert_eq!(set.to_string(), "iphone,laptop");
        assert_eq!("toaster".parse::<DeviceSet>(), Err(NoDevice));
        assert_eq!("".parse::<DeviceSet>(), Err(NoDevice));
    }

    #[test]
    fn the_last_device_cannot_be_taken_away() {
        let only: DeviceSet = "iphone".parse().unwrap();
        assert_eq!(only.toggled(&DEVICES[0]), only);
        let two = only.toggled(&DEVICES[1]);
        assert_eq!(two.to_string(), "iphone,android");
        assert_eq!(two.toggled(&DEVICES[0]).to_string(), "android");
    }

    #[test]
    fn a_theme_is_read_as_it_is_written() {
        for theme in [PreviewTheme::Light, PreviewTheme::Dark] {
            assert_eq!(theme.to_string().parse(), Ok(theme));
        }
        assert_eq!("sepia".parse::<PreviewTheme>(), Err(UnknownTheme));
    }

    #[test]
    fn an_unknown_persona_is_the_first_one() {
        let personas = content::library::personas();
        let id = |name| persona_named(&personas, name).map(|persona| persona.id);
        assert_eq!(id(Some("long")), Some("long"));
        assert_eq!(id(Some("nobody")), Some(personas[0].id));
        assert_eq!(id(None), Some(personas[0].id));
    }
}

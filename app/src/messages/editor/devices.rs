//! The devices on which a message is previewed, as data: what the page gets to fill, what is drawn
//! around it, and what the reader cannot do there. Sizes are CSS pixels.

/// A screen that a customer may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device {
    /// A stable name, for addresses.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// The width that the page gets, in CSS pixels.
    pub width: u32,
    /// The height that the page gets, in CSS pixels.
    pub height: u32,
    /// How large it is drawn beside the text, in per cent.
    pub scale_percent: u32,
    /// What is drawn around the page.
    pub surround: Surround,
    /// What the reader cannot do there, in a few words each.
    pub limits: &'static [&'static str],
}

/// What a device draws around a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surround {
    /// A sheet over the phone's settings: Cancel, a title and the host.
    CaptiveSheet,
    /// A system screen: an action bar with a title and the address.
    SignInScreen,
    /// A browser window: its address bar.
    Browser,
}

/// Every device, in the order in which they are shown. The heights of the two sign-in screens are
/// those of a phone without its own bars; they are still to be measured on real phones.
pub const DEVICES: [Device; 3] = [
    Device {
        id: "iphone",
        name: "iPhone captive sheet",
        width: 393,
        height: 690,
        scale_percent: 56,
        surround: Surround::CaptiveSheet,
        limits: &["no cookies after closing", "no new windows"],
    },
    Device {
        id: "android",
        name: "Android sign-in screen",
        width: 412,
        height: 811,
        scale_percent: 54,
        surround: Surround::SignInScreen,
        limits: &["no file chooser", "only web, phone and text-message links"],
    },
    Device {
        id: "laptop",
        name: "Laptop",
        width: 1366,
        height: 625,
        scale_percent: 35,
        surround: Surround::Browser,
        limits: &["opens in the usual browser", "nothing is held back"],
    },
];

impl Device {
    /// What is written under the frame: `393 × 690`.
    pub fn size(&self) -> String {
        format!("{}\u{a0}×\u{a0}{}", self.width, self.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_device_has_a_plain_name_of_its_own() {
        for (place, device) in DEVICES.iter().enumerate() {
            let first = DEVICES.iter().position(|other| other.id == device.id);
            assert_eq!(first, Some(place), "{}", device.id);
            assert!(device.id.bytes().all(|b| b.is_ascii_lowercase()), "{}", device.id);
        }
    }

    #[test]
    fn both_captive_screens_are_among_the_devices() {
        let surrounds: Vec<_> = DEVICES.iter().map(|device| device.surround).collect();
        assert!(surrounds.contains(&Surround::CaptiveSheet));
        assert!(surrounds.contains(&Surround::SignInScreen));
    }
}

//! The set of devices, as it stands in the address: their names with commas between.

use content::Channel;

use super::device::Device;
use super::devices::{DEVICES, USUAL};

/// The devices that are shown, in the order of the table; never none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceSet(Vec<&'static Device>);

impl DeviceSet {
    /// The devices named in the address that show a channel; the usual ones if there are none.
    pub fn read(names: &str, channel: Channel) -> DeviceSet {
        let named: Vec<_> = names.split(',').collect();
        let among = |ids: &[&str]| -> Vec<_> {
            fitting(channel).filter(|device| ids.contains(&device.id)).collect()
        };
        let devices = among(&named);
        if devices.is_empty() { DeviceSet(among(&USUAL)) } else { DeviceSet(devices) }
    }

    /// The devices.
    pub fn devices(&self) -> &[&'static Device] {
        &self.0
    }

    /// Whether a device is among them.
    pub fn has(&self, device: &Device) -> bool {
        self.0.contains(&device)
    }

    /// The names for the address with a device added or taken away; the last one stays.
    pub fn toggled(&self, device: &Device) -> String {
        let wanted = |other: &&Device| self.has(other) != (*other == device);
        let devices: Vec<_> = DEVICES.iter().filter(wanted).collect();
        names(if devices.is_empty() { &self.0 } else { &devices })
    }
}

/// The devices that show a channel.
pub fn fitting(channel: Channel) -> impl Iterator<Item = &'static Device> {
    DEVICES.iter().filter(move |device| device.target(channel).is_some())
}

/// Devices as the address names them.
pub fn names(devices: &[&Device]) -> String {
    devices.iter().map(|device| device.id).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, channel: Channel) -> String {
        names(DeviceSet::read(text, channel).devices())
    }

    #[test]
    fn an_address_shows_the_devices_that_it_names_in_the_usual_order() {
        assert_eq!(read("l1,p5,toaster", Channel::Garden), "p5,l1");
    }

    #[test]
    fn an_address_without_a_device_of_the_channel_shows_the_usual_ones() {
        assert_eq!(read("toaster", Channel::Garden), "p5,p9,l1");
        assert_eq!(read("p5,l1", Channel::Email), "m1,m4");
        assert_eq!(read("", Channel::Letter), "letter");
        assert_eq!(read("", Channel::Script), "script");
    }

    #[test]
    fn the_last_device_cannot_be_taken_away() {
        let only = DeviceSet::read("p1", Channel::Garden);
        assert_eq!(only.toggled(&DEVICES[0]), "p1");
        assert_eq!(only.toggled(&DEVICES[1]), "p1,p2");
        let two = DeviceSet::read("p1,p2", Channel::Garden);
        assert_eq!(two.toggled(&DEVICES[0]), "p2");
    }
}

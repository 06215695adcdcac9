//! The kinds of device that may be infected, as far as the detection can tell.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the detection took the infected device for. Every locale has words for each.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum DeviceKind {
    /// A security camera or baby monitor.
    Camera,
    /// A video recorder.
    Recorder,
    /// A router or modem.
    Router,
    /// A printer.
    Printer,
    /// Network storage.
    Nas,
    /// A doorbell with a camera.
    Doorbell,
    /// A television or a box beside it.
    Television,
    /// Nobody knows; the usual case.
    Unknown,
}

/// The text names no kind of device.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a device kind is camera, recorder, router, printer, nas, doorbell, television or unknown")]
pub struct UnknownDeviceKind;

impl DeviceKind {
    /// Every kind, in the order in which they are shown.
    pub const ALL: [DeviceKind; 8] = [
        DeviceKind::Camera,
        DeviceKind::Recorder,
        DeviceKind::Router,
        DeviceKind::Printer,
        DeviceKind::Nas,
        DeviceKind::Doorbell,
        DeviceKind::Television,
        DeviceKind::Unknown,
    ];

    /// The name in JSON and in the chrome files.
    pub const fn name(self) -> &'static str {
        match self {
            DeviceKind::Camera => "camera",
            DeviceKind::Recorder => "recorder",
            DeviceKind::Router => "router",
            DeviceKind::Printer => "printer",
            DeviceKind::Nas => "nas",
            DeviceKind::Doorbell => "doorbell",
            DeviceKind::Television => "television",
            DeviceKind::Unknown => "unknown",
        }
    }
}

impl fmt::Display for DeviceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for DeviceKind {
    type Err = UnknownDeviceKind;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        DeviceKind::ALL.into_iter().find(|kind| kind.name() == text).ok_or(UnknownDeviceKind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_json_spell_a_kind_alike() {
        for kind in DeviceKind::ALL {
            assert_eq!(kind.to_string().parse(), Ok(kind));
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{kind}\""));
        }
        assert_eq!("toaster".parse::<DeviceKind>(), Err(UnknownDeviceKind));
    }
}

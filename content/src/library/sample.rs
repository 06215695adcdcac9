//! Readers that do not exist, chosen so that each strains the pages in another way.

use super::Persona;
use crate::variable::SampleReader;
use crate::{CaseCode, DeviceKind, Locale, ReleaseState, Token, Values};

/// The languages of the improved pages.
const LOCALES: &[&str] = &["ar", "de", "en", "nl"];

/// What differs between the personas.
struct Sample {
    id: &'static str,
    label: &'static str,
    code: u32,
    device_kind: DeviceKind,
    release: ReleaseState,
    releases_left: u32,
    release_minutes: u32,
    /// Whose samples the further values are.
    further: SampleReader,
    /// The languages in which the page can be had.
    locales: &'static [&'static str],
}

const SAMPLES: [Sample; 9] = [
    Sample {
        id: "typical",
        label: "Camera, first time",
        code: 4_242_424,
        device_kind: DeviceKind::Camera,
        release: ReleaseState::Available,
        releases_left: 2,
        release_minutes: 2,
        further: SampleReader::Short,
        locales: LOCALES,
    },
    Sample {
        id: "unknown-device",
        label: "Unknown device",
        code: 1_234_567,
        device_kind: DeviceKind::Unknown,
        release: ReleaseState::Available,
        releases_left: 2,
        release_minutes: 2,
        further: SampleReader::Short,
        locales: LOCALES,
    },
    Sample {
        id: "long",
        label: "Longest values",
        code: 24_299_999,
        device_kind: DeviceKind::Nas,
        release: ReleaseState::Available,
        releases_left: 12,
        release_minutes: 1_439,
        further: SampleReader::Long,
        locales: LOCALES,
    },
    Sample {
        id: "requested",
        label: "Asked for release",
        code: 7_654_321,
        device_kind: DeviceKind::Recorder,
        release: ReleaseState::Requested,
        releases_left: 1,
        release_minutes: 2,
        further: SampleReader::Short,
        locales: LOCALES,
    },
    Sample {
        id: "released",
        label: "Internet is back on",
        code: 9_999_999,
        device_kind: DeviceKind::Router,
        release: ReleaseState::Released,
        releases_left: 1,
        release_minutes: 2,
        further: SampleReader::Short,
        locales: LOCALES,
    },
    Sample {
        id: "none-left",
        label: "No release left",
        code: 0,
        device_kind: DeviceKind::Doorbell,
        release: ReleaseState::Available,
        releases_left: 0,
        release_minutes: 0,
        further: SampleReader::Short,
        locales: LOCALES,
    },
    Sample {
        id: "short",
        label: "Shortest values",
        code: 1,
        device_kind: DeviceKind::Router,
        release: ReleaseState::Available,
        releases_left: 1,
        release_minutes: 1,
        further: SampleReader::Short,
        locales: &["en", "nl"],
    },
    Sample {
        id: "right-to-left",
        label: "Values from right to left",
        code: 2_345_678,
        device_kind: DeviceKind::Television,
        release: ReleaseState::Available,
        releases_left: 3,
        release_minutes: 11,
        further: SampleReader::Rtl,
        locales: LOCALES,
    },
    Sample {
        id: "missing",
        label: "Nothing that may be missing",
        code: 3_456_789,
        device_kind: DeviceKind::Unknown,
        release: ReleaseState::Available,
        releases_left: 1,
        release_minutes: 2,
        further: SampleReader::Missing,
        locales: &[],
    },
];

/// Every sample reader, the typical one first.
pub(super) fn personas() -> Vec<Persona> {
    SAMPLES.iter().filter_map(persona).collect()
}

fn persona(sample: &Sample) -> Option<Persona> {
    let mut locales: Vec<Locale> = Vec::new();
    locales.extend(sample.locales.iter().filter_map(|tag| tag.parse().ok()));
    let values = Values {
        case_code: CaseCode::from_number(sample.code).ok()?,
        device_kind: sample.device_kind,
        token: format!("sample-{}", sample.id).parse::<Token>().ok()?,
        release: sample.release,
        releases_left: sample.releases_left,
        release_minutes: sample.release_minutes,
        other_locales: locales,
        ..Values::sample(sample.further)?
    };
    Some(Persona { id: sample.id, label: sample.label, values })
}

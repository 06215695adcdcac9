//! Kinds of subject that breakdowns tell apart: by device, by earlier quarantines, by the way out.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::observation::QuarantineChange;
use crate::plan::Plan;
use crate::subject::SubjectRecords;

/// By what subjects are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BrokenDownBy {
    /// The kind of device that the detection named.
    DeviceKind,
    /// Whether it is the line's first, second or a later quarantine.
    NthQuarantine,
    /// How the subject left its first quarantine since enrolment.
    ExitRoute,
}

/// The kind of device, as the message side spells it; empty where the detection named none.
pub type DeviceKind = String;

/// Whether a quarantine is the line's first, second or a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NthQuarantine {
    /// The line was not in quarantine.
    Never,
    /// None before the enrolment.
    First,
    /// One before.
    Second,
    /// More.
    Later,
}

/// How a subject left its first quarantine since enrolment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// It released itself.
    BySelf,
    /// Staff released it.
    ByStaff,
    /// Its time was over.
    ByTimeout,
    /// It was placed and has not left.
    StillIn,
    /// It was not in quarantine.
    NeverIn,
}

/// The kinds to which one subject belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups {
    /// By device.
    pub device: DeviceKind,
    /// By earlier quarantines.
    pub nth: NthQuarantine,
    /// By the way out.
    pub exit: Exit,
}

impl Groups {
    /// The kinds to which a subject belongs. A stay that was over before the enrolment is an earlier
    /// quarantine; one that went on is the one it is enrolled from.
    pub fn of(plan: &Plan, subject: &SubjectRecords<'_>, as_known_at: Timestamp) -> Groups {
        let stays = subject.stays(plan, as_known_at);
        let enrolled_at = subject.enrolment.at;
        let n_before = stays.partition_point(|stay| stay.ended_at() < enrolled_at);
        let own = stays.get(n_before).filter(|stay| stay.lasts_after(enrolled_at));
        Groups {
            device: subject.device_kind.unwrap_or_default().to_owned(),
            nth: match n_before {
                _ if own.is_none() => NthQuarantine::Never,
                0 => NthQuarantine::First,
                1 => NthQuarantine::Second,
                _ => NthQuarantine::Later,
            },
            exit: own.map_or(Exit::NeverIn, |stay| exit(subject, stay.ended_at())),
        }
    }

    /// Each kind to which the subject belongs, in words.
    pub fn all(&self) -> [(BrokenDownBy, String); 3] {
        let device = if self.device.is_empty() { "Unknown" } else { &self.device };
        [
            (BrokenDownBy::DeviceKind, device.to_owned()),
            (BrokenDownBy::NthQuarantine, self.nth.label().to_owned()),
            (BrokenDownBy::ExitRoute, self.exit.label().to_owned()),
        ]
    }
}

/// By which way a stay ended at a moment. An acknowledged release is one that the subject asked for.
fn exit(subject: &SubjectRecords<'_>, ended_at: Timestamp) -> Exit {
    if ended_at == Timestamp::MAX {
        return Exit::StillIn;
    }
    let change = subject
        .quarantine()
        .find(|(at, change)| *at == ended_at && *change != QuarantineChange::Placed);
    match change.map(|(_, change)| change) {
        Some(QuarantineChange::ReleasedByStaff) => Exit::ByStaff,
        Some(QuarantineChange::ReleasedByTimeout) => Exit::ByTimeout,
        _ => Exit::BySelf,
    }
}

impl NthQuarantine {
    /// The words that a board shows for it.
    pub fn label(self) -> &'static str {
        match self {
            NthQuarantine::Never => "Never in quarantine",
            NthQuarantine::First => "First quarantine",
            NthQuarantine::Second => "Second quarantine",
            NthQuarantine::Later => "Third or later quarantine",
        }
    }
}

impl Exit {
    /// The words that a board shows for it.
    pub fn label(self) -> &'static str {
        match self {
            Exit::BySelf => "Released itself",
            Exit::ByStaff => "Released by staff",
            Exit::ByTimeout => "Released when its time was over",
            Exit::StillIn => "Still in quarantine",
            Exit::NeverIn => "Never in quarantine",
        }
    }
}

//! Kinds of subject that breakdowns tell apart: by device, by earlier quarantines, by the way out.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::observation::QuarantineChange;
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
    /// The kinds to which a subject belongs. A placement before the enrolment is an earlier
    /// quarantine if it was left before the enrolment too; else it is the one it is enrolled from.
    pub fn of(subject: &SubjectRecords<'_>) -> Groups {
        let enrolled_at = subject.enrolment.at;
        let quarantine: Vec<_> = subject.quarantine().collect();
        let since = quarantine.partition_point(|(at, _)| *at < enrolled_at);
        let (before, after) = quarantine.split_at(since);
        let n_left = before
            .windows(2)
            .filter(|two| {
                two[0].1 == QuarantineChange::Placed && two[1].1 != QuarantineChange::Placed
            })
            .count();
        let was_in = before.last().is_some_and(|(_, change)| *change == QuarantineChange::Placed);
        let is_in = was_in || !after.is_empty();
        let left = after.iter().find(|(_, change)| *change != QuarantineChange::Placed);
        Groups {
            device: subject.device_kind.unwrap_or_default().to_owned(),
            nth: match n_left {
                0 => NthQuarantine::First,
                1 => NthQuarantine::Second,
                _ => NthQuarantine::Later,
            },
            exit: match left.map(|(_, change)| change) {
                Some(QuarantineChange::ReleasedBySelf) => Exit::BySelf,
                Some(QuarantineChange::ReleasedByStaff) => Exit::ByStaff,
                Some(QuarantineChange::ReleasedByTimeout) => Exit::ByTimeout,
                Some(QuarantineChange::Placed) | None if is_in => Exit::StillIn,
                Some(QuarantineChange::Placed) | None => Exit::NeverIn,
            },
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

impl NthQuarantine {
    /// The words that a board shows for it.
    pub fn label(self) -> &'static str {
        match self {
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

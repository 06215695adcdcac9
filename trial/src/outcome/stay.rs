//! Stays of a line in quarantine, from the rows of its log.

use jiff::Timestamp;

use crate::day::Day;
use crate::observation::QuarantineChange;

/// A stay in quarantine; one that has not ended ends at the end of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    from: Timestamp,
    to: Timestamp,
    first_day: Day,
    last_day: Day,
}

impl Stay {
    /// The stay from one moment until another.
    pub fn new(from: Timestamp, to: Timestamp) -> Self {
        let last_day = Day::of(to);
        // A stay that ends at midnight does not touch the day that begins then.
        let touched =
            if from < to && last_day.start() == to { last_day.plus(-1) } else { last_day };
        Self { from, to, first_day: Day::of(from), last_day: touched }
    }
}

/// The stays of a line, earliest first. `events` are in order of time.
///
/// A placement within a stay and a release outside one change nothing, but a release as the very
/// first event says that the line was in quarantine before it.
pub fn stays(events: &[(Timestamp, QuarantineChange)]) -> Vec<Stay> {
    let mut stays = Vec::new();
    let mut placed_at = match events.first() {
        Some((_, first)) if *first != QuarantineChange::Placed => Some(Timestamp::MIN),
        _ => None,
    };
    for (at, change) in events {
        if *change == QuarantineChange::Placed {
            placed_at = placed_at.or(Some(*at));
        } else if let Some(from) = placed_at.take() {
            stays.push(Stay::new(from, *at));
        }
    }
    stays.extend(placed_at.map(|from| Stay::new(from, Timestamp::MAX)));
    stays
}

/// Whether the line was in quarantine at any moment of the day.
pub fn in_quarantine_on(stays: &[Stay], day: Day) -> bool {
    stays.iter().any(|stay| stay.first_day <= day && day <= stay.last_day)
}

/// Whether the line is in quarantine at the moment.
pub fn in_quarantine_at(stays: &[Stay], at: Timestamp) -> bool {
    stays.iter().any(|stay| stay.from <= at && at < stay.to)
}

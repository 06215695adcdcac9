//! Stays of a line in quarantine, for the boards and for the looks.

use jiff::Timestamp;

use crate::day::Day;
use crate::observation::{Observed, QuarantineChange};

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

    /// Whether the line was in quarantine after a moment in it.
    pub fn lasts_after(&self, at: Timestamp) -> bool {
        at < self.to
    }

    /// When it ended; the end of time while it goes on.
    pub fn ended_at(&self) -> Timestamp {
        self.to
    }
}

/// A fact about a line. At one moment they come in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fact {
    Placed,
    /// Counts if the line was in at every moment since this request.
    Acknowledged(Timestamp),
    Released,
    /// In a quarantined arm, or another.
    Enrolled(bool),
}

/// The stays of a line, earliest first, replayed by time from its log, the acknowledged releases and
/// the enrolment, in a quarantined arm or another: facts are only added, and the order in which they
/// arrived changes nothing. `known` says whether what arrived then is known.
pub fn stays<'r>(
    rows: impl Iterator<Item = &'r Observed>,
    (enrolled_at, is_quarantined): (Timestamp, bool),
    known: impl Fn(Timestamp) -> bool,
) -> Vec<Stay> {
    let mut facts: Vec<_> = rows.filter_map(|row| fact(row, &known)).collect();
    facts.push((enrolled_at, Fact::Enrolled(is_quarantined)));
    facts.sort_unstable();
    let mut stays = Vec::new();
    let mut placed_at: Option<Timestamp> = None;
    for (at, fact) in facts {
        let leaves = match fact {
            Fact::Placed | Fact::Enrolled(true) => {
                placed_at = placed_at.or(Some(at));
                continue;
            }
            Fact::Acknowledged(requested_at) => placed_at.is_some_and(|from| from <= requested_at),
            Fact::Released | Fact::Enrolled(false) => true,
        };
        if let Some(from) = placed_at.filter(|_| leaves) {
            stays.push(Stay::new(from, at));
            placed_at = None;
        }
    }
    stays.extend(placed_at.map(|from| Stay::new(from, Timestamp::MAX)));
    stays
}

/// What a row says about its line, and of when, as far as it is known.
fn fact(row: &Observed, known: impl Fn(Timestamp) -> bool) -> Option<(Timestamp, Fact)> {
    let is_told = known(row.arrived_at);
    if let Some(release) = row.acknowledged() {
        let told = is_told.then_some((row.at, Fact::Acknowledged(release.requested_at)));
        // The log's own row is the same record: the earlier one counts once it is known.
        let logged = release.logged.filter(|(_, arrived_at)| known(*arrived_at));
        return told.into_iter().chain(logged.map(|(at, _)| (at, Fact::Released))).min();
    }
    let fact = match row.quarantine()? {
        QuarantineChange::Placed => Fact::Placed,
        QuarantineChange::ReleasedBySelf
        | QuarantineChange::ReleasedByStaff
        | QuarantineChange::ReleasedByTimeout => Fact::Released,
    };
    is_told.then_some((row.at, fact))
}

/// Whether the line was in quarantine at any moment of the day.
pub fn in_quarantine_on(stays: &[Stay], day: Day) -> bool {
    stays.iter().any(|stay| stay.first_day <= day && day <= stay.last_day)
}

/// Whether the line is in quarantine at the moment.
pub fn in_quarantine_at(stays: &[Stay], at: Timestamp) -> bool {
    stays.iter().any(|stay| stay.from <= at && at < stay.to)
}

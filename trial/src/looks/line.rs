//! Quarantine of a line, replayed by time from its log, the acknowledged releases and the
//! enrolment: facts are only added, and the order in which they arrived changes nothing.

use jiff::Timestamp;

use super::known::Known;
use super::subjects::LookSubject;
use crate::observation::QuarantineChange;
use crate::outcome::stay::Stay;

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

/// The stays of a line, earliest first, by the facts that are known.
pub fn stays(subject: &LookSubject<'_>, known: Known) -> Vec<Stay> {
    let mut facts = facts(subject, known);
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

fn facts(subject: &LookSubject<'_>, known: Known) -> Vec<(Timestamp, Fact)> {
    let log = subject.known(known).filter_map(|row| Some((row.at, row.quarantine()?)));
    let fact = |change: QuarantineChange| match change {
        QuarantineChange::Placed => Fact::Placed,
        QuarantineChange::ReleasedBySelf
        | QuarantineChange::ReleasedByStaff
        | QuarantineChange::ReleasedByTimeout => Fact::Released,
    };
    let mut facts: Vec<_> = log.map(|(at, change)| (at, fact(change))).collect();
    for (row, release) in subject.rows.iter().filter_map(|row| Some((row, row.acknowledged()?))) {
        let told = known.includes(row.arrived_at);
        let told = told.then_some((row.at, Fact::Acknowledged(release.requested_at)));
        let logged = release.logged.filter(|(_, arrived_at)| known.includes(*arrived_at));
        let logged = logged.map(|(at, _)| (at, Fact::Released));
        facts.extend(told.into_iter().chain(logged).min());
    }
    facts.push((subject.enrolment.at, Fact::Enrolled(subject.is_quarantined)));
    facts
}

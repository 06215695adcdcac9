//! Sums of counted subjects by arm and day, and the codings under which a look is computed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::day::Day;
use crate::stats::rate::Count;

/// How one subject counts in a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Clean, or with such a contact.
    Yes,
    /// Neither.
    No,
    /// Not clean, as it was in quarantine for too long to be seen clean.
    NotConfirmed,
    /// No such contact so far, and so many that nobody has coded.
    Pending(u64),
}

/// The counted subjects of one arm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Tally {
    /// All of them.
    pub n: u64,
    /// Clean, or with such a contact.
    pub x: u64,
    /// Not clean, as too few days could be observed outside quarantine.
    pub not_confirmed: u64,
    /// Without such a contact so far, and with one that nobody has coded.
    pub pending: u64,
    /// The contacts of those that nobody has coded.
    pub n_to_code: u64,
}

impl Tally {
    /// Adds a subject.
    pub fn add(&mut self, state: State) {
        self.n += 1;
        match state {
            State::Yes => self.x += 1,
            State::No => {}
            State::NotConfirmed => self.not_confirmed += 1,
            State::Pending(n) => {
                self.pending += 1;
                self.n_to_code += n;
            }
        }
    }

    /// Takes a subject out.
    pub fn remove(&mut self, state: State) {
        let mut one = Tally::default();
        one.add(state);
        self.n -= one.n;
        self.x -= one.x;
        self.not_confirmed -= one.not_confirmed;
        self.pending -= one.pending;
        self.n_to_code -= one.n_to_code;
    }

    /// The count with every pending subject taken for one with the event, or none.
    pub fn coded(&self, pending_have_event: bool) -> Count {
        let pending = if pending_have_event { self.pending } else { 0 };
        Count::new(self.x + pending, self.n).unwrap_or_default()
    }

    /// The count with everyone not confirmed taken for clean.
    pub fn confirmed(&self) -> Count {
        Count::new(self.x + self.not_confirmed, self.n).unwrap_or_default()
    }
}

/// Whom the pending contacts are counted against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    /// All of the arm's, none of the control's.
    AgainstArm,
    /// The reverse.
    AgainstControl,
}

impl Coding {
    /// Both extremes.
    pub const BOTH: [Coding; 2] = [Coding::AgainstArm, Coding::AgainstControl];

    /// The counts of arm and control.
    pub fn counts(self, arm: &Tally, control: &Tally) -> (Count, Count) {
        let against_arm = self == Coding::AgainstArm;
        (arm.coded(against_arm), control.coded(!against_arm))
    }
}

/// The sums of every arm on every day on which one of them changed.
#[derive(Clone, Debug, Default)]
pub struct Timeline(BTreeMap<Day, Vec<Change>>);

/// A subject of the arm that counts so, and otherwise before unless it enters.
type Change = (usize, Option<State>, State);

impl Timeline {
    /// A subject of the arm enters on the day.
    pub fn add(&mut self, day: Day, arm: usize, state: State) {
        self.0.entry(day).or_default().push((arm, None, state));
    }

    /// It counts otherwise from the day on.
    pub fn replace(&mut self, day: Day, arm: usize, before: State, after: State) {
        self.0.entry(day).or_default().push((arm, Some(before), after));
    }

    /// The sums of these arms at the end of each day on which any arm changed, up to `last`.
    pub fn days<const N: usize>(
        &self,
        arms: [usize; N],
        last: Day,
    ) -> impl Iterator<Item = (Day, [Tally; N])> {
        let mut sums = [Tally::default(); N];
        self.0.range(..=last).map(move |(day, changes)| {
            for (arm, before, after) in changes {
                let Some(place) = arms.iter().position(|one| one == arm) else {
                    continue;
                };
                if let Some(before) = before {
                    sums[place].remove(*before);
                }
                sums[place].add(*after);
            }
            (*day, sums)
        })
    }
}

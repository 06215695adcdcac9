//! Looks: what the verdict of a trial counts, and on which day, from rows and their arrivals alone.
//!
//! A subject is counted when it is mature, which calendar and sources decide and nothing that it
//! did, with the outcome that was known then. So a look can be recomputed and never changes, and a
//! row that arrives later can put a claim in doubt, never make one. All days are UTC days.

mod board;
mod burden;
mod calendar;
mod claim;
mod cleanup;
mod comparison;
mod delivery;
mod doubt;
mod entry;
mod futility;
mod guardrail;
mod kept;
mod known;
mod once;
mod pace;
mod reported;
mod size;
mod subjects;
mod tally;

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, DefaultHasher};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::day::Day;
use crate::metric::Metric;
use crate::name::SubjectId;
use crate::observation::Records;
use crate::plan::{Looking, Plan};
use crate::stats::group_sequential::{Boundary, Spending};
use crate::trial::{Trial, TrialState};

pub(crate) use board::{Maturity, OnBoard};
pub use claim::Claim;
pub(crate) use cleanup::Cleanup;
pub use comparison::{ComparisonLooks, Decision, Look, Reading};
pub use delivery::is_uneven;
pub use doubt::Doubt;
pub use futility::FUTILE;
pub use guardrail::{GuardState, GuardrailLooks};
pub(crate) use kept::KeptLooks;
pub use once::OnceLook;
pub use pace::Pace;
pub use size::{DAILY_INFLATION, PlannedSizes};
pub(crate) use subjects::LookSubject;
pub use tally::Tally;

use calendar::Calendar;
use doubt::Counted;
use entry::{Kept, Present};
use known::Known;
use subjects::LookSubjects;

/// The error rate of a plan, which its comparisons share, and of each guardrail.
const ALPHA: f64 = 0.05;

/// So long after midnight the look of the day that is over is computed.
pub const AFTER_MIDNIGHT: jiff::SignedDuration = jiff::SignedDuration::from_secs(60);

/// Everything that looks are computed from.
#[derive(Clone, Copy, Debug)]
pub struct LookInput<'a> {
    /// The plan, with its sources and whether it looks daily (also if it does not say) or once.
    pub plan: &'a Plan,
    /// The sizes that were stored when the trial started.
    pub sizes: &'a PlannedSizes,
    /// All rows, whenever they arrived.
    pub records: &'a Records,
    /// The present: rows that arrive later do not exist yet.
    pub now: Timestamp,
    /// When the trial was stopped: later days have no look.
    pub stopped_at: Option<Timestamp>,
}

/// The looks of a trial.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Looks {
    /// The primary metric, one entry an arm that is compared, in the order of the plan.
    pub comparisons: Vec<ComparisonLooks>,
    /// Each guardrail of the plan in each such arm.
    pub guardrails: Vec<GuardrailLooks>,
}

/// What is kept between computations of one trial's looks, while its rows are only added to and
/// none arrives before the last computation. The boundary of 120 looks takes tens of milliseconds,
/// one look more a fraction of one; an outcome at maturity is the same for ever.
#[derive(Clone, Debug, Default)]
pub struct LookCache {
    boundaries: Boundaries,
    outcomes: Outcomes,
}

/// Boundaries by arm and guarded metric.
#[derive(Clone, Debug, Default)]
struct Boundaries(BTreeMap<(usize, Option<Metric>), Boundary>);

impl Boundaries {
    fn of(&mut self, arm: usize, guarded: Option<Metric>, alpha: f64) -> &mut Boundary {
        let new = || Boundary::new(alpha, Spending::ObrienFleming);
        self.0.entry((arm, guarded)).or_insert_with(new)
    }
}

/// Outcomes that no later row can change, by metric and subject.
type Outcomes =
    BTreeMap<Metric, HashMap<SubjectId, (Day, Kept), BuildHasherDefault<DefaultHasher>>>;

/// What every part of the looks is computed from.
struct Context<'c, 'a> {
    input: &'c LookInput<'a>,
    subjects: &'c LookSubjects<'a>,
    calendar: &'c mut Calendar<'a>,
    outcomes: &'c mut Outcomes,
}

impl Looks {
    /// Every look until now, or until the trial was stopped.
    pub fn of(input: &LookInput<'_>, cache: &mut LookCache) -> Looks {
        KeptLooks::of(input, cache).looks
    }
}

impl Context<'_, '_> {
    /// The subjects of a look as they are known now.
    fn brought_up_to_now(&mut self, counted: Counted) -> Counted {
        let covered = self.calendar.covered(Known::At(self.input.now));
        let present =
            Present { plan: self.input.plan, now: self.input.now, covered: covered.as_ref() };
        counted.brought_up_to_now(&present, |place| self.subjects.at(place))
    }
}

impl<'a> LookInput<'a> {
    /// What the looks of a started trial are computed from; `None` for one that has none: it has
    /// not started, or was started before there were looks.
    pub fn of(trial: &'a Trial, records: &'a Records, now: Timestamp) -> Option<LookInput<'a>> {
        trial.plan.looks?;
        let stopped_at = match trial.state {
            TrialState::Planned => return None,
            TrialState::Running { .. } => None,
            TrialState::Stopped { stopped_at, .. } => Some(stopped_at),
        };
        let sizes = trial.sizes.as_ref()?;
        Some(LookInput { plan: &trial.plan, sizes, records, now, stopped_at })
    }
}

impl LookInput<'_> {
    /// The last day that has a look: over for a minute, and over when the trial was stopped.
    fn last_look_day(&self) -> Day {
        let over = Known::At(self.a_minute_ago()).last_day_over();
        self.stopped_at.map_or(over, |at| over.min(Known::At(at).last_day_over()))
    }

    /// A row that is being committed at midnight has its arrival before a look a minute later.
    fn a_minute_ago(&self) -> Timestamp {
        self.now.checked_sub(AFTER_MIDNIGHT).unwrap_or(self.now)
    }

    /// The places of the arms that are compared with the control.
    fn treated(&self) -> impl Iterator<Item = usize> {
        let control = &self.plan.control;
        let arms = self.plan.arms.iter().enumerate();
        arms.filter(move |(_, arm)| arm.name != *control).map(|(place, _)| place)
    }

    /// The place of the control; a checked plan has one.
    fn control(&self) -> usize {
        self.plan.control_place()
    }

    fn looking(&self) -> Looking {
        self.plan.looks.unwrap_or_default()
    }

    /// The error rate of one comparison.
    fn alpha(&self) -> f64 {
        ALPHA / self.treated().count().max(1) as f64
    }
}

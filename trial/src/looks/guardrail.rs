//! Guardrails: whether an arm stays within the margin by which it may be worse, each with its own
//! looks and the whole error rate, until the trial is stopped.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::comparison::taken;
use super::doubt::{Counted, Doubt};
use super::entry::Entries;
use super::tally::{Coding, Tally};
use super::{ALPHA, Boundaries, Context};
use crate::day::Day;
use crate::metric::{Metric, Wanted};
use crate::name::ArmName;
use crate::plan::Guardrail;
use crate::stats::rate::{Count, difference};
use crate::stats::score::repeated_interval;
use crate::stats::sequence::{Mixture, difference_is_excluded};

/// How a guardrail stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum GuardState {
    /// The arm is worse by more than the margin, however the pending contacts are coded.
    Breached {
        /// Since the end of this day, UTC.
        #[serde(with = "crate::rfc3339::day")]
        since: Date,
    },
    /// A look has shown that it is not, however the pending contacts are coded.
    Kept {
        /// At the look of this day, UTC.
        #[serde(with = "crate::rfc3339::day")]
        since: Date,
    },
    /// It depends on contacts that nobody has coded.
    Open {
        /// So many.
        n_to_code: u64,
    },
    /// The arm is worse, by how much is not settled.
    Worse,
    /// Nothing of this.
    NotSettled,
}

/// A guardrail in one arm.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GuardrailLooks {
    /// The arm.
    pub arm: ArmName,
    /// The control.
    pub control: ArmName,
    /// What is guarded.
    pub metric: Metric,
    /// By how much the arm may be worse.
    pub margin: f64,
    /// How it stands.
    pub state: GuardState,
    /// How many looks it has had.
    pub n_looks: u64,
    /// Whether rows that came since withdraw what it says.
    pub doubt: Option<Doubt>,
}

/// What one coding says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Breached,
    Kept,
    Worse,
    NotSettled,
}

/// One guardrail in one arm.
struct Guarded<'a> {
    wanted: Wanted,
    margin: f64,
    entries: &'a Entries,
    /// The places of arm and control.
    arms: [usize; 2],
    days: Vec<(Day, [Tally; 2])>,
    /// Places among the days, with the critical values.
    looks: Vec<(usize, f64)>,
}

/// What a guardrail rests on: subjects, critical value, and what was said of them.
type Basis<'e> = (Counted<'e>, Said);

/// A guardrail in one arm.
pub fn looks(
    context: &mut Context<'_, '_>,
    entries: &Entries,
    arm: usize,
    guardrail: &Guardrail,
    boundaries: &mut Boundaries,
) -> GuardrailLooks {
    let input = context.input;
    let arms = [arm, input.control()];
    let days: Vec<_> = entries.timeline.days(arms, input.last_look_day()).collect();
    let taken = taken(&days, input.sizes.information[arm]);
    let times: Vec<f64> = taken.iter().map(|(_, t)| *t).collect();
    let critical = boundaries.of(arm, Some(guardrail.metric), ALPHA).critical_values(&times);
    let guarded = Guarded {
        wanted: guardrail.metric.wanted().unwrap_or(Wanted::Fewer),
        margin: guardrail.margin,
        entries,
        arms,
        looks: taken.iter().zip(critical).map(|((place, _), c)| (*place, *c)).collect(),
        days,
    };
    let (state, basis) = guarded.state(input.last_look_day());
    GuardrailLooks {
        arm: input.plan.arms[arm].name.clone(),
        control: input.plan.control.clone(),
        metric: guardrail.metric,
        margin: guardrail.margin,
        state,
        n_looks: guarded.looks.len() as u64,
        doubt: basis.and_then(|basis| guarded.doubt(context, &basis)),
    }
}

impl<'a> Guarded<'a> {
    /// How it stands on a day; a breach stays and beats what was kept.
    fn state(&self, today: Day) -> (GuardState, Option<Basis<'a>>) {
        let until = |day, critical| Counted::until(self.entries, day, critical, self.arms);
        if let Some((day, _)) = self.days.iter().find(|(_, sums)| self.is_breached(sums)) {
            let basis = (until(*day, f64::INFINITY), Said::Breached);
            return (GuardState::Breached { since: day.date() }, Some(basis));
        }
        let kept = self.looks.iter().find(|(place, critical)| {
            self.says(&self.days[*place].1, Coding::AgainstArm, *critical) == Said::Kept
        });
        if let Some((place, critical)) = kept {
            let day = self.days[*place].0;
            let basis = (until(day, *critical), Said::Kept);
            return (GuardState::Kept { since: day.date() }, Some(basis));
        }
        (self.unsettled(today), None)
    }

    /// How it stands while it is neither breached nor kept: by the subjects of the last look, with
    /// the first codings that their contacts have had since.
    fn unsettled(&self, today: Day) -> GuardState {
        let last = self.looks.last().map(|(place, critical)| {
            let sums = self.entries.recoded(self.arms, self.days[*place].0, today);
            (sums, *critical)
        });
        let said = Coding::BOTH.map(|coding| match (&last, self.days.last()) {
            (_, Some((_, sums))) if self.is_beyond(coding.counts(&sums[0], &sums[1])) => {
                Said::Breached
            }
            (Some((sums, critical)), _) => self.says(sums, coding, *critical),
            (None, _) => Said::NotSettled,
        });
        let n_to_code =
            self.days.last().map_or(0, |(_, sums)| sums[0].n_to_code + sums[1].n_to_code);
        match said {
            [one, other] if one != other && n_to_code > 0 => GuardState::Open { n_to_code },
            [Said::Worse, Said::Worse] => GuardState::Worse,
            _ => GuardState::NotSettled,
        }
    }

    /// The doubt about what it rests on, by all rows known now.
    fn doubt(&self, context: &mut Context<'_, '_>, (counted, said): &Basis<'_>) -> Option<Doubt> {
        let (sums, n_changed) = counted.now(context);
        let holds = match said {
            Said::Breached => self.is_breached(&sums),
            _ => self.says(&sums, Coding::AgainstArm, counted.critical()) == Said::Kept,
        };
        (!holds).then_some(Doubt { n_changed })
    }

    /// Whether it is breached with every pending contact against the control.
    fn is_breached(&self, sums: &[Tally; 2]) -> bool {
        self.is_beyond(Coding::AgainstControl.counts(&sums[0], &sums[1]))
    }

    /// Whether the whole anytime sequence lies beyond the margin.
    fn is_beyond(&self, (arm, control): (Count, Count)) -> bool {
        let Some(centre) = difference(arm, control) else {
            return false;
        };
        let at = -self.wanted.gain(self.margin);
        let is_farther = -self.wanted.gain(centre) > self.margin;
        is_farther && difference_is_excluded(arm, control, ALPHA, Mixture::default(), at)
    }

    /// What the repeated interval of a look says; one beyond the margin is worse at least, and a
    /// breach is for the sequence to tell.
    fn says(&self, sums: &[Tally; 2], coding: Coding, critical: f64) -> Said {
        let (arm, control) = coding.counts(&sums[0], &sums[1]);
        let Some(limits) = repeated_interval(arm, control, critical) else {
            return Said::NotSettled;
        };
        let ends = [-self.wanted.gain(limits.low), -self.wanted.gain(limits.high)];
        let (least, most) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
        if most < self.margin {
            Said::Kept
        } else if least > 0.0 {
            Said::Worse
        } else {
            Said::NotSettled
        }
    }
}

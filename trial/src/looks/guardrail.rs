//! Guardrails: whether an arm stays within the margin by which it may be worse, each with its own
//! looks and the whole error rate, until the trial is stopped.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::comparison::taken;
use super::doubt::{Counted, Doubt};
use super::entry::{Entries, Present};
use super::subjects::LookSubject;
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Breached,
    Kept,
    Worse,
    NotSettled,
}

/// One guardrail in one arm, with the days and looks that it has had.
#[derive(Clone, Debug)]
pub struct Guarded {
    metric: Metric,
    wanted: Wanted,
    margin: f64,
    /// The places of arm and control.
    arms: [usize; 2],
    /// The days on which somebody entered or was coded, with the sums at their end.
    days: Vec<(Day, [Tally; 2])>,
    /// Places among the days, with the critical values.
    looks: Vec<(usize, f64)>,
    /// The last day that has a look.
    last_look_day: Day,
    is_stopped: bool,
    /// What its state rests on, once that stays.
    basis: Option<(Counted, Said)>,
}

/// A guardrail in one arm, and what is kept of it.
pub fn looks(
    context: &mut Context<'_, '_>,
    entries: &Entries,
    arm: usize,
    guardrail: &Guardrail,
    boundaries: &mut Boundaries,
) -> (GuardrailLooks, Guarded) {
    let input = context.input;
    let arms = [arm, input.control()];
    let last_look_day = input.last_look_day();
    let days: Vec<_> = entries.timeline.days(arms, last_look_day).collect();
    let taken = taken(&days, input.sizes.information[arm]);
    let times: Vec<f64> = taken.iter().map(|(_, t)| *t).collect();
    let critical = boundaries.of(arm, Some(guardrail.metric), ALPHA).critical_values(&times);
    let mut guarded = Guarded {
        metric: guardrail.metric,
        wanted: guardrail.metric.wanted().unwrap_or(Wanted::Fewer),
        margin: guardrail.margin,
        arms,
        looks: taken.iter().zip(critical).map(|((place, _), c)| (*place, *c)).collect(),
        days,
        last_look_day,
        is_stopped: input.stopped_at.is_some(),
        basis: None,
    };
    let basis = guarded.settled(entries);
    guarded.basis = basis.map(|(counted, said)| (context.brought_up_to_now(counted), said));
    let looks = GuardrailLooks {
        arm: input.plan.arms[arm].name.clone(),
        control: input.plan.control.clone(),
        metric: guardrail.metric,
        margin: guardrail.margin,
        state: guarded.state(entries, Day::of(input.now)),
        n_looks: guarded.looks.len() as u64,
        doubt: guarded.doubt(),
    };
    (looks, guarded)
}

impl Guarded {
    /// What a closed day has said for good: a breach stays and beats what was kept.
    fn settled(&self, entries: &Entries) -> Option<(Counted, Said)> {
        let until = |day, critical| Counted::until(entries, day, critical, self.arms);
        if let Some((day, _)) = self.days.iter().find(|(_, sums)| self.is_breached(sums)) {
            return Some((until(*day, f64::INFINITY), Said::Breached));
        }
        let kept = self.looks.iter().find(|(place, critical)| {
            self.says(&self.days[*place].1, Coding::AgainstArm, *critical) == Said::Kept
        });
        kept.map(|(place, critical)| (until(self.days[*place].0, *critical), Said::Kept))
    }

    /// What is guarded.
    pub fn metric(&self) -> Metric {
        self.metric
    }

    /// How it stands.
    pub fn state(&self, entries: &Entries, today: Day) -> GuardState {
        match &self.basis {
            Some((counted, Said::Breached)) => GuardState::Breached { since: counted.day().date() },
            Some((counted, _)) => GuardState::Kept { since: counted.day().date() },
            None => self.unsettled(entries, today),
        }
    }

    /// How it stands while no closed day has settled it: by the subjects of the last look, and by
    /// everyone mature, with the first codings that their contacts have had until now. A contact is
    /// pending in a look until its first coding, so a breach shows at once and not tomorrow.
    fn unsettled(&self, entries: &Entries, today: Day) -> GuardState {
        let mature = self.days.last().map(|(day, _)| entries.recoded(self.arms, *day, today));
        let mature = mature.unwrap_or_default();
        let last = self.looks.last().map(|(place, critical)| {
            let day = self.days[*place].0;
            (day, entries.recoded(self.arms, day, today), *critical)
        });
        let said = Coding::BOTH.map(|coding| match &last {
            _ if self.is_beyond(coding.counts(&mature[0], &mature[1])) => Said::Breached,
            Some((_, sums, critical)) => self.says(sums, coding, *critical),
            None => Said::NotSettled,
        });
        let n_to_code = mature[0].n_to_code + mature[1].n_to_code;
        match (said, last) {
            ([Said::Breached, Said::Breached], _) => {
                let since = if self.is_stopped { self.last_look_day } else { today };
                GuardState::Breached { since: since.date() }
            }
            ([Said::Kept, Said::Kept], Some((day, ..))) => GuardState::Kept { since: day.date() },
            ([one, other], _) if one != other && n_to_code > 0 => GuardState::Open { n_to_code },
            ([Said::Worse, Said::Worse], _) => GuardState::Worse,
            _ => GuardState::NotSettled,
        }
    }

    /// Takes in the rows of one subject that are new.
    pub fn update(&mut self, present: &Present<'_>, place: usize, subject: &LookSubject<'_>) {
        if let Some((counted, _)) = &mut self.basis {
            counted.update(present, place, subject);
        }
    }

    /// The doubt about what it rests on, by all rows known now.
    pub fn doubt(&self) -> Option<Doubt> {
        let (counted, said) = self.basis.as_ref()?;
        let sums = counted.sums();
        counted.doubt(match said {
            Said::Breached => self.is_breached(sums),
            _ => self.says(sums, Coding::AgainstArm, counted.critical()) == Said::Kept,
        })
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

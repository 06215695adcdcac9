//! Claims of a look: what may be said from its counts and its critical value.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::metric::Wanted;
use crate::plan::Plan;
use crate::stats::rate::{Count, Interval};
use crate::stats::score::{pooled_z, repeated_interval};

/// What a look says of an arm against the control.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// Its z crossed the boundary on the wanted side.
    Better,
    /// It crossed on the other side.
    Worse,
    /// The repeated interval of gain lies above the margin, in a plan that has one.
    NoWorse,
    /// The repeated interval lies within the smallest difference, in a plan without a margin.
    NoDifference,
}

impl Claim {
    /// Whether it is a crossing, which decides and stays.
    pub fn is_crossing(self) -> bool {
        matches!(self, Claim::Better | Claim::Worse)
    }
}

/// What a plan wants of its primary metric.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    pub wanted: Wanted,
    pub margin: Option<f64>,
    pub smallest_difference: f64,
}

/// The counts of one look under one coding: arm, then control.
#[derive(Clone, Copy, Debug)]
pub struct Counts {
    /// As counted.
    pub counted: (Count, Count),
    /// With everyone not confirmed taken for clean in both arms.
    pub confirmed: (Count, Count),
}

impl Question {
    /// The question of a plan.
    pub fn of(plan: &Plan) -> Question {
        Question {
            wanted: plan.wanted(),
            margin: plan.primary.margin,
            smallest_difference: plan.design.smallest_difference,
        }
    }

    /// The first claim that holds under every coding, by whether it holds under one.
    pub fn first(
        &self,
        codings: &[Counts],
        holds: impl Fn(&Self, Claim, &Counts) -> bool,
    ) -> Option<Claim> {
        let weaker = if self.margin.is_some() { Claim::NoWorse } else { Claim::NoDifference };
        let claims = [Claim::Better, Claim::Worse, weaker];
        claims.into_iter().find(|claim| codings.iter().all(|counts| holds(self, *claim, counts)))
    }

    /// Whether a claim holds at a critical value of z.
    pub fn holds(&self, claim: Claim, counts: &Counts, critical: f64) -> bool {
        let (arm, control) = counts.counted;
        let z = pooled_z(arm, control);
        match claim {
            Claim::Better => z.abs() > critical && self.wanted.gain(z) > 0.0,
            Claim::Worse => z.abs() > critical && self.wanted.gain(z) < 0.0,
            Claim::NoWorse | Claim::NoDifference => {
                [counts.counted, counts.confirmed].into_iter().all(|(arm, control)| {
                    repeated_interval(arm, control, critical)
                        .is_some_and(|limits| self.lies_within(claim, limits))
                })
            }
        }
    }

    /// Whether limits of a difference are inside what the claim allows.
    pub fn lies_within(&self, claim: Claim, limits: Interval) -> bool {
        let ends = [self.wanted.gain(limits.low), self.wanted.gain(limits.high)];
        let (low, high) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
        match claim {
            Claim::NoWorse => self.margin.is_some_and(|margin| low > -margin),
            Claim::NoDifference => {
                low > -self.smallest_difference && high < self.smallest_difference
            }
            Claim::Better | Claim::Worse => false,
        }
    }
}

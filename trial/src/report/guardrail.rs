//! Guardrails: whether something that must not get worse stays within its margin.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Metric;
use super::watch::Watched;
use crate::looks::{GuardState, GuardrailLooks};
use crate::plan::Plan;

/// Whether a guardrail holds: by its looks, or by the limits that hold while one watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum GuardrailState {
    /// The arm is worse by less than the margin, or better.
    Kept,
    /// It depends on contacts that nobody has coded.
    Open,
    /// The limits still reach beyond the margin.
    NotSettled,
    /// The arm is worse than the control, by how much is not settled.
    Worse,
    /// The arm is worse by more than the margin.
    Breached,
}

impl GuardrailState {
    /// The state in words, as the rest of a sentence.
    pub fn words(self) -> &'static str {
        match self {
            GuardrailState::Kept => "kept",
            GuardrailState::Open => "open, as contacts are to be coded",
            GuardrailState::NotSettled => "not settled yet",
            GuardrailState::Worse => "worse, by how much is not settled",
            GuardrailState::Breached => "breached",
        }
    }
}

/// A guardrail of the plan, as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Guarded {
    /// By how much the arm may be worse.
    pub margin: f64,
    /// Whether it holds.
    pub state: GuardrailState,
}

impl From<&GuardrailLooks> for Guarded {
    fn from(looks: &GuardrailLooks) -> Guarded {
        let state = match looks.state {
            GuardState::Breached { .. } => GuardrailState::Breached,
            GuardState::Kept { .. } => GuardrailState::Kept,
            GuardState::Open { .. } => GuardrailState::Open,
            GuardState::Worse => GuardrailState::Worse,
            GuardState::NotSettled => GuardrailState::NotSettled,
        };
        Guarded { margin: looks.margin, state }
    }
}

/// How a metric stands against its guardrail; `None` when the plan has none for it.
pub(super) fn of(plan: &Plan, metric: Metric, watched: &Watched) -> Option<Guarded> {
    let guardrail = plan.guardrails.iter().find(|guardrail| guardrail.metric == metric)?;
    let margin = guardrail.margin;
    let state = match (watched.interval, metric.wanted()) {
        (Some(limits), Some(wanted)) => {
            let ends = [-wanted.gain(limits.low), -wanted.gain(limits.high)];
            state(ends[0].min(ends[1]), ends[0].max(ends[1]), margin)
        }
        _ => GuardrailState::NotSettled,
    };
    Some(Guarded { margin, state })
}

/// From the least and the most harm that the limits allow.
fn state(least: f64, most: f64, margin: f64) -> GuardrailState {
    if least > margin {
        GuardrailState::Breached
    } else if most < margin {
        GuardrailState::Kept
    } else if least > 0.0 {
        GuardrailState::Worse
    } else {
        GuardrailState::NotSettled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guardrail_is_kept_or_breached_only_when_all_limits_agree() {
        assert_eq!(state(-0.02, 0.04, 0.05), GuardrailState::Kept);
        assert_eq!(state(-0.02, 0.06, 0.05), GuardrailState::NotSettled);
        assert_eq!(state(0.01, 0.06, 0.05), GuardrailState::Worse);
        assert_eq!(state(0.051, 0.2, 0.05), GuardrailState::Breached);
    }
}

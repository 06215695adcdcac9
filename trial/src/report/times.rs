//! Each arm against the control on the time to confirmed cleanup.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{ALPHA, ArmReport};
use crate::method::Method;
use crate::name::ArmName;
use crate::stats::restricted_mean::{Contrast, RestrictedMean, contrast};

/// Arm against control on the time to confirmed cleanup, in days: below 0 when the arm is sooner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TimeComparison {
    /// The arm.
    pub arm: ArmName,
    /// The control.
    pub control: ArmName,
    /// Median of the arm minus median of the control; `None` while one has not been reached.
    pub median_difference: Option<f64>,
    /// H + q, up to which the means go.
    pub limit_days: u32,
    /// Restricted mean of the arm against that of the control, 95 %, single look; `None` while an
    /// arm is empty, shows no spread, or is not followed as far as the means go.
    pub restricted_mean: Option<Contrast>,
    /// How the means are computed.
    pub computed: Method,
}

/// Each arm against the control.
pub(super) fn all(arms: &[ArmReport], limit_days: u32) -> Vec<TimeComparison> {
    let Some(control) = arms.iter().find(|arm| arm.is_control) else {
        return Vec::new();
    };
    let compare = |arm: &ArmReport| TimeComparison {
        arm: arm.arm.clone(),
        control: control.arm.clone(),
        median_difference: difference(arm.median.time, control.median.time),
        limit_days,
        restricted_mean: arm
            .restricted_mean
            .zip(control.restricted_mean)
            .filter(|(arm, control)| can_be_compared(arm) && can_be_compared(control))
            .map(|(arm, control)| contrast(arm, control, ALPHA)),
        computed: Method::RestrictedMean,
    };
    arms.iter().filter(|arm| !arm.is_control).map(compare).collect()
}

/// Without spread there are no limits, and a curve that had to be extended gives a bound only.
fn can_be_compared(mean: &RestrictedMean) -> bool {
    mean.standard_error > 0.0 && !mean.extended
}

fn difference(arm: Option<f64>, control: Option<f64>) -> Option<f64> {
    Some(arm? - control?)
}

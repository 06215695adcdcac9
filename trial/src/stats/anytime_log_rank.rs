//! The log-rank test that may be watched: an e-value that multiplies over event times, or over
//! closed days within entry cohorts (ter Schure et al. 2024).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::anytime::e_value_from_log;
use super::life_table::{EventTime, LifeTable, at_event_times};
use super::special::hypergeometric::Urn;

/// Events that happened together in two groups, with the numbers at risk just before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Batch {
    /// Subjects at risk in the reference group.
    pub at_risk_reference: u64,
    /// Subjects at risk in the treated group.
    pub at_risk_treated: u64,
    /// Events in the reference group, at most those at risk.
    pub events_reference: u64,
    /// Events in the treated group, at most those at risk.
    pub events_treated: u64,
}

impl Batch {
    /// The batch of an event time of two groups, the reference first.
    pub(super) fn of(moment: &EventTime) -> Batch {
        let share = |at: usize| moment.groups.get(at).copied().unwrap_or_default();
        let (reference, treated) = (share(0), share(1));
        Batch {
            at_risk_reference: reference.at_risk,
            at_risk_treated: treated.at_risk,
            events_reference: reference.events,
            events_treated: treated.events,
        }
    }

    /// log of the likelihood at hazard ratio θ (treated over reference) over that at 1, given the
    /// margins: Fisher's noncentral hypergeometric against the central one. 0 when only one
    /// outcome was possible. Always finite.
    pub fn log_likelihood_ratio(self, theta: f64) -> f64 {
        let urn = Urn {
            marked: self.at_risk_treated,
            plain: self.at_risk_reference,
            drawn: self.events_reference + self.events_treated,
        };
        let log_theta = libm::log(theta);
        let tables = urn.distribution();
        // The noncentral probability of each k is the central one times θᵏ, over their sum.
        let weigh = |(k, chance): (u64, f64)| {
            chance * libm::exp((k as f64 - self.events_treated as f64) * log_theta)
        };
        let mean: f64 = tables.iter().filter(|(_, chance)| *chance > 0.0).map(weigh).sum();
        -libm::log(mean.clamp(f64::MIN_POSITIVE, f64::MAX))
    }
}

/// The evidence so far against equal hazards, batch by batch.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Evidence {
    theta: f64,
    log_at_theta: f64,
    log_at_inverse: f64,
    p: f64,
}

impl Evidence {
    /// No evidence yet. θ is the hazard ratio (treated over reference) that the plan's smallest
    /// difference stands for; `None` when it is not positive and finite.
    pub fn new(theta: f64) -> Option<Evidence> {
        let usable = theta > 0.0 && theta.is_finite() && (1.0 / theta).is_finite();
        usable.then_some(Evidence { theta, log_at_theta: 0.0, log_at_inverse: 0.0, p: 1.0 })
    }

    /// Takes a batch in; nothing is published before [`Evidence::close`].
    pub fn add(&mut self, batch: Batch) {
        self.log_at_theta += batch.log_likelihood_ratio(self.theta);
        self.log_at_inverse += batch.log_likelihood_ratio(1.0 / self.theta);
    }

    /// Ends a look: lowers the p-value if the evidence is the best so far.
    pub fn close(&mut self) {
        self.p = self.p.min(1.0 / self.e_value());
    }

    /// The e-value of the bet on θ alone, 0 and up, finite.
    pub fn e_at_theta(&self) -> f64 {
        e_value_from_log(self.log_at_theta)
    }

    /// The e-value of the bet on 1/θ alone.
    pub fn e_at_inverse(&self) -> f64 {
        e_value_from_log(self.log_at_inverse)
    }

    /// The two-sided e-value: the mean of both bets.
    pub fn e_value(&self) -> f64 {
        (self.e_at_theta() + self.e_at_inverse()) / 2.0
    }

    /// The smallest 1 / e over the looks closed so far; 1 before the first.
    pub fn p(&self) -> f64 {
        self.p
    }
}

/// The evidence over event times in rising order, each of them a look. Right only when all
/// subjects share one clock; for a trial with days of entry use the cohorts' version.
///
/// No evidence (e = 1, p = 1) without events; `None` when θ is not positive and finite.
pub fn anytime_log_rank(reference: LifeTable, treated: LifeTable, theta: f64) -> Option<Evidence> {
    let mut evidence = Evidence::new(theta)?;
    at_event_times(&[reference, treated], |moment| {
        evidence.add(Batch::of(&moment));
        evidence.close();
    });
    Some(evidence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_event_weighs_by_the_shares_at_risk() {
        let batch = Batch {
            at_risk_reference: 6,
            at_risk_treated: 4,
            events_reference: 0,
            events_treated: 1,
        };
        let expected = libm::log(0.7 / (0.6 + 0.4 * 0.7));
        assert!((batch.log_likelihood_ratio(0.7) - expected).abs() < 1e-15);
    }

    #[test]
    fn a_forced_outcome_is_no_evidence() {
        let batch = Batch {
            at_risk_reference: 3,
            at_risk_treated: 0,
            events_reference: 2,
            events_treated: 0,
        };
        assert_eq!(batch.log_likelihood_ratio(0.5), 0.0);
        let everybody = Batch {
            at_risk_reference: 3,
            at_risk_treated: 4,
            events_reference: 3,
            events_treated: 4,
        };
        assert_eq!(everybody.log_likelihood_ratio(0.5), 0.0);
    }

    #[test]
    fn a_ratio_that_cannot_be_is_refused() {
        for theta in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(Evidence::new(theta), None);
        }
    }

    #[test]
    fn a_lopsided_batch_stays_finite() {
        let batch = Batch {
            at_risk_reference: 4000,
            at_risk_treated: 4000,
            events_reference: 0,
            events_treated: 4000,
        };
        for theta in [0.5, 2.0] {
            assert!(batch.log_likelihood_ratio(theta).is_finite());
        }
    }

    #[test]
    fn the_bet_is_fair_when_hazards_are_equal() {
        let urn = Urn { marked: 23, plain: 17, drawn: 9 };
        for theta in [0.3, 0.7, 1.0, 2.5] {
            let wealth: f64 = urn
                .distribution()
                .iter()
                .map(|(events_treated, chance)| {
                    let batch = Batch {
                        at_risk_reference: 17,
                        at_risk_treated: 23,
                        events_reference: 9 - events_treated,
                        events_treated,
                    };
                    chance * libm::exp(batch.log_likelihood_ratio(theta))
                })
                .sum();
            assert!((wealth - 1.0).abs() < 1e-12, "{theta}: {wealth}");
        }
    }
}

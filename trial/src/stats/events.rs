//! Events that a log-rank test needs (Schoenfeld 1981).

use super::special::normal::upper_quantile;

/// Events, not yet rounded up, for the log-rank test at two-sided level `alpha` to see a hazard
/// ratio with the wanted power, when `ratio` subjects enter one arm for each in the other
/// (Schoenfeld 1981).
///
/// `None` when the hazard ratio is 1 or not positive, a chance is not strictly between 0 and 1,
/// or the ratio is not positive.
pub fn events_needed(hazard_ratio: f64, power: f64, alpha: f64, ratio: f64) -> Option<f64> {
    let is_chance = |share: f64| 0.0 < share && share < 1.0;
    let usable = hazard_ratio > 0.0 && hazard_ratio != 1.0 && ratio > 0.0;
    if !usable || !is_chance(power) || !is_chance(alpha) {
        return None;
    }
    let reach = upper_quantile(alpha / 2.0) + upper_quantile(1.0 - power);
    let log = libm::log(hazard_ratio);
    let split = ratio / ((1.0 + ratio) * (1.0 + ratio));
    Some(reach * reach / (split * log * log)).filter(|events| events.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_and_its_inverse_need_as_many() {
        let up = events_needed(1.5, 0.9, 0.05, 1.0).unwrap();
        let down = events_needed(1.0 / 1.5, 0.9, 0.05, 1.0).unwrap();
        assert!((up - down).abs() < 1e-9);
    }

    #[test]
    fn questions_without_an_answer_get_none() {
        assert_eq!(events_needed(1.0, 0.9, 0.05, 1.0), None);
        assert_eq!(events_needed(-2.0, 0.9, 0.05, 1.0), None);
        assert_eq!(events_needed(1.5, 1.0, 0.05, 1.0), None);
        assert_eq!(events_needed(1.5, 0.9, 0.05, f64::INFINITY), None);
    }
}

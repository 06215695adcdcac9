//! E-values, and the p-values that follow from them and hold under looking.
//!
//! An e-value is the wealth of a bet against the null that is worth 1 on average whenever one
//! stops; 1 / e, at its smallest so far, is a p-value that may be watched all day (Ville 1939).

/// The largest logarithm whose exponential is a finite double, with room for a mean of two.
const LARGEST_LOG: f64 = 700.0;

/// The e-value that belongs to a logarithm, held within what a double can show: never infinite.
pub(super) fn e_value_from_log(log: f64) -> f64 {
    libm::exp(log.min(LARGEST_LOG))
}

/// The p-value valid now: 1 / e at its smallest over all looks so far, at most 1; 1 without any.
pub fn anytime_p(e_values: impl IntoIterator<Item = f64>) -> f64 {
    e_values.into_iter().fold(1.0, |smallest: f64, e_value| smallest.min(1.0 / e_value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_look_counts_and_later_losses_do_not_take_it_back() {
        assert_eq!(anytime_p([0.5, 4.0, 2.0]), 0.25);
        assert_eq!(anytime_p([0.5, 0.0]), 1.0);
        assert_eq!(anytime_p([]), 1.0);
    }

    #[test]
    fn an_e_value_beyond_doubles_stays_finite() {
        assert!(e_value_from_log(1e6).is_finite());
        assert_eq!(e_value_from_log(f64::NEG_INFINITY), 0.0);
    }
}

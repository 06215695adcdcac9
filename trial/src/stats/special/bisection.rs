//! Bisection: the point at which a condition stops holding.

/// Halvings after which no double between the ends is left, whatever the scale of the root.
const MOST_HALVINGS: u32 = 200;

/// The end of the region that holds `inside`, towards `outside`: the last value found at which
/// `holds` is true. `outside` itself when the condition holds there too.
pub fn boundary(inside: f64, outside: f64, holds: impl Fn(f64) -> bool) -> f64 {
    if holds(outside) {
        return outside;
    }
    let (mut good, mut bad) = (inside, outside);
    for _ in 0..MOST_HALVINGS {
        let middle = good + (bad - good) / 2.0;
        if middle == good || middle == bad {
            break;
        }
        if holds(middle) {
            good = middle;
        } else {
            bad = middle;
        }
    }
    good
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_boundary_is_found_to_the_last_digit_on_either_side() {
        assert!((boundary(0.0, 2.0, |x| x * x < 2.0) - 2f64.sqrt()).abs() < 1e-15);
        assert!((boundary(0.0, -2.0, |x| x * x < 2.0) + 2f64.sqrt()).abs() < 1e-15);
    }

    #[test]
    fn a_condition_that_always_holds_reaches_the_end() {
        assert_eq!(boundary(0.0, 1.0, |_| true), 1.0);
    }
}

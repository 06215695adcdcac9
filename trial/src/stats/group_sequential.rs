//! Group sequential boundaries: critical values for repeated looks that spend an error rate over
//! information time (Lan & DeMets 1983), by recursive numerical integration of the score process
//! (Armitage, McPherson & Rowe 1969).
//!
//! Information is in units of the planned one, so that 1 is the planned end. Only z is bounded:
//! the same values serve a test and a repeated confidence interval.

mod design;
mod path;

use super::special::bisection::boundary;
use super::special::normal::upper_quantile;

pub use design::Design;
use path::{Path, Step};

/// The largest critical value; the tail beyond it (1e-33) is not told from nothing.
pub const LARGEST_Z: f64 = 12.0;

/// Newton steps after which the critical value no longer moves; the start is never far off.
const MOST_STEPS: u32 = 100;

/// The share of an error rate that may be spent by an information time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spending {
    /// 4 − 4Φ(z_{α/4} / √t): hardly anything early, almost the whole rate at the end.
    ObrienFleming,
    /// α t², which spends earlier.
    Square,
}

impl Spending {
    /// The two-sided error rate spent by information time `t`; nothing is spent before 0, and the
    /// whole of `alpha` from 1 on.
    pub fn spent(self, alpha: f64, t: f64) -> f64 {
        let t = t.clamp(0.0, 1.0);
        match self {
            Spending::Square => alpha * t * t,
            Spending::ObrienFleming if t == 0.0 => 0.0,
            // As erfc: the difference 4 − 4Φ cancels in doubles where little is spent.
            Spending::ObrienFleming => {
                2.0 * libm::erfc(upper_quantile(alpha / 4.0) / (2.0 * t).sqrt())
            }
        }
    }
}

/// A two-sided symmetric boundary that grows look by look. A further look costs one integration,
/// so a caller keeps the boundary and asks again with the information times of all looks taken.
#[derive(Clone, Debug)]
pub struct Boundary {
    alpha: f64,
    spending: Spending,
    information: Vec<f64>,
    critical: Vec<f64>,
    /// The probability of having crossed upwards by each look, under no difference.
    crossed: Vec<f64>,
    path: Path,
}

impl Boundary {
    /// The boundary before the first look; `alpha` is the two-sided error rate in all.
    pub fn new(alpha: f64, spending: Spending) -> Boundary {
        Boundary {
            alpha,
            spending,
            information: Vec::new(),
            critical: Vec::new(),
            crossed: Vec::new(),
            path: Path::default(),
        }
    }

    /// The critical value of z at each of these information times, which increase. What was
    /// computed for the same first times is kept; the numbers do not depend on what was.
    pub fn critical_values(&mut self, information: &[f64]) -> &[f64] {
        let n_kept = self.information.len();
        if information.get(..n_kept) != Some(&self.information[..]) {
            *self = Boundary::new(self.alpha, self.spending);
        }
        for t in &information[self.information.len()..] {
            self.look(*t);
        }
        &self.critical
    }

    /// The critical value of one further look at `t`, which is not taken.
    pub fn next(&self, t: f64) -> f64 {
        self.further(t).0
    }

    /// The probability, under no difference, of having crossed upwards by each look.
    pub fn crossed(&self) -> &[f64] {
        &self.crossed
    }

    fn look(&mut self, t: f64) {
        let (critical, step) = self.further(t);
        let before = self.crossed.last().copied().unwrap_or(0.0);
        let edge = critical * t.sqrt();
        self.crossed.push(before + step.exceeding(edge));
        self.path = self.path.continued(t, edge, step);
        self.information.push(t);
        self.critical.push(critical);
    }

    fn further(&self, t: f64) -> (f64, Step) {
        let before = self.information.last().copied().unwrap_or(0.0);
        let spent = |t: f64| self.spending.spent(self.alpha, t);
        let step = self.path.step_to(t);
        let start = self.path.edge();
        (critical_value(&step, t, (spent(t) - spent(before)) / 2.0, start), step)
    }
}

/// The z that a look at `t` exceeds with probability `target`, at most [`LARGEST_Z`].
///
/// Newton's method on the logarithm of the tail, which is concave, so that the steps come from one
/// side; halved where rounding leads out of the bracket.
fn critical_value(step: &Step, t: f64, target: f64, start: f64) -> f64 {
    let root = t.sqrt();
    let (mut low, mut high) = (0.0, LARGEST_Z * root);
    if target <= 0.0 || step.exceeding(high) >= target {
        return LARGEST_Z;
    }
    let mut edge = if start > 0.0 { start.min(high) } else { root * upper_quantile(target) };
    for _ in 0..MOST_STEPS {
        let tail = step.exceeding(edge);
        if tail > target {
            low = edge;
        } else {
            high = edge;
        }
        let newton = edge + libm::log(tail / target) * tail / step.density(edge);
        let next = if newton > low && newton < high { newton } else { (low + high) / 2.0 };
        if (next - edge).abs() <= 1e-14 * root {
            return next / root;
        }
        edge = next;
    }
    edge / root
}

/// The probability, under no difference, that z leaves these two-sided bounds at any of the looks.
pub fn crossing_probability(information: &[f64], critical: &[f64]) -> f64 {
    Design::new(information, critical).power(0.0)
}

/// Pocock's constant: the same critical value at `n_looks` equally spaced looks.
pub fn pocock(n_looks: u64, alpha: f64) -> f64 {
    classical(n_looks, alpha, |_| 1.0)
}

/// O'Brien and Fleming's constant: the critical value at the last of `n_looks` equally spaced
/// looks, divided by √t at the others.
pub fn obrien_fleming(n_looks: u64, alpha: f64) -> f64 {
    classical(n_looks, alpha, |t| 1.0 / t.sqrt())
}

fn classical(n_looks: u64, alpha: f64, shape: impl Fn(f64) -> f64) -> f64 {
    let information: Vec<f64> = (1..=n_looks).map(|k| k as f64 / n_looks as f64).collect();
    let crosses = |constant: f64| {
        let critical: Vec<f64> = information.iter().map(|t| constant * shape(*t)).collect();
        crossing_probability(&information, &critical)
    };
    boundary(LARGEST_Z, 0.0, |constant| crosses(constant) < alpha)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn daily(n: u32) -> Vec<f64> {
        (1..=n).map(|k| f64::from(k) / f64::from(n)).collect()
    }

    #[test]
    fn one_look_at_the_planned_end_has_the_usual_critical_value() {
        let mut boundary = Boundary::new(0.05, Spending::ObrienFleming);
        let c = boundary.critical_values(&[1.0])[0];
        assert!((c - 1.959_963_984_540_054).abs() < 1e-12, "{c}");
    }

    #[test]
    fn a_boundary_that_is_kept_has_the_same_bits_as_a_new_one() {
        let times = daily(12);
        let mut kept = Boundary::new(0.05, Spending::ObrienFleming);
        for n in 1..=times.len() {
            let next = kept.next(times[n - 1]);
            let grown = kept.critical_values(&times[..n]).to_vec();
            assert_eq!(next.to_bits(), grown[n - 1].to_bits());
            let mut new = Boundary::new(0.05, Spending::ObrienFleming);
            assert_eq!(new.critical_values(&times[..n]), grown);
        }
        let other = [0.1, 0.35, 1.0];
        let mut new = Boundary::new(0.05, Spending::ObrienFleming);
        assert_eq!(kept.critical_values(&other), new.critical_values(&other));
    }

    #[test]
    fn all_looks_together_spend_alpha_and_no_more() {
        for times in [daily(60), vec![0.02, 0.4, 0.405, 0.9999, 1.0], vec![0.3, 1.2]] {
            let mut boundary = Boundary::new(0.05, Spending::ObrienFleming);
            boundary.critical_values(&times);
            let all = boundary.crossed().last().unwrap() * 2.0;
            assert!((all - 0.05).abs() < 1e-9, "{times:?}: {all}");
        }
    }

    #[test]
    fn a_last_look_just_after_another_still_has_a_boundary() {
        for gap in [1e-3, 1e-6, 1e-9] {
            let mut boundary = Boundary::new(0.05, Spending::ObrienFleming);
            let c = *boundary.critical_values(&[0.5, 1.0 - gap, 1.0]).last().unwrap();
            assert!(c.is_finite() && c > 1.9, "{gap}: {c}");
        }
    }

    #[test]
    fn overrunning_the_plan_spends_nothing_further_and_counts_the_information() {
        let mut at_plan = Boundary::new(0.05, Spending::ObrienFleming);
        let mut beyond = at_plan.clone();
        let planned = at_plan.critical_values(&[0.5, 1.0])[1];
        let overrun = beyond.critical_values(&[0.5, 1.3])[1];
        // A last look that depends less on the earlier one has a little more to guard against.
        assert!(overrun > planned && overrun < planned + 0.01, "{planned} {overrun}");
        assert!((beyond.crossed()[1] - 0.025).abs() < 1e-12);
    }
}

//! The distribution of the score process over the paths that have crossed no bound so far.
//!
//! The process has variance t and independent increments; by symmetry only its upper half is kept.
//! Its density at a look is the one before it, smoothed by the increment, so it is computed on the
//! nodes that the next increment needs, and not before that is known.

use std::f64::consts::PI;

use crate::stats::special::normal::upper_tail;

/// Nodes and weights of Gauss–Legendre quadrature on −1 to 1, positive half.
const NODES: [(f64, f64); 4] = [
    (0.183_434_642_495_649_8, 0.362_683_783_378_362),
    (0.525_532_409_916_329, 0.313_706_645_877_887_3),
    (0.796_666_477_413_626_7, 0.222_381_034_453_374_48),
    (0.960_289_856_497_536_3, 0.101_228_536_290_376_26),
];

/// Width of a panel in standard deviations of the narrower increment: eight nodes then integrate
/// the normal density to 1e-11.
const PANEL: f64 = 1.5;
/// The narrowest panel away from the edge, in standard deviations of the process: only the last
/// look may follow another more closely, and what it needs lies at the edge.
const NARROWEST: f64 = 0.04;
/// By how much panels widen away from the edge.
const WIDENING: f64 = 1.5;
/// Standard deviations beyond which an increment is left out; the largest critical value has room.
const FARTHEST: f64 = 20.0;

/// Paths up to a look, still between its bounds.
#[derive(Clone, Debug, Default)]
pub(super) struct Path {
    information: f64,
    edge: f64,
    step: Option<Step>,
}

/// The increment between two looks: where paths come from, and how far they may go.
#[derive(Clone, Debug)]
pub(super) struct Step {
    from: Masses,
    deviation: f64,
}

/// Probability masses at places above 0, each with its mirror image below.
#[derive(Clone, Debug)]
pub(super) struct Masses(pub Vec<(f64, f64)>);

impl Path {
    /// The bound of the last look, on the scale of the process.
    pub fn edge(&self) -> f64 {
        self.edge
    }

    /// The increment to a look at this information, which is later than the last one.
    pub fn step_to(&self, information: f64) -> Step {
        let deviation = (information - self.information).max(f64::MIN_POSITIVE).sqrt();
        Step { from: self.masses(deviation), deviation }
    }

    /// The paths that stay within the edge at the look to which the step led.
    pub fn continued(&self, information: f64, edge: f64, step: Step) -> Path {
        Path { information, edge, step: Some(step) }
    }

    /// The density between the bounds, fine enough for an increment of this deviation.
    pub fn masses(&self, deviation: f64) -> Masses {
        let Some(step) = &self.step else {
            // Half of the start, as its mirror image stands for the other half.
            return Masses(vec![(0.0, 0.5)]);
        };
        let narrower = step.deviation.min(deviation);
        let least = NARROWEST * self.information.sqrt();
        let mut masses = Vec::new();
        let (mut top, mut width) = (self.edge, PANEL * narrower);
        while top > 0.0 {
            let bottom = (top - width).max(0.0);
            let (middle, half) = ((top + bottom) / 2.0, (top - bottom) / 2.0);
            for (node, weight) in NODES {
                for at in [middle - half * node, middle + half * node] {
                    masses.push((at, half * weight * step.density(at)));
                }
            }
            top = bottom;
            if width < least {
                width *= WIDENING;
            }
        }
        Masses(masses)
    }
}

impl Step {
    /// The density after the increment.
    pub fn density(&self, at: f64) -> f64 {
        let kernel = |distance: f64| {
            let z = distance / self.deviation;
            if z.abs() > FARTHEST { 0.0 } else { libm::exp(-0.5 * z * z) }
        };
        let sum: f64 =
            self.from.0.iter().map(|(y, mass)| mass * (kernel(at - y) + kernel(at + y))).sum();
        sum / (self.deviation * (2.0 * PI).sqrt())
    }

    /// The probability of lying above `edge` after the increment.
    pub fn exceeding(&self, edge: f64) -> f64 {
        let beyond = |distance: f64| upper_tail(distance / self.deviation);
        self.from.0.iter().map(|(y, mass)| mass * (beyond(edge - y) + beyond(edge + y))).sum()
    }
}

//! Power against subjects, for a chart.

use super::size::{smallest_comparison, watching};
use super::{PowerPoint, Question};
use crate::stats::power::power;

/// Points of the curve beside the one at nobody.
const N_POINTS: u64 = 48;

/// The points from nobody to a fifth more than `n_watching` subjects in all arms.
pub fn points(question: &Question, n_watching: u64) -> Vec<PowerPoint> {
    let most = n_watching + n_watching / 5;
    (0..=N_POINTS).filter_map(|step| point(question, most * step / N_POINTS)).collect()
}

fn point(question: &Question, n: u64) -> Option<PowerPoint> {
    let (sizes, weight) = smallest_comparison(question, n)?;
    if sizes.first == 0 || sizes.second == 0 {
        return Some(PowerPoint { n, planned: 0.0, watching: 0.0 });
    }
    let (from, to) = (question.design.baseline, question.hoped_rate());
    Some(PowerPoint {
        n,
        planned: power(from, to, sizes, question.alpha_planned())?,
        watching: watching(question, weight).power(sizes.second as f64)?,
    })
}

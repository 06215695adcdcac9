//! Families about repeated looks: boundaries, and the sizes of designs with them.

use super::case::{Answer, Case, Unreadable};
use crate::stats::group_sequential::{Boundary, Design, Spending, obrien_fleming, pocock};

pub fn boundary(case: &Case) -> Result<Answer, Unreadable> {
    if case.input("K").is_some() {
        let (n_looks, alpha) = (case.whole("K")?, case.alpha()?);
        let answer = Answer::default().number("pocock", pocock(n_looks, alpha));
        return Ok(answer.number("obrien_fleming", obrien_fleming(n_looks, alpha)));
    }
    let alpha = 2.0 * case.number("alpha_per_side")?;
    let mut boundary = Boundary::new(alpha, spending(case)?);
    let bounds = boundary.critical_values(&case.numbers("information")?).to_vec();
    let crossed = boundary.crossed().to_vec();
    Ok(Answer::default().list("z_bounds", bounds).list("cum_alpha_per_side", crossed))
}

pub fn design(case: &Case) -> Result<Answer, Unreadable> {
    let (alpha, power) = (case.alpha()?, case.number("power")?);
    let information = case.numbers("information")?;
    let mut boundary = Boundary::new(alpha, spending(case)?);
    let bounds = boundary.critical_values(&information).to_vec();
    let design = Design::new(&information, &bounds);
    Ok(Answer::default()
        .list("z_bounds", bounds)
        .number("inflation", design.inflation(alpha, power))
        .number("mean_at_effect", design.mean_size(alpha, power, 1.0))
        .number("mean_at_half_effect", design.mean_size(alpha, power, 0.5))
        .number("mean_at_none", design.mean_size(alpha, power, 0.0)))
}

fn spending(case: &Case) -> Result<Spending, Unreadable> {
    match case.word("spending")? {
        "ldof" => Ok(Spending::ObrienFleming),
        "power2" => Ok(Spending::Square),
        other => Err(Unreadable::Choice(other.to_owned(), "a spending function")),
    }
}

//! Families about planning: power, sizes and smallest differences.

use super::case::{Answer, Case, Unreadable};
use crate::stats::events::events_needed;
use crate::stats::exact_power::fisher_power;
use crate::stats::power::{self, ArmSizes, Direction};
use crate::stats::sample_size::Comparison;

pub fn power(case: &Case) -> Result<Answer, Unreadable> {
    let sizes = arm_sizes(case)?;
    let power = power::power(case.number("p1")?, case.number("p2")?, sizes, case.alpha()?);
    Ok(Answer::default().number("power", power.ok_or(Unreadable::NoValue)?))
}

pub fn exact_power(case: &Case) -> Result<Answer, Unreadable> {
    let sizes = arm_sizes(case)?;
    let power = fisher_power(case.number("p1")?, case.number("p2")?, sizes, case.alpha()?);
    Ok(Answer::default().number("power", power.ok_or(Unreadable::NoValue)?))
}

pub fn smallest_difference(case: &Case) -> Result<Answer, Unreadable> {
    let direction = match case.word("direction")? {
        "down" => Direction::Down,
        "up" => Direction::Up,
        other => return Err(Unreadable::Choice(other.to_owned(), "a direction")),
    };
    let (from, wanted) = (case.number("p1")?, case.number("power")?);
    let rate = power::detectable_rate(from, arm_sizes(case)?, wanted, case.alpha()?, direction);
    let rate = rate.ok_or(Unreadable::NoValue)?;
    Ok(Answer::default().number("mde_abs", (rate - from).abs()).number("p2", rate))
}

/// Arms of one size, or each of its own.
fn arm_sizes(case: &Case) -> Result<ArmSizes, Unreadable> {
    if case.input("n_per_arm").is_none() {
        return Ok(ArmSizes { first: case.whole("n1")?, second: case.whole("n2")? });
    }
    let n = case.whole("n_per_arm")?;
    Ok(ArmSizes { first: n, second: n })
}

pub fn sample_size(case: &Case) -> Result<Answer, Unreadable> {
    let plan = Comparison {
        first: case.number("p1")?,
        second: case.number("p2")?,
        power: case.number("power")?,
        alpha: case.alpha()?,
        ratio: case.number_or("ratio_n1_over_n2", 1.0)?,
    };
    let with_continuity = case.number_or("continuity", 0.0)? != 0.0;
    let sizes = match case.input("method").map(|_| case.word("method")).transpose()? {
        None if with_continuity => plan.sizes_with_continuity(),
        None => plan.sizes(),
        Some("cohen_h") => plan.sizes_on_arcsine_scale(),
        Some(other) => return Err(Unreadable::Choice(other.to_owned(), "a method")),
    };
    let sizes = sizes.ok_or(Unreadable::NoValue)?;
    Ok(Answer::default()
        .number("n_exact", sizes.second)
        .number("n_ceil", sizes.second.ceil())
        .number("n1_exact", sizes.first)
        .number("n2_exact", sizes.second)
        .number("h", plan.effect().abs()))
}

pub fn events(case: &Case) -> Result<Answer, Unreadable> {
    let ratio = case.number_or("ratio", 1.0)?;
    let events = events_needed(case.number("hr")?, case.number("power")?, case.alpha()?, ratio);
    let events = events.ok_or(Unreadable::NoValue)?;
    Ok(Answer::default().number("events_exact", events).number("events_ceil", events.ceil()))
}

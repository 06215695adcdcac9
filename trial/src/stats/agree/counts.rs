//! Families about counts: intervals, tests and adjusted p-values.

use super::case::{Answer, Case, Unreadable};
use crate::stats::chi_square::{ChiSquare, against_weights, independence};
use crate::stats::multiplicity::{Adjustment, adjust};
use crate::stats::rate::{self, Count};
use crate::stats::risk_ratio::{self, RiskRatio};
use crate::stats::sample_ratio::exact_ratio;
use crate::stats::score::{self, Claim};

pub fn wilson(case: &Case) -> Result<Answer, Unreadable> {
    let count = case.count("k", "n")?;
    let limits = rate::wilson(count, case.alpha()?).ok_or(Unreadable::NoValue)?;
    let share = count.share().ok_or(Unreadable::NoValue)?;
    Ok(Answer::default().number("estimate", share).interval(limits))
}

pub fn newcombe(case: &Case) -> Result<Answer, Unreadable> {
    let (a, b) = case.arms()?;
    let limits = rate::newcombe(a, b, case.alpha()?).ok_or(Unreadable::NoValue)?;
    Ok(difference(a, b)?.interval(limits))
}

pub fn miettinen_nurminen(case: &Case) -> Result<Answer, Unreadable> {
    let (a, b) = case.arms()?;
    let limits = score::miettinen_nurminen(a, b, case.alpha()?).ok_or(Unreadable::NoValue)?;
    Ok(difference(a, b)?.interval(limits))
}

fn difference(a: Count, b: Count) -> Result<Answer, Unreadable> {
    let estimate = rate::difference(a, b).ok_or(Unreadable::NoValue)?;
    Ok(Answer::default().number("estimate", estimate))
}

pub fn noninferiority(case: &Case) -> Result<Answer, Unreadable> {
    let (a, b) = case.arms()?;
    let claim = match case.word("alternative")? {
        "less" => Claim::Less,
        "greater" => Claim::Greater,
        other => return Err(Unreadable::Choice(other.to_owned(), "an alternative")),
    };
    let test = score::noninferiority(a, b, case.number("margin")?, claim);
    let test = test.ok_or(Unreadable::NoValue)?;
    let answer = Answer::default().number("z", test.z).number("p", test.p);
    Ok(answer.number("z_mn_corrected", test.z_corrected))
}

pub fn risk_ratio(case: &Case) -> Result<Answer, Unreadable> {
    let (a, b) = case.arms()?;
    let RiskRatio { ratio, interval } =
        risk_ratio::risk_ratio(a, b, case.alpha()?).ok_or(Unreadable::NoValue)?;
    Ok(Answer::default().number("rr", ratio).interval(interval))
}

pub fn fisher(case: &Case) -> Result<Answer, Unreadable> {
    let [with_a, without_a, with_b, without_b] = case.wholes("table")?[..] else {
        return Err(Unreadable::Input("table".to_owned()));
    };
    let a = Count::new(with_a, with_a + without_a)?;
    let b = Count::new(with_b, with_b + without_b)?;
    let test = crate::stats::fisher::fisher(a, b);
    let answer = Answer::default().number("p_two_sided", test.two_sided);
    Ok(answer.number("p_less", test.less).number("p_greater", test.greater))
}

pub fn boschloo(case: &Case) -> Result<Answer, Unreadable> {
    let (a, b) = case.arms()?;
    let test = crate::stats::boschloo::boschloo(a, b);
    Ok(Answer::default()
        .number("p_two_sided", test.two_sided)
        .number("p_less", test.less)
        .number("p_greater", test.greater)
        .number("statistic", test.statistic))
}

pub fn chi_square(case: &Case) -> Result<Answer, Unreadable> {
    let (table, cols) = (case.wholes("table")?, case.whole("cols")?);
    let width = usize::try_from(cols).ok().filter(|width| *width > 0);
    let width = width.ok_or_else(|| Unreadable::Input("cols".to_owned()))?;
    let rows: Vec<Vec<u64>> = table.chunks(width).map(<[u64]>::to_vec).collect();
    chi_square_answer(independence(&rows))
}

pub fn ratio_chi_square(case: &Case) -> Result<Answer, Unreadable> {
    chi_square_answer(against_weights(&case.wholes("observed")?, &case.numbers("weights")?))
}

fn chi_square_answer(test: Option<ChiSquare>) -> Result<Answer, Unreadable> {
    let ChiSquare { chi_square, df, p } = test.ok_or(Unreadable::NoValue)?;
    Ok(Answer::default().number("chi2", chi_square).number("df", df as f64).number("p", p))
}

pub fn ratio_exact(case: &Case) -> Result<Answer, Unreadable> {
    let p = exact_ratio(case.count("k", "n")?, case.number("p0")?);
    Ok(Answer::default().number("p", p.ok_or(Unreadable::NoValue)?))
}

pub fn multiplicity(case: &Case) -> Result<Answer, Unreadable> {
    let how = match case.word("method")? {
        "bonferroni" => Adjustment::Bonferroni,
        "sidak" => Adjustment::Sidak,
        "holm" => Adjustment::Holm,
        "holm-sidak" => Adjustment::HolmSidak,
        "simes-hochberg" | "hochberg" => Adjustment::Hochberg,
        "hommel" => Adjustment::Hommel,
        "fdr_bh" => Adjustment::BenjaminiHochberg,
        "fdr_by" => Adjustment::BenjaminiYekutieli,
        other => return Err(Unreadable::Choice(other.to_owned(), "a method")),
    };
    let alpha = case.alpha()?;
    let adjusted = adjust(&case.numbers("p")?, how);
    let rejected: Vec<f64> = adjusted.iter().map(|p| f64::from(*p <= alpha)).collect();
    let n_rejected = rejected.iter().sum();
    let answer = Answer::default().list("p_adj", adjusted).list("reject", rejected);
    Ok(answer.number("n_reject", n_rejected))
}

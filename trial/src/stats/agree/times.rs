//! Families about times: curves, medians, log-rank tests and restricted means.

use std::collections::BTreeMap;

use serde_json::Value;

use super::case::{Answer, Case, Unreadable};
use crate::stats::kaplan_meier::{Band, Curve};
use crate::stats::life_table::LifeTable;
use crate::stats::log_rank::{self, LogRank};
use crate::stats::rate::Interval;
use crate::stats::restricted_mean::{RestrictedMean, contrast};

pub fn kaplan_meier(case: &Case) -> Result<Answer, Unreadable> {
    let (table, t) = (one_group(case)?, case.number("t")?);
    let curve = Curve::estimate(&table);
    let standard_error = curve.at(t).map_or(0.0, |step| step.standard_error());
    let limits = |band| -> Result<Vec<f64>, Unreadable> {
        let curve = with_band(&table, case.alpha()?, band);
        let limits = curve.at(t).map(|step| step.limits_or_estimate());
        Ok(limits.map_or(vec![1.0; 2], |limits| vec![limits.low, limits.high]))
    };
    Ok(Answer::default()
        .number("survival", curve.survival_at(t))
        .number("greenwood_se", standard_error)
        .list("ci_plain", limits(Band::Plain)?)
        .list("ci_log", limits(Band::Log)?)
        .list("ci_loglog", limits(Band::LogLog)?)
        .number("at_risk_at_t", curve.at_risk_at(t) as f64)
        .number("events_to_t", curve.events_to(t) as f64))
}

pub fn median(case: &Case) -> Result<Answer, Unreadable> {
    let (table, p) = (one_group(case)?, case.number_or("p", 0.5)?);
    let curve = Curve::estimate(&table);
    let limits = |band| -> Result<Vec<f64>, Unreadable> {
        let quantile = with_band(&table, case.alpha()?, band).quantile(p);
        Ok(vec![reached(quantile.low), reached(quantile.high)])
    };
    Ok(Answer::default()
        .number("median", reached(curve.quantile(p).time))
        .number("median_r_midpoint", reached(curve.quantile_in_the_middle(p)))
        .list("ci_plain", limits(Band::Plain)?)
        .list("ci_log", limits(Band::Log)?)
        .list("ci_loglog", limits(Band::LogLog)?)
        .number("q25", reached(curve.quantile(0.75).time))
        .number("q75", reached(curve.quantile(0.25).time)))
}

pub fn log_rank(case: &Case) -> Result<Answer, Unreadable> {
    if case.input("strata").is_some() {
        return stratified_log_rank(case);
    }
    if case.input("groups").is_none() {
        return log_rank_of_all(case);
    }
    log_rank_of(case, &case.numbers("groups")?)
}

pub fn log_rank_of_all(case: &Case) -> Result<Answer, Unreadable> {
    log_rank_of(case, &sorted(case.column("group")?))
}

fn log_rank_of(case: &Case, groups: &[f64]) -> Result<Answer, Unreadable> {
    let tables: Result<Vec<LifeTable>, Unreadable> =
        groups.iter().map(|group| case.group(Some(*group))).collect();
    log_rank_answer(log_rank::log_rank(&tables?))
}

/// The strata are a list in the case, or a column of the data set, which the case may name with
/// or without its prefix.
pub fn stratified_log_rank(case: &Case) -> Result<Answer, Unreadable> {
    let strata = match case.input("strata") {
        Some(Value::String(name)) => {
            case.column(name).or_else(|_| case.column(&format!("strata_{name}")))?
        }
        Some(_) => case.numbers("strata")?,
        None => case.only_column_like("strata")?,
    };
    let member_of = case.column("group")?;
    let groups = match case.input("groups") {
        Some(_) => case.numbers("groups")?,
        None => sorted(member_of.clone()),
    };
    let mut tables = Vec::new();
    for stratum in sorted(strata.clone()) {
        let mut within = Vec::new();
        for group in &groups {
            let is_member =
                |at: usize| strata.get(at) == Some(&stratum) && member_of.get(at) == Some(group);
            within.push(LifeTable::new(&case.observed(is_member)?));
        }
        tables.push(within);
    }
    log_rank_answer(log_rank::stratified_log_rank(&tables))
}

pub fn restricted_mean(case: &Case) -> Result<Answer, Unreadable> {
    let tau = case.number("tau")?;
    let [first, second] = case.numbers("groups")?[..] else {
        return Err(Unreadable::Input("groups".to_owned()));
    };
    let mean_of = |group: f64| -> Result<RestrictedMean, Unreadable> {
        let curve = Curve::estimate(&case.group(Some(group))?);
        curve.restricted_mean(tau).ok_or(Unreadable::NoValue)
    };
    let (first, second) = (mean_of(first)?, mean_of(second)?);
    let contrast = contrast(second, first, case.alpha()?);
    let ratio = ends(contrast.ratio_interval);
    Ok(Answer::default()
        .list("rmst", vec![first.mean, second.mean])
        .list("se", vec![first.standard_error, second.standard_error])
        .number("diff", contrast.difference)
        .number("diff_se", contrast.standard_error)
        .number("diff_low", contrast.interval.low)
        .number("diff_high", contrast.interval.high)
        .number("p", contrast.p)
        .number("ratio", contrast.ratio.unwrap_or(f64::NAN))
        .number("ratio_low", ratio[0])
        .number("ratio_high", ratio[1]))
}

fn one_group(case: &Case) -> Result<LifeTable, Unreadable> {
    let group = case.input("group").filter(|group| group.is_number());
    case.group(group.map(|_| case.number("group")).transpose()?)
}

fn with_band(table: &LifeTable, alpha: f64, band: Band) -> Curve {
    let mut curve = Curve::estimate(table);
    curve.add_intervals(alpha, band);
    curve
}

fn log_rank_answer(test: Option<LogRank>) -> Result<Answer, Unreadable> {
    let test = test.ok_or(Unreadable::NoValue)?;
    Ok(Answer::default()
        .number("chi2", test.test.chi_square)
        .number("df", test.test.df as f64)
        .number("p", test.test.p)
        .number("variance", test.variance)
        .number("z", test.z())
        .number("hr_pike", test.hazard_ratio_pike().unwrap_or(f64::NAN))
        .number("hr_peto", test.hazard_ratio_peto())
        .list("observed", test.observed.iter().map(|events| *events as f64).collect())
        .list("expected", test.expected))
}

/// Distinct values in rising order.
fn sorted(values: Vec<f64>) -> Vec<f64> {
    let by_bits: BTreeMap<u64, f64> = values
        .into_iter()
        .filter(|value| *value >= 0.0)
        .map(|value| (value.to_bits(), value))
        .collect();
    by_bits.into_values().collect()
}

fn reached(time: Option<f64>) -> f64 {
    time.unwrap_or(f64::INFINITY)
}

fn ends(interval: Option<Interval>) -> Vec<f64> {
    interval.map_or(vec![f64::NAN; 2], |interval| vec![interval.low, interval.high])
}

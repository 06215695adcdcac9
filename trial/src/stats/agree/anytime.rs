//! Families about looking at any time: sequences, watched log-rank tests, the ratio alarm.

use super::case::{Answer, Case, Unreadable};
use crate::stats::anytime::anytime_p;
use crate::stats::anytime_log_rank::{Batch, Evidence, anytime_log_rank};
use crate::stats::gaussian_log_rank::Statistic;
use crate::stats::log_rank;
use crate::stats::sample_ratio::RatioAlarm;
use crate::stats::sequence::{self, Mixture};

pub fn rate_sequence(case: &Case) -> Result<Answer, Unreadable> {
    let count = case.count("s", "n")?;
    let limits = sequence::rate_sequence(count, case.alpha()?, mixture(case)?);
    Ok(Answer::default().interval(limits.ok_or(Unreadable::NoValue)?))
}

pub fn difference_sequence(case: &Case) -> Result<Answer, Unreadable> {
    let ((a, b), alpha, mixture) = (case.arms()?, case.alpha()?, mixture(case)?);
    let limits = sequence::difference_sequence(a, b, alpha, mixture);
    let union = sequence::union_sequence(a, b, alpha, mixture).ok_or(Unreadable::NoValue)?;
    let e_value = sequence::equal_rates_e_value(a, b, mixture);
    Ok(Answer::default()
        .interval(limits.ok_or(Unreadable::NoValue)?)
        .number("union_low", union.low)
        .number("union_high", union.high)
        .number("e_value_h0", e_value)
        .number("p_anytime_now", anytime_p([e_value])))
}

fn mixture(case: &Case) -> Result<Mixture, Unreadable> {
    Ok(Mixture { a: case.number_or("prior_a", 0.5)?, b: case.number_or("prior_b", 0.5)? })
}

pub fn log_rank(case: &Case) -> Result<Answer, Unreadable> {
    if case.number_or("theta_0", 1.0)? != 1.0 {
        return Err(Unreadable::Choice("theta_0".to_owned(), "a null other than 1"));
    }
    let theta = case.number("theta_s")?;
    if case.input("y0").is_some() {
        return log_rank_of_batches(case, theta);
    }
    let reference = case.group(Some(case.number("reference")?))?;
    let treated = case.group(Some(case.number("treated")?))?;
    let fixed = log_rank::log_rank(&[reference.clone(), treated.clone()]);
    let fixed = fixed.ok_or(Unreadable::NoValue)?;
    let n_events = fixed.observed.iter().sum();
    let gaussian = Statistic { z: fixed.z(), n_events };
    let limits = gaussian.hazard_ratio_sequence(theta, case.alpha()?).ok_or(Unreadable::NoValue)?;
    let evidence = anytime_log_rank(reference, treated, theta).ok_or(Unreadable::NoValue)?;
    Ok(evidence_answer(evidence)
        .number("n_events", n_events as f64)
        .number("logrank_z", fixed.z())
        .number("gaussian_e", gaussian.e_value(theta).ok_or(Unreadable::NoValue)?)
        .list("gaussian_hr_cs", vec![limits.low, limits.high]))
}

fn log_rank_of_batches(case: &Case, theta: f64) -> Result<Answer, Unreadable> {
    let at_risk = case.wholes("y0")?.into_iter().zip(case.wholes("y1")?);
    let events = case.wholes("obs0")?.into_iter().zip(case.wholes("obs1")?);
    let mut evidence = Evidence::new(theta).ok_or(Unreadable::NoValue)?;
    for ((at_risk_reference, at_risk_treated), (events_reference, events_treated)) in
        at_risk.zip(events)
    {
        evidence.add(Batch {
            at_risk_reference,
            at_risk_treated,
            events_reference,
            events_treated,
        });
        evidence.close();
    }
    Ok(evidence_answer(evidence))
}

fn evidence_answer(evidence: Evidence) -> Answer {
    let (at_theta, at_inverse) = (evidence.e_at_theta(), evidence.e_at_inverse());
    Answer::default()
        .number("e_less", at_theta)
        .number("e_greater", at_inverse)
        .number("e_two_sided", evidence.e_value())
        .number("p_anytime", evidence.p())
}

/// The stream lists each look's new subjects, arm after arm.
pub fn ratio_alarm(case: &Case) -> Result<Answer, Unreadable> {
    let shares = case.numbers("theta0")?;
    let mut alarm = RatioAlarm::new(&shares, case.number("k")?).ok_or(Unreadable::NoValue)?;
    let (mut factors, mut p) = (Vec::new(), Vec::new());
    for added in case.wholes("stream")?.chunks(shares.len()) {
        factors.push(alarm.look(added).ok_or(Unreadable::NoValue)?);
        p.push(alarm.p());
    }
    Ok(Answer::default().list("bayes_factor", factors).list("p", p))
}

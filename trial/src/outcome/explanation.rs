//! An outcome in words that a person at the help desk understands.

use jiff::Timestamp;
use jiff::civil::Date;

use super::CleanByHorizon;
use super::course::Course;
use crate::day::{Day, days_after};
use crate::observation::EndReason;
use crate::plan::Plan;

/// The outcome and its reason, in one to three sentences.
pub fn explain(plan: &Plan, course: &Course) -> String {
    let first = match &course.confirmed {
        Some(confirmed) => format!(
            "Confirmed clean on {}: no sighting for {} since {}.",
            Day::of(confirmed.at).plus(-1).words(),
            observable_days(plan.quiet_days),
            words(confirmed.quiet_since),
        ),
        None => not_confirmed(plan, course),
    };
    [Some(first), ended(course), reinfection(course), counting(plan, course)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

fn not_confirmed(plan: &Plan, course: &Course) -> String {
    let progress = progress(plan, course);
    match &course.clean_by_horizon {
        CleanByHorizon::NotClean { last_sighting }
            if course.ended.is_some_and(|(at, _)| at == *last_sighting) =>
        {
            format!("Not clean by day {}: its follow-up ended after {progress}.", plan.horizon_days)
        }
        CleanByHorizon::NotClean { last_sighting } => format!(
            "Not clean by day {}: seen on {}, before any confirmation.",
            plan.horizon_days,
            words(*last_sighting)
        ),
        CleanByHorizon::Unknown { missing } => format!(
            "Unknown: no report for {}; with {} the {} since {} could be complete.",
            list(missing),
            if missing.len() == 1 { "it" } else { "them" },
            observable_days(plan.quiet_days),
            words(course.anchor)
        ),
        CleanByHorizon::TooEarly { .. } if course.in_quarantine => format!(
            "Too early to say: the line is in quarantine, where silence proves nothing ({progress})."
        ),
        CleanByHorizon::TooEarly { .. } => format!("Too early to say: {progress}."),
        _ if course.in_quarantine => format!(
            "Not confirmed: the line is still in quarantine, where silence proves nothing ({progress})."
        ),
        _ => format!("Not confirmed: only {progress}."),
    }
}

fn progress(plan: &Plan, course: &Course) -> String {
    format!(
        "{} of {} without a sighting since {}",
        course.n_observable,
        observable_days(plan.quiet_days),
        words(course.anchor)
    )
}

fn reinfection(course: &Course) -> Option<String> {
    let at = course.reinfected_at?;
    Some(format!("Seen again on {}: a reinfection; the first confirmation counts.", words(at)))
}

fn ended(course: &Course) -> Option<String> {
    let (at, reason) = course.ended?;
    let why = match reason {
        EndReason::ContractEnded => "the contract ended",
        EndReason::EnteredAnotherTrial => "the subject entered another trial",
        EndReason::OptedOut => "the subject opted out",
    };
    Some(format!("Followed until {}: {why}.", words(at)))
}

/// How the subject enters the rates, where the first sentence does not say it.
fn counting(plan: &Plan, course: &Course) -> Option<String> {
    if let CleanByHorizon::TooEarly { until } = &course.clean_by_horizon {
        return Some(format!("Enters the rates on {}.", words(*until)));
    }
    course.confirmed.as_ref()?;
    let horizon = plan.horizon_days;
    match &course.clean_by_horizon {
        CleanByHorizon::NotClean { last_sighting } => Some(format!(
            "Not clean by day {horizon}: last seen on {}, after {}.",
            words(*last_sighting),
            words(days_after(course.enrolled_at, horizon))
        )),
        CleanByHorizon::Unknown { missing } => Some(format!(
            "Unknown for day {horizon}: no report for {} since it was seen again.",
            list(missing)
        )),
        CleanByHorizon::NotConfirmed { n_observable, .. } => Some(format!(
            "Not confirmed for day {horizon}: only {n_observable} of {} since it was seen again.",
            observable_days(plan.quiet_days)
        )),
        CleanByHorizon::TooEarly { .. } | CleanByHorizon::Clean => None,
    }
}

fn observable_days(n: u32) -> String {
    if n == 1 { "1 observable day".to_owned() } else { format!("{n} observable days") }
}

fn words(at: Timestamp) -> String {
    Day::of(at).words()
}

/// `7 Nov`, `7 Nov and 8 Nov`, `7 Nov, 8 Nov and 2 more days`.
fn list(days: &[Date]) -> String {
    let words: Vec<String> = days.iter().map(|day| Day::from(*day).words()).collect();
    match words.as_slice() {
        [] => "some days".to_owned(),
        [one] => one.clone(),
        [one, other] => format!("{one} and {other}"),
        [one, other, third] => format!("{one}, {other} and {third}"),
        [one, other, rest @ ..] => format!("{one}, {other} and {} more days", rest.len()),
    }
}

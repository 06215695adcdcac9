//! The outcome *clean by H* of a subject that is counted: the one known when it matured, kept for
//! looks for ever, or the one known now, which can only put a claim in doubt.

use super::known::Known;
use super::reported::CoveredDays;
use super::subjects::LookSubject;
use crate::day::{Day, days_after};
use crate::outcome::stay::in_quarantine_on;
use crate::plan::Plan;

/// How a counted subject ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cleanup {
    /// q observable days followed the last sighting by H.
    Clean,
    /// A sighting after H, or the end of follow-up, came before them.
    NotClean,
    /// There were too few observable days, as the line was in quarantine.
    NotConfirmed,
}

/// The outcome of a subject by the rows that are known. `counted_to` is the q-th covered day after
/// the day of H; without one there is no time in which the subject could have been clean.
pub fn outcome(
    plan: &Plan,
    subject: &LookSubject<'_>,
    known: Known,
    covered: &CoveredDays,
    counted_to: Option<Day>,
) -> Cleanup {
    let Some(counted_to) = counted_to else {
        return Cleanup::NotClean;
    };
    let enrolled_at = subject.enrolment.at;
    let horizon = days_after(enrolled_at, plan.horizon_days);
    let ended_at = subject.ended_at(known);
    let ended_on = ended_at.map(Day::of);
    let follows = |at| enrolled_at <= at && ended_at.is_none_or(|end| at < end);
    let seen = subject.known(known).filter(|row| row.sighting().is_some());
    let seen = seen.map(|row| row.at).filter(|at| follows(*at));
    let last = seen.clone().filter(|at| *at <= horizon).max().unwrap_or(enrolled_at);
    let again_on = seen.filter(|at| *at > horizon).min().map(Day::of);

    let stays = subject.stays(known);
    let is_before = |day: Day, end: Option<Day>| end.is_none_or(|end| day < end);
    let quiet = (1..=counted_to.since(Day::of(last))).map(|n| Day::of(last).plus(n));
    let quiet = quiet.take_while(|day| is_before(*day, again_on) && is_before(*day, ended_on));
    let observable = quiet.filter(|day| covered.contains(*day) && !in_quarantine_on(&stays, *day));
    let by_then = |day: Option<Day>| day.is_some_and(|day| day <= counted_to);
    if observable.take(plan.quiet_days as usize).count() >= plan.quiet_days as usize {
        Cleanup::Clean
    } else if by_then(again_on) || by_then(ended_on) {
        Cleanup::NotClean
    } else {
        Cleanup::NotConfirmed
    }
}
